//! The guide "Testing your modules": its files are those of `examples/testing`, which a case runs.

use std::fs;
use std::path::Path;

const FILES: [&str; 4] = [
    "main.tf",
    "tests/plan.tftest.hcl",
    "tests/mocked.tftest.hcl",
    "tests/mock_server.tftest.hcl",
];

#[test]
fn every_file_of_the_guide_is_one_that_a_case_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let guide = fs::read_to_string(root.join("docs/guides/testing-your-modules.md")).unwrap();
    for name in FILES {
        let file = fs::read_to_string(root.join("examples/testing").join(name)).unwrap();
        assert!(guide.contains(&format!("```hcl\n# {name}\n{file}```\n")), "{name}");
    }
    assert_eq!(guide.matches("```hcl\n# ").count(), FILES.len());
}
