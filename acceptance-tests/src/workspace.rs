//! The folder of a case: the root module, the command line configuration, and the provider.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Failure;
use crate::provider::Provider;
use crate::terraform::Executables;

/// The version of the provider in the mirror.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The platform of this machine in Terraform's form.
fn platform() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        system => system,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        machine => machine,
    };
    format!("{system}_{machine}")
}

/// A folder that is removed when it is dropped.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: TempDir,
    provider: Provider,
}

/// The result of installing a step's files.
const KEPT: [&str; 5] = [
    "terraform.tfstate",
    "terraform.tfstate.backup",
    ".terraform",
    ".terraform.lock.hcl",
    "tfplan",
];

impl Workspace {
    /// Creates a folder with an empty root module, in which terraform finds `provider`.
    pub(crate) fn new(provider: Provider, executables: &Executables) -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(Failure::file(Path::new("temporary folder")))?;
        let workspace = Self { folder, provider };
        for folder in [workspace.module(), workspace.path("provider"), workspace.path("home")] {
            fs::create_dir(&folder).map_err(Failure::file(&folder))?;
        }
        let executable = workspace
            .path("provider")
            .join(format!("terraform-provider-{}", provider.name()));
        std::os::unix::fs::symlink(executables.of(provider), &executable).map_err(Failure::file(&executable))?;
        write(&workspace.path("terraform.rc"), &workspace.command_line_configuration())?;
        Ok(workspace)
    }

    /// Returns the folder of the root module.
    pub(crate) fn module(&self) -> PathBuf {
        self.path("module")
    }

    /// Returns a path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the folder as text.
    pub(crate) fn text(&self) -> String {
        self.folder.path().display().to_string()
    }

    /// Replaces the root module by files or folders, where a single file becomes `main.tf`. Returns true where it calls modules.
    pub(crate) fn configure(
        &self,
        sources: &[PathBuf],
        fill: &dyn Fn(&str) -> Result<String, Failure>,
    ) -> Result<bool, Failure> {
        self.clear()?;
        let mut copy = Copy {
            fill,
            text: String::new(),
        };
        match sources {
            [file] if file.is_file() => copy.file(file, &self.module().join("main.tf"))?,
            many => many.iter().try_for_each(|source| copy.any(source, &self.module()))?,
        }
        if !copy.text.contains("required_providers") {
            write(&self.module().join("required_providers.tf"), &self.required_providers())?;
        }
        Ok(copy.text.lines().any(|line| line.starts_with("module ")))
    }

    /// Copies a folder of modules to the place with the same relative path from the root module as in `examples`. The root module is
    /// in `parent` there.
    pub(crate) fn place_beside(&self, examples: &Path, folder: &Path, parent: &Path) -> Result<(), Failure> {
        let to = self.folder.path().join(folder.strip_prefix(parent).unwrap_or(folder));
        fs::create_dir_all(&to).map_err(Failure::file(&to))?;
        let mut copy = Copy {
            fill: &|text| Ok(text.to_owned()),
            text: String::new(),
        };
        copy.any(&examples.join(folder), &to)
    }

    /// Returns a command line configuration with which `terraform init` installs the provider from a mirror in the folder.
    pub(crate) fn mirror(&self, executables: &Executables) -> Result<PathBuf, Failure> {
        let configuration = self.path("mirror.rc");
        let (mirror, name) = (self.path("mirror"), self.provider.name());
        for registry in ["registry.terraform.io", "registry.opentofu.org"] {
            let folder = mirror
                .join(registry)
                .join(self.provider.source())
                .join(VERSION)
                .join(platform());
            let executable = folder.join(format!("terraform-provider-{name}_v{VERSION}"));
            if executable.is_file() {
                continue;
            }
            fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
            let from = executables.of(self.provider);
            let linked = fs::hard_link(from, &executable).or_else(|_| fs::copy(from, &executable).map(drop));
            linked.map_err(Failure::file(&executable))?;
        }
        let text = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n}}\n");
        write(&configuration, &text)?;
        Ok(configuration)
    }

    fn clear(&self) -> Result<(), Failure> {
        let module = self.module();
        for entry in fs::read_dir(&module).map_err(Failure::file(&module))? {
            let path = entry.map_err(Failure::file(&module))?.path();
            let kept = path
                .file_name()
                .is_some_and(|name| KEPT.iter().any(|kept| name == *kept));
            let removed = match (kept, path.is_dir()) {
                (true, _) => Ok(()),
                (false, true) => fs::remove_dir_all(&path),
                (false, false) => fs::remove_file(&path),
            };
            removed.map_err(Failure::file(&path))?;
        }
        Ok(())
    }

    /// The blocks that complete a step's file without a provider source.
    fn required_providers(&self) -> String {
        let (name, source) = (self.provider.name(), self.provider.source());
        format!("terraform {{\n  required_providers {{\n    {name} = {{\n      source = {source:?}\n    }}\n  }}\n}}\n")
    }

    fn command_line_configuration(&self) -> String {
        let (folder, source) = (self.path("provider"), self.provider.source());
        format!(
            "provider_installation {{\n  dev_overrides {{\n    \"registry.terraform.io/{source}\" = {folder:?}\n    \
             \"registry.opentofu.org/{source}\" = {folder:?}\n  }}\n  direct {{}}\n}}\n"
        )
    }
}

/// Copies a configuration with its placeholders replaced.
struct Copy<'a> {
    fill: &'a dyn Fn(&str) -> Result<String, Failure>,
    text: String,
}

impl Copy<'_> {
    fn any(&mut self, source: &Path, to: &Path) -> Result<(), Failure> {
        if source.is_file() {
            return self.file(source, &to.join(source.file_name().unwrap_or_default()));
        }
        for entry in fs::read_dir(source).map_err(Failure::file(source))? {
            let path = entry.map_err(Failure::file(source))?.path();
            let inside = to.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                fs::create_dir_all(&inside).map_err(Failure::file(&inside))?;
                self.any(&path, &inside)?;
            } else {
                self.file(&path, &inside)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        let text = fs::read_to_string(from).map_err(Failure::file(from))?;
        let text = (self.fill)(&text)?;
        self.text.push_str(&text);
        write(to, &text)
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file(path))
}
