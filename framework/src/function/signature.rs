//! What a function takes and gives.

use super::Function;
use crate::attr::Attribute;
use crate::model::Model;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block};
use crate::types::Type;

/// What a function takes and gives, with what its documentation says.
#[derive(Clone, Debug)]
pub struct Signature {
    /// What it does in one line.
    pub summary: &'static str,
    /// What it does, in Markdown.
    pub description: &'static str,
    /// Why not to use it any more.
    pub deprecation: Option<&'static str>,
    /// The parameters that take one argument each, in order.
    pub parameters: Vec<Parameter>,
    /// The parameter that takes all further arguments.
    pub variadic: Option<Parameter>,
    /// Whether arguments may be undecided.
    pub accepts_unknown: bool,
    /// The type of the result.
    pub returns: Type,
    /// The parameters as they were written.
    pub(crate) block: Block,
    /// Whether the last parameter was meant to be variadic.
    pub(crate) is_variadic: bool,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The type of each of its arguments.
    pub ty: Type,
    /// What it is, in Markdown, the rule of its type included.
    pub description: String,
    /// Whether an argument may be null.
    pub accepts_null: bool,
}

impl Signature {
    /// The signature that an author wrote.
    pub(crate) fn of<F: Function>(function: &F) -> Self {
        let block = F::Arguments::block();
        let (variadic, attributes) = match block.attributes.split_last() {
            Some((last, attributes)) if function.is_variadic() => (Parameter::variadic(last), attributes),
            _ => (None, block.attributes.as_slice()),
        };
        Self {
            summary: function.summary(),
            description: function.description(),
            deprecation: function.deprecation(),
            parameters: attributes
                .iter()
                .map(|attribute| Parameter::of(attribute, attribute.ty.clone()))
                .collect(),
            variadic,
            accepts_unknown: function.accepts_unknown(),
            returns: F::Return::terraform_type(),
            is_variadic: function.is_variadic(),
            block,
        }
    }

    /// What the argument at a place, counted from 0, is for; `None` where there are too many.
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or(self.variadic.as_ref())
    }

    /// Which argument a path within the arguments leads to, counted from 0; `None` for the whole call, and for trailing
    /// arguments as a whole (F3).
    pub fn argument(&self, path: &Path) -> Option<usize> {
        let (Step::Attribute(name), inner) = path.steps().split_first()? else {
            return None;
        };
        let place = self.parameters.iter().position(|parameter| parameter.name == *name);
        place.or_else(|| {
            let variadic = self.variadic.as_ref().filter(|parameter| parameter.name == *name);
            match (variadic, inner.first()) {
                (Some(_), Some(Step::Index(index))) => self.parameters.len().checked_add(usize::try_from(*index).ok()?),
                _ => None,
            }
        })
    }
}

impl Parameter {
    fn of(attribute: &AttributeSchema, ty: Type) -> Self {
        Self {
            name: attribute.name.clone(),
            ty,
            description: attribute.description.clone(),
            accepts_null: attribute.optional,
        }
    }

    /// The parameter for each element of a list.
    fn variadic(attribute: &AttributeSchema) -> Option<Self> {
        match &attribute.ty {
            Type::List(element) => Some(Self::of(attribute, Type::clone(element))),
            _ => None,
        }
    }
}
