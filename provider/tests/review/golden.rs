//! Each format against a checked-in file, which `UPDATE` regenerates.

use std::fs;
use std::path::{Path, PathBuf};

use provider::review::Format;

use crate::specimen;

#[test]
fn every_format_writes_what_it_wrote_before() {
    for format in Format::ALL {
        let text = format.render(&specimen::report());
        if is_update() {
            fs::write(path(format), &text).unwrap();
        }
        let before = fs::read_to_string(path(format)).unwrap_or_default();
        assert!(text == before, "{} is not the file in golden:\n{text}", format.name());
    }
}

#[test]
fn every_format_writes_the_same_twice() {
    for format in Format::ALL {
        let (one, other) = (specimen::report(), specimen::report());
        assert_eq!(format.render(&one), format.render(&other));
        assert!(format.render(&one).ends_with('\n'));
    }
}

fn path(format: Format) -> PathBuf {
    let ending = match format {
        Format::Text | Format::Github => "txt",
        Format::Markdown => "md",
        Format::Junit => "xml",
        Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => "json",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review/golden");
    folder.join(format!("{}.{ending}", format.name()))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the switch that writes generated files is of the tests, and no part of the provider"
)]
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}
