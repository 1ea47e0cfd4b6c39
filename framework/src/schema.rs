//! Schemas: the attributes and nested blocks of a configuration, and their behavior in a plan.
//!
//! `#[derive(Model)]` generates a schema; it is never written by hand. The wire form is in `crate::rpc`.

use crate::attr::{Attribute, Field};
use crate::normal_form::normalise;
use crate::summary::first_sentence;
use crate::types::Type;
use crate::value::Value;

/// The schema of a block in a configuration, a state, or an identity.
#[derive(Clone, Debug)]
pub struct Schema {
    version: i64,
    block: Block,
    ty: Type,
}

impl Schema {
    /// Returns a schema of `block`. `version` increases when stored states need an upgrade.
    pub fn new(version: i64, block: Block) -> Self {
        let ty = block.terraform_type();
        Self { version, block, ty }
    }

    /// Returns the version of the stored state.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Returns the root block.
    pub fn block(&self) -> &Block {
        &self.block
    }

    /// Returns the type of a value of the root block.
    pub fn terraform_type(&self) -> &Type {
        &self.ty
    }
}

/// The attributes and nested blocks of a block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The description, in Markdown.
    pub description: String,
    /// The attributes, in the order of the struct.
    pub attributes: Vec<AttributeSchema>,
    /// The nested blocks, in the order of the struct.
    pub blocks: Vec<NestedBlock>,
}

impl Block {
    /// Returns an empty block.
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

    /// True where the block has no attributes and no nested blocks.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.blocks.is_empty()
    }

    /// Returns the type of a value of this block: an object of all attributes and blocks.
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

/// The schema of an attribute.
#[derive(Clone, Debug)]
pub struct AttributeSchema {
    /// The name in HCL.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The description in Markdown, including the rule of the type.
    pub description: String,
    /// The summary for core: the first sentence of the description, and the rule of the type.
    pub summary: String,
    /// True where the user must give a value.
    pub required: bool,
    /// True where the user may give a value.
    pub optional: bool,
    /// True where the provider may decide the value.
    pub computed: bool,
    /// True where the value is hidden in plans and outputs.
    pub sensitive: bool,
    /// True where the value is sent to the provider and never stored.
    pub write_only: bool,
    /// True where a change forces replacement.
    pub replaces: bool,
    /// True where a known value does not change during the object's life, so that an update keeps it known.
    pub stable: bool,
    /// The value if the user gives none.
    pub default: Option<Value>,
    /// The reason of the deprecation and the replacement, if the attribute is deprecated.
    pub deprecation: Option<String>,
}

impl AttributeSchema {
    /// Returns an attribute for a struct's field of type `F`, without marks.
    pub fn of<F: Field>(name: &str, description: &str) -> Self {
        Self {
            name: name.to_owned(),
            ty: F::Inner::terraform_type(),
            description: description.to_owned(),
            summary: first_sentence(description).to_owned(),
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

    /// Adds the rule of the type to the description and the summary if the user may give the value. A computed value needs no rule for the
    /// user.
    #[must_use]
    pub fn with_rule_of<F: Field>(mut self) -> Self {
        if self.required || self.optional {
            let rule = F::Inner::rule();
            self.description = with_rule(&self.description, rule.as_deref());
            self.summary = with_rule(&self.summary, rule.as_deref());
        }
        self
    }

    /// Sets the default value, which makes the attribute optional and computed.
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

/// The schema of the nested blocks with one name.
#[derive(Clone, Debug)]
pub struct NestedBlock {
    /// The name in HCL.
    pub name: String,
    /// The nesting mode: the allowed number of blocks, and their keys.
    pub nesting: Nesting,
    /// The schema of one block.
    pub block: Block,
    /// The minimum number of blocks, for lists and sets; 1 makes a single block required.
    pub min_items: i64,
    /// The maximum number of blocks, for lists and sets; 0 is no limit.
    pub max_items: i64,
}

impl NestedBlock {
    /// Returns the type of the value of this block in its parent.
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

/// The nesting mode of the blocks with one name.
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
