//! A folder of the working tree, by its path from the root.

use std::path::{Component, Path, PathBuf};

/// The path from the root of the working tree to a folder in it, with links not resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Folder(Vec<String>);

impl Folder {
    /// Returns the folder at `path`, which is absolute or relative to `root`; `None` if it is not in the tree.
    pub(super) fn of(root: &Path, path: &Path) -> Option<Self> {
        let canonical = root.join(path).canonicalize().ok()?;
        let names = canonical.strip_prefix(root).ok()?.components();
        let names = names.map(|name| Some(name.as_os_str().to_str()?.to_owned()));
        Some(Self(names.collect::<Option<_>>()?))
    }

    /// Returns the folder of a module call in this folder; `None` for a source that is not local or not in the tree.
    ///
    /// For Terraform, a source is local if it begins with `./` or `../`.
    pub(super) fn join(&self, source: &str) -> Option<Self> {
        let is_local = ["./", "../", ".\\", "..\\"]
            .iter()
            .any(|start| source.starts_with(start));
        if !is_local && source != "." && source != ".." {
            return None;
        }
        let mut names = self.0.clone();
        for component in Path::new(&source.replace('\\', "/")).components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => drop(names.pop()?),
                Component::Normal(name) => names.push(name.to_str()?.to_owned()),
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        Some(Self(names))
    }

    /// Returns the path of the folder, with links resolved; `None` if it is outside the tree, in `.terraform`, or does not exist.
    pub(super) fn path(&self, root: &Path) -> Option<PathBuf> {
        let joined = self.0.iter().fold(root.to_owned(), |path, name| path.join(name));
        let path = joined.canonicalize().ok()?;
        let inside = path.strip_prefix(root).ok()?;
        let is_installed = |name: &str| name == ".terraform";
        let named = self.0.iter().any(|name| is_installed(name));
        let linked = inside.iter().any(|name| name.to_str().is_some_and(is_installed));
        (!named && !linked).then_some(path)
    }

    /// Returns the path of a file in the folder, with forward slashes.
    pub(super) fn file(&self, name: &str) -> String {
        let names = self.0.iter().map(String::as_str).chain([name]);
        names.collect::<Vec<_>>().join("/")
    }
}
