//! The files of a release, in one folder.

use std::fs;
use std::path::{Path, PathBuf};

use distribution::{Failure, Mode, PROVIDER_MANIFEST, Platform, Product, Release, Sums};

use crate::cargo::Workspace;
use crate::{bill_of_materials, compilation, licences};

/// The output folder.
#[derive(Debug)]
pub(crate) struct Packaging<'a> {
    workspace: &'a Workspace,
    folder: &'a Path,
}

impl<'a> Packaging<'a> {
    /// Creates the folder anew.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn start(workspace: &'a Workspace, folder: &'a Path) -> Result<Self, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
        }
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        Ok(Self { workspace, folder })
    }

    /// Writes the archives and bills of materials of a release, and the manifest of a provider. Returns their names.
    ///
    /// # Errors
    /// A program fails, or a file cannot be read or written.
    pub(crate) fn package(&self, release: &Release, platforms: &[Platform]) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        for platform in platforms {
            compilation::build(self.workspace, *platform)?;
            names.push(self.archive(release, *platform)?);
            names.push(self.bill_of_materials(release, *platform)?);
        }
        if release.product == Product::Provider {
            names.push(release.manifest_name());
            self.write(&release.manifest_name(), PROVIDER_MANIFEST.as_bytes())?;
        }
        Ok(names)
    }

    /// Writes the sums of files and returns their path.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub(crate) fn sum(&self, release: &Release, names: &[String]) -> Result<PathBuf, Failure> {
        let sums = Sums::of(self.folder, names)?;
        self.write(&release.sums_name(), sums.text().as_bytes())
    }

    fn archive(&self, release: &Release, platform: Platform) -> Result<String, Failure> {
        let (workspace, product) = (self.workspace, release.product);
        let executable = read(&compilation::executable(workspace, platform, product))?;
        let readme = match product {
            Product::Provider => "README.md",
            Product::Mock => "mock-api/README.md",
        };
        let archive = release
            .archive(platform, executable)
            .with("LICENSE", Mode::Text, read(&workspace.root.join("LICENSE"))?)
            .with("README.md", Mode::Text, read(&workspace.root.join(readme))?)
            .with(licences::NAME, Mode::Text, licences::of(workspace, platform, product)?);
        let name = release.archive_name(platform);
        archive.write(&self.folder.join(&name))?;
        Ok(name)
    }

    fn bill_of_materials(&self, release: &Release, platform: Platform) -> Result<String, Failure> {
        let name = release.bill_of_materials_name(platform);
        let contents = bill_of_materials::of(self.workspace, platform, release.product)?;
        self.write(&name, contents.as_bytes())?;
        Ok(name)
    }

    fn write(&self, name: &str, contents: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.folder.join(name);
        fs::write(&path, contents).map_err(Failure::file(&path))?;
        Ok(path)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::file(path))
}
