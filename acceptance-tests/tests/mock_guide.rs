//! The guide "The mock in your pipeline": runs its commands in order, as a reader does.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn guide() -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(here.join("../docs/guides/mock-in-your-pipeline.md")).unwrap()
}

/// Returns the blocks of a language, in order.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fences = page.split("\n```").collect::<Vec<_>>();
    let inside = fences.iter().skip(1).step_by(2);
    let of = inside.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    of.map(|block| format!("{block}\n")).collect()
}

/// A folder with the executables, a mirror with the provider, and the guide's configuration.
fn reader() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let [executables, mirror, module] = ["bin", "mirror", "module"].map(|name| folder.path().join(name));
    let platform = Command::new("terraform").args(["version", "-json"]).output().unwrap();
    let platform: serde_json::Value = serde_json::from_slice(&platform.stdout).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let place = mirror
        .join("registry.terraform.io/interconnect/twilio")
        .join(version)
        .join(platform["platform"].as_str().unwrap());
    for created in [&executables, &place, &module] {
        fs::create_dir_all(created).unwrap();
    }
    symlink(
        env!("CARGO_BIN_EXE_mock-under-test"),
        executables.join("interconnect-mock"),
    )
    .unwrap();
    let provider = place.join(format!("terraform-provider-twilio_v{version}"));
    fs::copy(env!("CARGO_BIN_EXE_provider-under-test"), provider).unwrap();
    let settings = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n}}\n");
    fs::write(folder.path().join("terraform.rc"), settings).unwrap();
    fs::write(module.join("main.tf"), blocks(&guide(), "hcl").concat()).unwrap();
    folder
}

fn run(folder: &Path, script: &str) -> Output {
    let executables = folder.join("bin");
    let script = format!(
        "set -euo pipefail\nPATH=\"{}:$PATH\"\ntrap 'kill $(jobs -p)' EXIT\n{script}",
        executables.display()
    );
    Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.join("module"))
        .env("HOME", folder)
        .env("TF_CLI_CONFIG_FILE", folder.join("terraform.rc"))
        .env("CHECKPOINT_DISABLE", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn every_command_of_the_guide_does_what_the_guide_says() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let script = blocks(&guide(), "shell").concat().replace("8080", &free.to_string());
    assert!(script.contains("drop_after_effect"), "{script}");
    let folder = reader();

    let ended = run(folder.path(), &script);

    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&ended.stdout),
        String::from_utf8_lossy(&ended.stderr)
    );
    assert!(ended.status.success(), "{said}");
    assert_eq!(said.matches("waits for you").count(), 2, "{said}");
    assert_eq!(said.matches("No changes.").count(), 1, "{said}");
    assert_eq!(said.matches("1 added").count(), 2, "{said}");
}
