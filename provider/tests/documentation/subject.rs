//! The subject of a registry page, which has a schema, and the order of the page's sections.
//!
//! The layout is that of HashiCorp's terraform-plugin-docs, which the registry reads.

use framework::schema::Block;

use crate::contract;
use crate::example::Example;
use crate::front_matter;
use crate::import;
use crate::page::Page;
use crate::schema_section;

/// The subject of a page: an object with a schema.
pub(crate) struct Subject<'a> {
    kind: Kind,
    name: &'a str,
    block: &'a Block,
    identity: Option<&'a Block>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Provider,
    Resource,
    DataSource,
    EphemeralResource,
    Action,
    ListResource,
}

impl<'a> Subject<'a> {
    /// The provider block.
    pub(crate) fn provider(block: &'a Block) -> Self {
        Self::of(Kind::Provider, "twilio", block)
    }

    /// A managed resource.
    pub(crate) fn resource(name: &'a str, block: &'a Block) -> Self {
        Self::of(Kind::Resource, name, block)
    }

    /// A managed resource with an identity.
    pub(crate) fn with_identity(self, identity: Option<&'a Block>) -> Self {
        Self { identity, ..self }
    }

    /// A data source.
    pub(crate) fn data_source(name: &'a str, block: &'a Block) -> Self {
        Self::of(Kind::DataSource, name, block)
    }

    /// An ephemeral resource.
    pub(crate) fn ephemeral_resource(name: &'a str, block: &'a Block) -> Self {
        Self::of(Kind::EphemeralResource, name, block)
    }

    /// An action.
    pub(crate) fn action(name: &'a str, block: &'a Block) -> Self {
        Self::of(Kind::Action, name, block)
    }

    /// A list resource.
    pub(crate) fn list_resource(name: &'a str, block: &'a Block) -> Self {
        Self::of(Kind::ListResource, name, block)
    }

    fn of(kind: Kind, name: &'a str, block: &'a Block) -> Self {
        Self {
            kind,
            name,
            block,
            identity: None,
        }
    }

    /// Makes the page.
    pub(crate) fn page(&self) -> Page {
        let sections = [
            Some(front_matter::of(&self.page_title(), &self.block.description)),
            Some(format!("# {}\n\n{}", self.heading(), self.block.description)),
            contract::statement_unless_in(&self.block.description),
            self.example().section(),
            Some(schema_section::of(self.block)),
            (self.kind == Kind::Resource)
                .then(|| import::section(self.name, self.identity))
                .flatten(),
        ];
        let text: Vec<_> = sections.into_iter().flatten().collect();
        Page {
            path: self.path(),
            text: format!("{}\n", text.join("\n\n")),
        }
    }

    fn path(&self) -> String {
        let name = self.name.trim_start_matches("twilio_");
        match self.kind {
            Kind::Provider => "docs/index.md".to_owned(),
            kind => format!("docs/{}/{name}.md", kind.folder()),
        }
    }

    fn page_title(&self) -> String {
        match self.kind {
            Kind::Provider => "Twilio Interconnect Provider".to_owned(),
            kind => format!("{} {} - twilio", self.name, kind.words()),
        }
    }

    fn heading(&self) -> String {
        match self.kind {
            Kind::Provider => "Twilio Interconnect Provider".to_owned(),
            kind => format!("{} ({})", self.name, kind.words()),
        }
    }

    fn example(&self) -> Example {
        Example(match self.kind {
            Kind::Provider => "examples/provider/provider.tf".to_owned(),
            kind => format!("examples/{}/{}/{}", kind.folder(), self.name, kind.file()),
        })
    }
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Provider => "Provider",
            Self::Resource => "Resource",
            Self::DataSource => "Data Source",
            Self::EphemeralResource => "Ephemeral Resource",
            Self::Action => "Action",
            Self::ListResource => "List Resource",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Resource => "resources",
            Self::DataSource => "data-sources",
            Self::EphemeralResource => "ephemeral-resources",
            Self::Action => "actions",
            Self::ListResource => "list-resources",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Provider => "provider.tf",
            Self::Resource => "resource.tf",
            Self::DataSource => "data-source.tf",
            Self::EphemeralResource => "ephemeral-resource.tf",
            Self::Action => "action.tf",
            Self::ListResource => "list-resource.tfquery.hcl",
        }
    }
}
