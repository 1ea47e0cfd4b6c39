//! The tested archives and their contents.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use distribution::{Platform, Product, Release};
use zip::ZipArchive;

use crate::Outcome;

/// The archives of this platform, with the terraform that installs them.
#[derive(Debug)]
pub(crate) struct Archives {
    folder: PathBuf,
    platform: Platform,
    /// The executable of terraform.
    pub(crate) terraform: PathBuf,
}

impl Archives {
    /// Finds the archives in a folder.
    pub(crate) fn of(folder: &Path, terraform: PathBuf) -> Outcome<Self> {
        let platform = Platform::here().ok_or("no archives are made for this platform; nothing was tried")?;
        let archives = Self {
            folder: folder.to_owned(),
            platform,
            terraform,
        };
        for product in [Product::Provider, Product::Mock] {
            let archive = archives.path(product);
            if !archive.is_file() {
                return Err(format!("{} not found; nothing was tried. Run make dist.", archive.display()).into());
            }
        }
        Ok(archives)
    }

    /// Returns the archive of a product.
    pub(crate) fn path(&self, product: Product) -> PathBuf {
        self.folder.join(self.name(product))
    }

    /// Returns the name of the archive of a product.
    pub(crate) fn name(&self, product: Product) -> String {
        release(product).archive_name(self.platform)
    }

    /// Extracts the executable of a product from its archive.
    pub(crate) fn extract(&self, product: Product, to: &Path) -> Outcome<()> {
        let path = self.path(product);
        let mut archive = ZipArchive::new(File::open(&path)?)?;
        let name = archive
            .file_names()
            .flatten()
            .find(|name| name.starts_with(product.name()))
            .map(Cow::into_owned);
        let name = name.ok_or_else(|| format!("{} holds no executable", path.display()))?;
        let mut contents = Vec::new();
        archive.by_name(&name)?.read_to_end(&mut contents)?;
        Ok(fs::write(to, contents)?)
    }
}

/// The tested release: the version of this workspace.
fn release(product: Product) -> Release {
    Release {
        product,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
