//! The `.tf` files of one folder.

use std::fs;
use std::path::Path;

use super::block::Block;
use super::budget::Budget;
use super::folder::Folder;
use crate::review::place::Place;

/// The most entries of a folder that are read.
const MOST_ENTRIES: usize = 10_000;

/// The blocks of a folder, file by file.
#[derive(Debug, Default)]
pub(super) struct Module {
    blocks: Vec<Block>,
    first_file: Option<String>,
}

impl Module {
    /// Reads a folder. The module has no blocks if the folder is not in the tree or does not exist.
    pub(super) fn read(root: &Path, folder: &Folder, budget: &mut Budget) -> Self {
        let Some(path) = folder.path(root) else {
            return Self::default();
        };
        let mut module = Self::default();
        for name in names(&path) {
            let file = folder.file(&name);
            // A link to a file outside the tree is not followed.
            let inside = path
                .join(&name)
                .canonicalize()
                .ok()
                .filter(|file| file.starts_with(root));
            let text = inside.and_then(|path| budget.text(&path)).unwrap_or_default();
            module.blocks.extend(Block::all_of(&file, &text));
            module.first_file.get_or_insert(file);
        }
        module
    }

    /// Returns the first block with a kind and labels.
    pub(super) fn block(&self, labels: &[&str]) -> Option<&Block> {
        self.blocks.iter().find(|block| block.is(labels))
    }

    /// Returns the beginning of the first file.
    pub(super) fn first_file(&self) -> Option<Place> {
        self.first_file.as_deref().map(Place::beginning_of)
    }
}

/// The names of the files that Terraform reads, override files last.
fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).into_iter().flatten().take(MOST_ENTRIES);
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| is_configuration(name)).collect();
    names.sort_by_cached_key(|name| (overrides(name), name.clone()));
    names
}

fn is_configuration(name: &str) -> bool {
    name.ends_with(".tf") && !name.starts_with(['.', '#'])
}

fn overrides(name: &str) -> bool {
    name == "override.tf" || name.ends_with("_override.tf")
}
