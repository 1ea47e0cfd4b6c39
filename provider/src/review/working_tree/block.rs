//! The blocks of a file, with their attributes and nested blocks and the places of these.

use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{self, Attribute, Body, Structure};

use super::lines::Lines;
use crate::review::place::{Place, Position};

/// A top-level block of a file.
#[derive(Debug)]
pub(super) struct Block {
    /// The kind and the labels: `resource`, `twilio_cross_connect`, `leg`.
    labels: Vec<String>,
    /// The `source`, if it is a string.
    source: Option<String>,
    file: String,
    extent: Extent,
    members: Vec<Member>,
}

/// An attribute or a block within a block.
#[derive(Debug)]
struct Member {
    name: String,
    extent: Extent,
    members: Vec<Self>,
}

/// A range of positions, from `start` to `end`.
#[derive(Clone, Copy, Debug)]
struct Extent {
    start: Position,
    end: Position,
}

impl Block {
    /// Returns the top-level blocks of a file; none for a text that is not valid HCL.
    pub(super) fn all_of(file: &str, text: &str) -> Vec<Self> {
        let Ok(body) = hcl_edit::parser::parse_body(text) else {
            return Vec::new();
        };
        let lines = Lines::new(text);
        body.blocks().map(|block| Self::of(file, block, &lines)).collect()
    }

    fn of(file: &str, block: &structure::Block, lines: &Lines<'_>) -> Self {
        let labels = block.labels.iter().map(|label| label.as_str().to_owned());
        let source = block
            .body
            .get_attribute("source")
            .and_then(|source| source.value.as_str());
        Self {
            labels: std::iter::once(block.ident.to_string()).chain(labels).collect(),
            source: source.map(str::to_owned),
            file: file.to_owned(),
            extent: head(block, lines),
            members: members(&block.body, lines),
        }
    }

    /// True where the block has this kind and these labels.
    pub(super) fn is(&self, labels: &[&str]) -> bool {
        self.labels == labels
    }

    pub(super) fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Returns the place of the innermost part of `attribute` that the block contains, or of the head of the block.
    ///
    /// A place is at most one line, because viewers show an annotation below its last line.
    pub(super) fn place(&self, attribute: Option<&str>) -> Place {
        let (mut extent, mut members) = (self.extent, &self.members);
        for name in attribute.into_iter().flat_map(names) {
            let Some(member) = members.iter().find(|member| member.name == name) else {
                break;
            };
            (extent, members) = (member.extent, &member.members);
        }
        Place {
            file: self.file.clone(),
            start: extent.start,
            end: extent.end,
        }
    }
}

/// Returns the names of a path. `rules[0].name` and `rules.0.name` both have `rules` and `name`.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let names = path.split('.').filter_map(|step| step.split('[').next());
    names.filter(|name| !name.chars().all(|letter| letter.is_ascii_digit()))
}

fn members(body: &Body, lines: &Lines<'_>) -> Vec<Member> {
    let members = body.iter().filter_map(|structure| match structure {
        Structure::Attribute(attribute) => Some(of_attribute(attribute, lines)),
        Structure::Block(block) => of_block(block, lines),
    });
    members.collect()
}

fn of_attribute(attribute: &Attribute, lines: &Lines<'_>) -> Member {
    Member {
        name: attribute.key.to_string(),
        extent: on_one_line(attribute.span(), attribute.key.span(), lines),
        members: of_value(&attribute.value, lines),
    }
}

/// The entries of an object. An attribute with nested attributes has this form.
fn of_value(value: &Expression, lines: &Lines<'_>) -> Vec<Member> {
    let entries = value.as_object().into_iter().flat_map(|object| object.iter());
    let members = entries.filter_map(|(key, value)| {
        let name = match key {
            ObjectKey::Ident(name) => name.as_str(),
            ObjectKey::Expression(name) => name.as_str()?,
        };
        let whole = key.span()?.start..value.expr().span()?.end;
        Some(Member {
            name: name.to_owned(),
            extent: on_one_line(Some(whole), key.span(), lines),
            members: of_value(value.expr(), lines),
        })
    });
    members.collect()
}

/// A nested block by its name. A `dynamic` block has the name of the blocks that it generates.
fn of_block(block: &structure::Block, lines: &Lines<'_>) -> Option<Member> {
    let (name, body) = if block.has_ident("dynamic") {
        let content = block.body.blocks().find(|inner| inner.has_ident("content"));
        (block.labels.first()?.as_str(), &content?.body)
    } else {
        (block.ident.as_str(), &block.body)
    };
    Some(Member {
        name: name.to_owned(),
        extent: head(block, lines),
        members: members(body, lines),
    })
}

/// The range from the name of a block to its last label.
fn head(block: &structure::Block, lines: &Lines<'_>) -> Extent {
    let name = block.ident.span().unwrap_or_default();
    let last = block.labels.last().and_then(Span::span);
    let end = last.map_or(name.end, |label| label.end);
    extent(&(name.start..end), lines)
}

/// Returns `whole` if it is one line, and `key` otherwise.
fn on_one_line(whole: Option<Range<usize>>, key: Option<Range<usize>>, lines: &Lines<'_>) -> Extent {
    let key = key.unwrap_or_default();
    let whole = extent(&whole.unwrap_or_else(|| key.clone()), lines);
    if whole.start.line == whole.end.line {
        return whole;
    }
    extent(&key, lines)
}

fn extent(range: &Range<usize>, lines: &Lines<'_>) -> Extent {
    Extent {
        start: lines.position(range.start),
        end: lines.position(range.end),
    }
}
