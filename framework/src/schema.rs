//! What a configuration may contain: attributes and nested blocks, with how they behave in a plan.
//!
//! A schema is built by `#[derive(Model)]`, never by hand. The wire form is in `crate::rpc`.

use crate::attr::{Attribute, Field};
use crate::normal_form::normalise;
use crate::types::Type;
use crate::value::Value;

/// The schema of a provider block, a resource or a data source.
#[derive(Clone, Debug)]
pub struct Schema {
    version: i64,
    block: Block,
    ty: Type,
}

impl Schema {
    /// A schema of `block`; `version` grows when stored states need an upgrade.
    pub fn new(version: i64, block: Block) -> Self {
        let ty = block.terraform_type();
        Self { version, block, ty }
    }

    /// The version of the stored state.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The root block.
    pub fn block(&self) -> &Block {
        &self.block
    }

    /// The type of a value of the root block.
    pub fn terraform_type(&self) -> &Type {
        &self.ty
    }
}

/// A set of attributes and nested blocks.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// What the block is, in Markdown.
    pub description: String,
    /// Attributes in the order of the struct.
    pub attributes: Vec<AttributeSchema>,
    /// Nested blocks in the order of the struct.
    pub blocks: Vec<NestedBlock>,
}

impl Block {
    /// An empty block.
    pub fn new(description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..Self::default()
        }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attribute(mut self, attribute: AttributeSchema) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// Adds a nested block.
    #[must_use]
    pub fn nested(mut self, nested: NestedBlock) -> Self {
        self.blocks.push(nested);
        self
    }

    /// Whether there is nothing to write in it.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.blocks.is_empty()
    }

    /// The type of a value of this block: an object of all attributes and blocks.
    pub fn terraform_type(&self) -> Type {
        let attributes = self
            .attributes
            .iter()
            .map(|attribute| (attribute.name.clone(), attribute.ty.clone()));
        let blocks = self
            .blocks
            .iter()
            .map(|nested| (nested.name.clone(), nested.terraform_type()));
        Type::Object(attributes.chain(blocks).collect())
    }
}

/// One attribute of a block.
#[derive(Clone, Debug)]
pub struct AttributeSchema {
    /// Its name as in HCL.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// What it is, in Markdown, the rule of its type included.
    pub description: String,
    /// The user must give it.
    pub required: bool,
    /// The user may give it.
    pub optional: bool,
    /// The provider may decide it.
    pub computed: bool,
    /// It is hidden in plans and outputs.
    pub sensitive: bool,
    /// It reaches the provider and is stored nowhere.
    pub write_only: bool,
    /// A change of it needs a new object.
    pub replaces: bool,
    /// Once known, it does not change while the object lives, so an update keeps it known.
    pub stable: bool,
    /// What stands in when the user gives nothing.
    pub default: Option<Value>,
    /// Why not to use it any more.
    pub deprecation: Option<String>,
}

impl AttributeSchema {
    /// An attribute for a struct's field of type `F`; who may give it is still to be said.
    pub fn of<F: Field>(name: &str, description: &str) -> Self {
        Self {
            name: name.to_owned(),
            ty: F::Inner::terraform_type(),
            description: description.to_owned(),
            required: false,
            optional: false,
            computed: false,
            sensitive: false,
            write_only: false,
            replaces: false,
            stable: false,
            default: None,
            deprecation: None,
        }
    }

    /// Adds the rule of the type to the description, where the user may give the value: what the provider decides
    /// has no rule for the user.
    #[must_use]
    pub fn with_rule_of<F: Field>(mut self) -> Self {
        if self.required || self.optional {
            self.description = with_rule(&self.description, F::Inner::rule().as_deref());
        }
        self
    }

    /// Sets the value that stands in for nothing, which makes the attribute optional and computed.
    #[must_use]
    pub fn defaults_to<F: Field>(mut self, value: &F::Inner) -> Self {
        let mut default = value.encode();
        normalise(&mut default);
        self.default = Some(default);
        self.optional = true;
        self.computed = true;
        self
    }
}

/// A block inside a block.
#[derive(Clone, Debug)]
pub struct NestedBlock {
    /// Its name as in HCL.
    pub name: String,
    /// How many there may be, and how they are told apart.
    pub nesting: Nesting,
    /// What it contains.
    pub block: Block,
    /// The least number, for lists and sets; 1 makes a single block required.
    pub min_items: i64,
    /// The greatest number, for lists and sets; 0 is no limit.
    pub max_items: i64,
}

impl NestedBlock {
    /// The type of the value of this block in its parent.
    pub fn terraform_type(&self) -> Type {
        let inner = self.block.terraform_type();
        match self.nesting {
            Nesting::Single | Nesting::Group => inner,
            Nesting::List => Type::List(Box::new(inner)),
            Nesting::Set => Type::Set(Box::new(inner)),
            Nesting::Map => Type::Map(Box::new(inner)),
        }
    }
}

/// How nested blocks of one name are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// None or one; null when absent.
    Single,
    /// Always one; its attributes are null when it is absent.
    Group,
    /// Any number, in order.
    List,
    /// Any number, without order.
    Set,
    /// Any number, by label.
    Map,
}

fn with_rule(description: &str, rule: Option<&str>) -> String {
    match rule {
        Some(rule) if description.is_empty() => rule.to_owned(),
        Some(rule) => format!("{description} {rule}"),
        None => description.to_owned(),
    }
}
