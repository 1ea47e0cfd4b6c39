//! The signature of a function: its parameters and the type of its result.

use super::Function;
use crate::attr::Attribute;
use crate::model::Model;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block};
use crate::types::Type;

/// The signature of a function, with its documentation.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The summary in one line.
    pub summary: &'static str,
    /// The description, in Markdown.
    pub description: &'static str,
    /// The reason of the deprecation and the replacement, if the function is deprecated.
    pub deprecation: Option<&'static str>,
    /// The parameters that take one argument each, in order.
    pub parameters: Vec<Parameter>,
    /// The variadic parameter, which takes all further arguments.
    pub variadic: Option<Parameter>,
    /// True where arguments may be unknown.
    pub accepts_unknown: bool,
    /// The type of the result.
    pub returns: Type,
    /// The parameters as the author declared them.
    pub(crate) block: Block,
    /// True where the author declared the last parameter as variadic.
    pub(crate) is_variadic: bool,
}

/// One parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The type of each of its arguments.
    pub ty: Type,
    /// The description in Markdown, including the rule of the type.
    pub description: String,
    /// The summary for core: the first sentence of the description, and the rule of the type.
    pub summary: String,
    /// True where an argument may be null.
    pub accepts_null: bool,
}

impl Signature {
    /// Returns the signature of an author's function.
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

    /// Returns the parameter of the argument at an index, counted from 0; `None` if there are too many arguments.
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or(self.variadic.as_ref())
    }

    /// Returns the zero-based index of the argument to which a path leads. Returns `None` for the whole call, and for
    /// all variadic arguments together (conformance rule F3).
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
            summary: attribute.summary.clone(),
            accepts_null: attribute.optional,
        }
    }

    /// Returns the parameter for each element of a list.
    fn variadic(attribute: &AttributeSchema) -> Option<Self> {
        match &attribute.ty {
            Type::List(element) => Some(Self::of(attribute, Type::clone(element))),
            _ => None,
        }
    }
}
