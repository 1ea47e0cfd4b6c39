//! A provider's schema as a client reads it from the wire.
//!
//! It contains only the data on the wire, and nothing of the provider's own description. The framework's schema shares no
//! code with it.

use std::collections::BTreeMap;

use framework::types::{Type, TypeError};
use proto::tfplugin5 as pb;
use proto::tfplugin5::schema::nested_block::NestingMode;

/// A set of attributes and nested blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Attributes in the order of the wire.
    pub attributes: Vec<Attribute>,
    /// Nested blocks in the order of the wire.
    pub blocks: Vec<Nested>,
}

/// One attribute of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// True where the user must set it.
    pub required: bool,
    /// True where the user may set it.
    pub optional: bool,
    /// True where the provider may decide it.
    pub computed: bool,
    /// True where it is sensitive.
    pub sensitive: bool,
    /// True where it is stored nowhere.
    pub write_only: bool,
}

/// A block inside a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Nested {
    /// The name.
    pub name: String,
    /// The nesting, which determines the number of blocks and their keys.
    pub nesting: Nesting,
    /// The contents.
    pub block: Block,
}

/// The nesting of blocks of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// None or one; null when absent.
    Single,
    /// Any number, in order.
    List,
    /// Any number, without order.
    Set,
    /// Any number, by label.
    Map,
    /// Exactly one.
    Group,
}

/// The error of a schema that cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// A schema or a nested block without its block (S1).
    NoBlock,
    /// An invalid nesting (S5).
    Nesting(i32),
    /// An attribute with an invalid type (S3).
    Type(String, TypeError),
}

impl Block {
    /// A block with only attributes.
    pub fn new(attributes: impl IntoIterator<Item = Attribute>) -> Self {
        Self {
            attributes: attributes.into_iter().collect(),
            blocks: Vec::new(),
        }
    }

    /// Adds a nested block.
    #[must_use]
    pub fn nested(mut self, name: &str, nesting: Nesting, block: Self) -> Self {
        let name = name.to_owned();
        self.blocks.push(Nested { name, nesting, block });
        self
    }

    /// Returns the type of a value of this block: an object of all attributes and blocks (W3).
    pub fn terraform_type(&self) -> Type {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|attribute| (attribute.name.clone(), attribute.ty.clone()));
        let blocks = self.blocks.iter();
        let blocks = blocks.map(|nested| (nested.name.clone(), nested.terraform_type()));
        Type::Object(attributes.chain(blocks).collect())
    }

    /// Reads the schema of a provider, resource, data source, or other part.
    ///
    /// # Errors
    /// The schema would make Terraform itself fail.
    pub fn from_schema(schema: &pb::Schema) -> Result<Self, Unreadable> {
        Self::from_wire(schema.block.as_ref())
    }

    /// Reads the schemas of one kind by their names.
    ///
    /// # Errors
    /// Errors as [`Self::from_schema`] returns them.
    pub fn from_schemas(schemas: &BTreeMap<String, pb::Schema>) -> Result<BTreeMap<String, Self>, Unreadable> {
        let read = |(name, schema): (&String, &pb::Schema)| Ok((name.clone(), Self::from_schema(schema)?));
        schemas.iter().map(read).collect()
    }

    fn from_wire(block: Option<&pb::schema::Block>) -> Result<Self, Unreadable> {
        let block = block.ok_or(Unreadable::NoBlock)?;
        let attributes = block.attributes.iter().map(Attribute::from_wire);
        let blocks = block.block_types.iter().map(Nested::from_wire);
        Ok(Self {
            attributes: attributes.collect::<Result<_, _>>()?,
            blocks: blocks.collect::<Result<_, _>>()?,
        })
    }
}

impl Attribute {
    /// An attribute that the user must set.
    pub fn required(name: &str, ty: Type) -> Self {
        Self {
            required: true,
            ..Self::of(name, ty)
        }
    }

    /// An attribute that the user may set.
    pub fn optional(name: &str, ty: Type) -> Self {
        Self {
            optional: true,
            ..Self::of(name, ty)
        }
    }

    /// An attribute that the provider alone decides.
    pub fn computed(name: &str, ty: Type) -> Self {
        Self {
            computed: true,
            ..Self::of(name, ty)
        }
    }

    /// An attribute that the provider decides where the user sets none.
    pub fn optional_computed(name: &str, ty: Type) -> Self {
        Self {
            optional: true,
            ..Self::computed(name, ty)
        }
    }

    /// Makes it sensitive.
    #[must_use]
    pub fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }

    /// Makes it write-only, so that it is not stored.
    #[must_use]
    pub fn write_only(self) -> Self {
        Self {
            write_only: true,
            ..self
        }
    }

    /// True where no configuration may set it.
    pub fn is_read_only(&self) -> bool {
        self.computed && !self.optional && !self.required
    }

    fn of(name: &str, ty: Type) -> Self {
        Self {
            name: name.to_owned(),
            ty,
            required: false,
            optional: false,
            computed: false,
            sensitive: false,
            write_only: false,
        }
    }

    fn from_wire(attribute: &pb::schema::Attribute) -> Result<Self, Unreadable> {
        let ty = Type::from_json(&attribute.r#type);
        Ok(Self {
            name: attribute.name.clone(),
            ty: ty.map_err(|error| Unreadable::Type(attribute.name.clone(), error))?,
            required: attribute.required,
            optional: attribute.optional,
            computed: attribute.computed,
            sensitive: attribute.sensitive,
            write_only: attribute.write_only,
        })
    }
}

impl Nested {
    /// Returns the type of the value of these blocks in their parent.
    pub fn terraform_type(&self) -> Type {
        let inner = self.block.terraform_type();
        match self.nesting {
            Nesting::Single | Nesting::Group => inner,
            Nesting::List => Type::list(inner),
            Nesting::Set => Type::set(inner),
            Nesting::Map => Type::map(inner),
        }
    }

    fn from_wire(nested: &pb::schema::NestedBlock) -> Result<Self, Unreadable> {
        Ok(Self {
            name: nested.type_name.clone(),
            nesting: Nesting::from_wire(nested.nesting)?,
            block: Block::from_wire(nested.block.as_ref())?,
        })
    }
}

impl Nesting {
    fn from_wire(nesting: i32) -> Result<Self, Unreadable> {
        match NestingMode::try_from(nesting) {
            Ok(NestingMode::Single) => Ok(Self::Single),
            Ok(NestingMode::List) => Ok(Self::List),
            Ok(NestingMode::Set) => Ok(Self::Set),
            Ok(NestingMode::Map) => Ok(Self::Map),
            Ok(NestingMode::Group) => Ok(Self::Group),
            Ok(NestingMode::Invalid) | Err(_) => Err(Unreadable::Nesting(nesting)),
        }
    }
}
