//! A page that is generated from the code, and its comparison with the checked-in page.

use std::fs;
use std::iter::once;

use framework::erased::AnyResource;
use framework::plugin::Environment;
use framework::server::Server;

use crate::codes;
use crate::function_page;
use crate::subject::Subject;
use crate::tree;

/// The folders in which every page is generated.
pub(crate) const FOLDERS: [&str; 6] = [
    "docs/resources",
    "docs/data-sources",
    "docs/functions",
    "docs/ephemeral-resources",
    "docs/actions",
    "docs/list-resources",
];

/// The command that regenerates the pages.
pub(crate) const REMEDY: &str = "UPDATE=1 cargo test -p provider --test documentation";

/// A page with its path in the workspace.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Returns every generated page.
pub(crate) fn all() -> Vec<Page> {
    let server = provider::server(Environment::default());
    let resources = server.resources().map(|resource| {
        let identity = resource.identified().map(|identified| identified.schema().block());
        Subject::resource(resource.type_name(), resource.schema().block())
            .with_identity(identity)
            .page()
    });
    let data_sources = server
        .data_sources()
        .map(|data_source| Subject::data_source(data_source.type_name(), data_source.schema().block()).page());
    once(Subject::provider(server.schema().block()).page())
        .chain(resources)
        .chain(data_sources)
        .chain(server.functions().map(function_page::of))
        .chain(of_one_run_and_of_verbs(&server))
        .chain(lists(&server))
        .chain(once(codes::page()))
        .collect()
}

fn of_one_run_and_of_verbs(server: &Server) -> Vec<Page> {
    let ephemeral = server
        .ephemeral_resources()
        .map(|one| Subject::ephemeral_resource(one.type_name(), one.schema().block()).page());
    let actions = server
        .actions()
        .map(|one| Subject::action(one.type_name(), one.schema().block()).page());
    ephemeral.chain(actions).collect()
}

fn lists(server: &Server) -> Vec<Page> {
    let of = |resource: &dyn AnyResource| {
        let listed = resource.listed()?;
        Some(Subject::list_resource(resource.type_name(), listed.schema().block()).page())
    };
    server.resources().filter_map(of).collect()
}

/// Returns the checked-in pages in the folders of generated pages.
pub(crate) fn checked_in() -> Vec<String> {
    FOLDERS.into_iter().flat_map(tree::files_under).collect()
}

impl Page {
    /// Returns the difference from the checked-in page. With `UPDATE` set, writes the page and returns none.
    pub(crate) fn difference(&self) -> Option<String> {
        if is_update() {
            let path = tree::root().join(&self.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &self.text).unwrap();
        }
        let Some(checked_in) = tree::text(&self.path) else {
            return Some(format!("{} is not there", self.path));
        };
        (checked_in != self.text).then(|| self.first_difference(&checked_in))
    }

    fn first_difference(&self, checked_in: &str) -> String {
        let (made, stored): (Vec<_>, Vec<_>) = (self.text.lines().collect(), checked_in.lines().collect());
        let line = made.iter().zip(&stored).take_while(|(one, other)| one == other).count();
        format!(
            "{}:{}: the checked-in line is {:?}, the generated line is {:?}",
            self.path,
            line + 1,
            stored.get(line).unwrap_or(&"the end"),
            made.get(line).unwrap_or(&"the end")
        )
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the switch that writes generated files is of the tests, and no part of the provider"
)]
fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}
