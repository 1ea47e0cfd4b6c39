//! The section on import, from the example files that show it.

use crate::example::Example;

/// The ways to import, as far as there are examples of them; `None` where there are none.
pub(crate) fn section(name: &str) -> Option<String> {
    let ways: Vec<_> = WAYS.iter().filter_map(|way| way.text(name)).collect();
    (!ways.is_empty()).then(|| format!("## Import\n\nImport is by SID.\n\n{}", ways.join("\n\n")))
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
