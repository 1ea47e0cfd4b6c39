//! A complete provider with one resource, `tiny_note`, which is a text in a file.

use std::io::{Error, ErrorKind};

use framework::erased::{AnyResource, managed};
use framework::plugin::{self, Environment, ProviderInfo};
use framework::provider::Provider;
use framework::resource::{Create, Delete, Failure, Outcome, Read, Resource, Saved, Update};
use framework::{Attr, Diagnostic, Diagnostics, Model, rpc::Rpc, server::Server};

/// A note.
#[derive(Clone, Debug, Model)]
pub(crate) struct Note {
    /// The path of the file. A change forces replacement.
    #[attr(required, replace)]
    file: Attr<String>,
    /// The text of the note.
    #[attr(default = "Nothing.".to_owned())]
    text: Attr<String>,
}

pub(crate) struct Tiny;

#[async_trait::async_trait]
impl Resource for Tiny {
    type Model = Note;
    fn type_name(&self) -> &'static str {
        "tiny_note"
    }
    async fn create(&self, request: Create<Note>) -> Outcome<Note> {
        write(request.planned)
    }
    async fn read(&self, request: Read<Note>) -> Result<Option<Saved<Note>>, Diagnostics> {
        match std::fs::read_to_string(known(&request.state.file)).map(Attr::Known) {
            Ok(text) => Ok(Some(Saved::new(Note { text, ..request.state }))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error).into()),
        }
    }
    async fn update(&self, request: Update<Note>) -> Outcome<Note> {
        write(request.planned)
    }
    async fn delete(&self, request: Delete<Note>) -> Result<Diagnostics, Failure<Note>> {
        std::fs::remove_file(known(&request.state.file)).map_err(|error| failed(&error))?;
        Ok(Diagnostics::new())
    }
}

fn write(note: Note) -> Outcome<Note> {
    std::fs::write(known(&note.file), known(&note.text)).map_err(|error| failed(&error))?;
    Ok(Saved::new(note))
}

fn known(text: &Attr<String>) -> &str {
    text.known().map_or("", String::as_str)
}

fn failed(error: &Error) -> Diagnostic {
    Diagnostic::error("File not accessible", error.to_string())
}

#[async_trait::async_trait]
impl Provider for Tiny {
    type Config = ();
    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![managed(Tiny)]
    }
}

fn main() -> std::process::ExitCode {
    let info = ProviderInfo {
        name: "tiny",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/example/tiny",
        description: "Keeps notes.",
    };
    let (arguments, environment) = (std::env::args_os().skip(1), Environment::capture());
    plugin::serve(Rpc::new(Server::new(Tiny)), info, &environment, arguments)
}
