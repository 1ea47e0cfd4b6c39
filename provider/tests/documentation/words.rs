//! The texts of the programs for the prose linter: messages, which are the string literals of the source, descriptions of schemas, and
//! doc comments.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use crate::page::Page;
use crate::tree;

/// The folders whose string literals people read.
const SOURCES: &[&str] = &["framework/src", "provider/src", "service/src", "mock-api/src"];

/// The folders with text for machines: the configurations of routers, and the statements of the database.
const FOR_MACHINES: &[&str] = &["provider/src/router", "service/src/storage"];

/// The fewest words of a text: names and labels have fewer.
const FEWEST_WORDS: usize = 4;

/// A text, and its place as `path:line`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) place: String,
    pub(crate) words: String,
}

/// Writes the texts for the linter: one Markdown file in `folder` for each source file. The linter's time grows with the square of a file's
/// size. In a file, each text stands below a heading with its place.
pub(crate) fn write(folder: &str, texts: &[Text]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words").join(folder);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for texts in texts.chunk_by(|one, other| one.file() == other.file()) {
        let mut document = String::new();
        for Text { place, words } in texts {
            write!(document, "## `{place}`\n\n{words}\n\n").unwrap();
        }
        let path = folder.join(format!("{}.md", texts[0].file()));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, document).unwrap();
    }
}

impl Text {
    fn file(&self) -> &str {
        self.place.split(':').next().unwrap_or_default()
    }
}

/// The messages of every source file that is not one of tests.
pub(crate) fn messages() -> Vec<Text> {
    let files = SOURCES.iter().flat_map(|folder| tree::files_under(folder));
    let is_read = |path: &String| {
        let is_for_machines = FOR_MACHINES.iter().any(|folder| path.starts_with(folder));
        path.ends_with(".rs") && !path.contains("/tests") && !is_for_machines
    };
    files
        .filter(is_read)
        .flat_map(|path| Source::parse(&tree::text(&path).unwrap()).messages(&path))
        .collect()
}

/// The doc comments of every source file but generated ones.
pub(crate) fn comments() -> Vec<Text> {
    let files = tree::files_under("").into_iter();
    files
        .filter(|path| path.ends_with(".rs") && !path.contains("/generated/"))
        .flat_map(|path| Source::parse(&tree::text(&path).unwrap()).comments(&path))
        .collect()
}

/// The descriptions on the pages that schemas make.
pub(crate) fn descriptions(pages: &[Page]) -> Vec<Text> {
    pages.iter().flat_map(descriptions_on).collect()
}

fn descriptions_on(page: &Page) -> Vec<Text> {
    let description = |(index, line): (usize, &str)| {
        let (_name, after) = line.strip_prefix("- `")?.split_once("` (")?;
        let (_type, words) = after.split_once(") ")?;
        Some(Text {
            place: format!("{}:{}", page.path, index + 1),
            words: words.to_owned(),
        })
    };
    page.text.lines().enumerate().filter_map(description).collect()
}

/// Returns the folders or files of which there is no text.
pub(crate) fn folders_without<'a>(texts: &[Text], folders: &[&'a str]) -> Vec<&'a str> {
    let is_unread = |folder: &&str| !texts.iter().any(|text| text.place.starts_with(folder));
    folders.iter().copied().filter(is_unread).collect()
}

/// The literals and the doc comments of a source file, in order, each with its line.
#[derive(Default)]
pub(crate) struct Source {
    literals: Vec<(usize, String)>,
    comments: Vec<Comment>,
}

/// Successive lines of a doc comment.
struct Comment {
    first: usize,
    last: usize,
    words: String,
}

impl Source {
    /// Reads a source file. Code that is built for tests alone has doc comments, and no messages.
    pub(crate) fn parse(text: &str) -> Self {
        let mut source = Self::default();
        source.read(TokenStream::from_str(text).unwrap(), Audience::Users);
        source
    }

    /// The literals that are texts.
    pub(crate) fn messages(&self, path: &str) -> Vec<Text> {
        let texts = self.literals.iter().map(|(line, value)| Text {
            place: format!("{path}:{line}"),
            words: without_placeholders(value),
        });
        texts
            .filter(|text| text.words.split_whitespace().count() >= FEWEST_WORDS)
            .collect()
    }

    /// The doc comments.
    pub(crate) fn comments(&self, path: &str) -> Vec<Text> {
        let texts = self.comments.iter().map(|comment| Text {
            place: format!("{path}:{}", comment.first),
            words: comment.words.clone(),
        });
        texts.collect()
    }

    fn read(&mut self, tokens: TokenStream, audience: Audience) {
        let mut tokens = tokens.into_iter().peekable();
        let mut next = audience;
        while let Some(token) = tokens.next() {
            let ends_item = ends_item(&token);
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    tokens.next_if(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '!'));
                    if let Some(TokenTree::Group(attribute)) = tokens.next_if(is_attribute) {
                        next = next.or(self.read_attribute(&attribute, audience));
                    }
                }
                TokenTree::Group(group) => self.read(group.stream(), next),
                TokenTree::Literal(literal) if next == Audience::Users => self.add_literal(&literal),
                TokenTree::Literal(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            if ends_item {
                next = audience;
            }
        }
    }

    /// Reads a doc comment, or a message of `thiserror`. Returns the audience of the item that has the attribute.
    fn read_attribute(&mut self, attribute: &Group, audience: Audience) -> Audience {
        match attribute.stream().into_iter().next() {
            Some(TokenTree::Ident(name)) if name == "doc" => self.add_comment(attribute),
            Some(TokenTree::Ident(name)) if name == "error" => self.read(attribute.stream(), audience),
            Some(TokenTree::Ident(name)) if name == "cfg" && attribute.to_string().contains("test") => {
                return Audience::Tests;
            }
            _ => {}
        }
        audience
    }

    fn add_literal(&mut self, literal: &Literal) {
        if let Some(value) = string(literal) {
            self.literals.push((literal.span().start().line, value));
        }
    }

    fn add_comment(&mut self, attribute: &Group) {
        let Some(TokenTree::Literal(literal)) = attribute.stream().into_iter().last() else {
            return;
        };
        let Some(value) = string(&literal) else { return };
        let line = attribute.span_open().start().line;
        match self.comments.last_mut() {
            Some(comment) if comment.last + 1 == line => {
                comment.last = line;
                comment.words.push('\n');
                comment.words.push_str(value.trim());
            }
            _ => self.comments.push(Comment {
                first: line,
                last: line,
                words: value.trim().to_owned(),
            }),
        }
    }
}

/// The readers of a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    Users,
    Tests,
}

impl Audience {
    fn or(self, other: Self) -> Self {
        if self == Self::Tests { self } else { other }
    }
}

fn string(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) => Some(string.value()),
        _ => None,
    }
}

fn is_attribute(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}

/// A format string with a span of code for each placeholder, which the linter counts as one word.
fn without_placeholders(text: &str) -> String {
    let escaped = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut parts = escaped.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_placeholder, after) = part.split_once('}').unwrap_or(("", part));
        plain.push_str("`value`");
        plain.push_str(after);
    }
    plain.replace('\u{1}', "{").replace('\u{2}', "}")
}
