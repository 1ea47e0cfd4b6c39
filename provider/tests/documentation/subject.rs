//! What a registry page is about: the provider, a resource or a data source; and the page's order of sections.
//!
//! The layout is that of HashiCorp's terraform-plugin-docs, which the registry reads.

use framework::schema::Block;

use crate::contract;
use crate::example::Example;
use crate::front_matter;
use crate::import;
use crate::page::Page;
use crate::schema_section;

/// A thing with a schema.
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
}

impl<'a> Subject<'a> {
    /// The provider block.
    pub(crate) fn provider(block: &'a Block) -> Self {
        let (kind, name) = (Kind::Provider, "twilio");
        Self {
            kind,
            name,
            block,
            identity: None,
        }
    }

    /// A managed resource.
    pub(crate) fn resource(name: &'a str, block: &'a Block) -> Self {
        let kind = Kind::Resource;
        Self {
            kind,
            name,
            block,
            identity: None,
        }
    }

    /// The same with an identity.
    pub(crate) fn with_identity(self, identity: Option<&'a Block>) -> Self {
        Self { identity, ..self }
    }

    /// A data source.
    pub(crate) fn data_source(name: &'a str, block: &'a Block) -> Self {
        let kind = Kind::DataSource;
        Self {
            kind,
            name,
            block,
            identity: None,
        }
    }

    /// Its page.
    pub(crate) fn page(&self) -> Page {
        let sections = [
            Some(front_matter::of(&self.page_title(), &self.block.description)),
            Some(format!("# {}\n\n{}", self.heading(), self.block.description)),
            contract::statement_unless_in(&self.block.description),
            self.example().section(),
            Some(schema_section::of(self.block)),
            import::section(self.name, self.identity),
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
            Kind::Resource => format!("docs/resources/{name}.md"),
            Kind::DataSource => format!("docs/data-sources/{name}.md"),
        }
    }

    fn page_title(&self) -> String {
        match self.kind {
            Kind::Provider => "Twilio Interconnect Provider".to_owned(),
            Kind::Resource => format!("{} Resource - twilio", self.name),
            Kind::DataSource => format!("{} Data Source - twilio", self.name),
        }
    }

    fn heading(&self) -> String {
        match self.kind {
            Kind::Provider => "Twilio Interconnect Provider".to_owned(),
            Kind::Resource => format!("{} (Resource)", self.name),
            Kind::DataSource => format!("{} (Data Source)", self.name),
        }
    }

    fn example(&self) -> Example {
        Example(match self.kind {
            Kind::Provider => "examples/provider/provider.tf".to_owned(),
            Kind::Resource => format!("examples/resources/{}/resource.tf", self.name),
            Kind::DataSource => format!("examples/data-sources/{}/data-source.tf", self.name),
        })
    }
}
