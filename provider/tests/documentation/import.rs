//! The section on import, made from the example files.

use framework::schema::Block;

use crate::example::Example;
use crate::nested_schema::Place;
use crate::schema_section;

/// Writes the ways to import that have an example, and the schema of the identity; `None` if there is neither.
pub(crate) fn section(name: &str, identity: Option<&Block>) -> Option<String> {
    let ways = WAYS.iter().filter_map(|way| way.text(name));
    let parts: Vec<_> = ways.chain(identity.map(identity_schema)).collect();
    (!parts.is_empty()).then(|| format!("## Import\n\nImport is by SID.\n\n{}", parts.join("\n\n")))
}

fn identity_schema(block: &Block) -> String {
    let groups = schema_section::groups(block, &Place::root());
    let groups = groups
        .into_iter()
        .map(|(title, lines)| format!("#### {title}\n\n{lines}"));
    let parts: Vec<_> = std::iter::once("### Identity Schema".to_owned())
        .chain(groups)
        .collect();
    parts.join("\n\n")
}

struct Way {
    file: &'static str,
    language: &'static str,
    introduction: &'static str,
}

impl Way {
    fn text(&self, name: &str) -> Option<String> {
        let example = Example(format!("examples/resources/{name}/{}", self.file));
        Some(format!("{}\n\n{}", self.introduction, example.fenced(self.language)?))
    }
}

const WAYS: &[Way] = &[
    Way {
        file: "import-by-string-id.tf",
        language: "hcl",
        introduction: "With an [`import` block](https://developer.hashicorp.com/terraform/language/import):",
    },
    Way {
        file: "import-by-identity.tf",
        language: "hcl",
        introduction: "With an [`import` block](https://developer.hashicorp.com/terraform/language/import) and an `identity`, from \
                       Terraform 1.12 on:",
    },
    Way {
        file: "import.sh",
        language: "shell",
        introduction: "With the [`terraform import` command](https://developer.hashicorp.com/terraform/cli/commands/import):",
    },
];
