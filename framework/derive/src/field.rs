//! One field of a model, with its `#[attr(…)]` or `#[block(…)]`.

use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Ident, Lit, LitInt, LitStr, Meta, Result, Type};

/// A field that is an attribute or a nested block.
pub(crate) struct ModelField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) description: String,
    pub(crate) kind: Kind,
}

/// The kind of a field.
pub(crate) enum Kind {
    Attribute(Box<AttributeMarks>),
    Block { min: i64, max: i64 },
}

/// The marks in `#[attr(…)]`.
#[derive(Default)]
pub(crate) struct AttributeMarks {
    pub(crate) flags: Vec<Ident>,
    pub(crate) default: Option<Expr>,
    pub(crate) deprecated: Option<LitStr>,
}

const FLAGS: [&str; 7] = [
    "required",
    "optional",
    "computed",
    "sensitive",
    "write_only",
    "replace",
    "stable",
];

impl ModelField {
    pub(crate) fn read(field: &syn::Field) -> Result<Self> {
        let ident = field
            .ident
            .clone()
            .ok_or_else(|| Error::new(field.span(), "a model has named fields"))?;
        let mut marks = field.attrs.iter().filter(|attribute| is_mark(attribute));
        let mark = marks.next().ok_or_else(|| unmarked(&ident))?;
        if let Some(second) = marks.next() {
            return Err(Error::new_spanned(second, "a field has one #[attr(…)] or one #[block]"));
        }
        Ok(Self {
            ident,
            ty: field.ty.clone(),
            description: description(&field.attrs),
            kind: Kind::read(mark)?,
        })
    }
}

impl Kind {
    fn read(mark: &syn::Attribute) -> Result<Self> {
        if mark.path().is_ident("block") {
            return read_block(mark);
        }
        let mut marks = AttributeMarks::default();
        mark.parse_nested_meta(|meta| marks.read(&meta))?;
        Ok(Self::Attribute(Box::new(marks)))
    }
}

fn is_mark(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("attr") || attribute.path().is_ident("block")
}

fn unmarked(ident: &Ident) -> Error {
    let message = format!("mark `{ident}` with #[attr(required)], #[attr(optional)], #[attr(computed)], or #[block]");
    Error::new_spanned(ident, message)
}

impl AttributeMarks {
    fn read(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        if meta.path.is_ident("default") {
            self.default = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("deprecated") {
            self.deprecated = Some(meta.value()?.parse()?);
        } else if let Some(flag) = meta
            .path
            .get_ident()
            .filter(|flag| FLAGS.iter().any(|known| flag == known))
        {
            if self.flags.contains(flag) {
                return Err(meta.error(format!("`{flag}` is repeated")));
            }
            self.flags.push(flag.clone());
        } else {
            let known = FLAGS.join(", ");
            return Err(meta.error(format!(
                "unknown mark; expected one of {known}, default = …, deprecated = \"…\""
            )));
        }
        Ok(())
    }
}

/// Returns the doc comment as text: lines of a paragraph are joined, and paragraphs stay apart.
pub(crate) fn description(attributes: &[syn::Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(doc_line);
    let mut text = String::new();
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            text.push_str("\n\n");
        } else {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push(' ');
            }
            text.push_str(line);
        }
    }
    text.trim().to_owned()
}

fn doc_line(attribute: &syn::Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text), ..
    }) = &pair.value
    else {
        return None;
    };
    Some(text.value())
}

fn read_block(attribute: &syn::Attribute) -> Result<Kind> {
    let (mut min, mut max) = (0, 0);
    if matches!(attribute.meta, Meta::List(_)) {
        attribute.parse_nested_meta(|meta| {
            let bound: LitInt = meta.value()?.parse()?;
            if meta.path.is_ident("min") {
                min = bound.base10_parse()?;
            } else if meta.path.is_ident("max") {
                max = bound.base10_parse()?;
            } else {
                return Err(meta.error("unknown mark; expected min = … or max = …"));
            }
            Ok(())
        })?;
    }
    Ok(Kind::Block { min, max })
}
