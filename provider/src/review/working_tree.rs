//! The `.tf` files of a working tree, and the places of resources and attributes in them.
//!
//! A place is optional. A file that cannot be read or parsed, or a module that cannot be followed, gives a wider place or none, and
//! never an error.

mod block;
mod budget;
mod folder;
mod lines;
mod module;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use self::block::Block;
use self::budget::Budget;
use self::folder::Folder;
use self::module::Module;
use super::address::Address;
use super::place::Place;

/// The working tree of a configuration. Each file is read once.
#[derive(Debug)]
pub struct WorkingTree {
    root: PathBuf,
    root_module: Option<Folder>,
    modules: HashMap<Folder, Module>,
    budget: Budget,
}

impl WorkingTree {
    /// Creates a tree at `root`. Paths of places are relative to it. `root_module` is the folder in which Terraform runs, relative or absolute.
    pub fn new(root: &Path, root_module: &Path) -> Self {
        let canonical = root.canonicalize();
        let root_module = canonical.as_ref().ok().and_then(|root| Folder::of(root, root_module));
        Self {
            root: canonical.unwrap_or_else(|_| root.to_owned()),
            root_module,
            modules: HashMap::new(),
            budget: Budget::default(),
        }
    }

    /// Returns the place of a resource, or of its attribute if the block sets `attribute`.
    ///
    /// For a resource whose block is in no `.tf` file of the tree, returns the innermost `module` block in its address.
    pub fn place_of(&mut self, address: &Address, attribute: Option<&str>) -> Option<Place> {
        let mut folder = self.root_module.clone()?;
        let mut innermost = None;
        for call in &address.modules {
            let Some(block) = self.block(&folder, &["module", &call.name]) else {
                return innermost;
            };
            innermost = Some(block.place(None));
            let Some(inside) = block.source().and_then(|source| folder.join(source)) else {
                return innermost;
            };
            folder = inside;
        }
        let labels = [address.kind.block(), &address.resource_type, &address.name];
        let block = self.block(&folder, &labels);
        block.map(|block| block.place(attribute)).or(innermost)
    }

    /// Returns the place of the root module: its `terraform` block, or the beginning of its first file.
    pub fn root_place(&mut self) -> Place {
        let folder = self.root_module.clone().unwrap_or_default();
        let module = self.module(&folder);
        let terraform = module.block(&["terraform"]).map(|block| block.place(None));
        let first = terraform.or_else(|| module.first_file());
        first.unwrap_or_else(|| Place::beginning_of(folder.file("main.tf")))
    }

    fn block(&mut self, folder: &Folder, labels: &[&str]) -> Option<&Block> {
        self.module(folder).block(labels)
    }

    fn module(&mut self, folder: &Folder) -> &Module {
        let (root, budget) = (&self.root, &mut self.budget);
        let entry = self.modules.entry(folder.clone());
        entry.or_insert_with(|| Module::read(root, folder, budget))
    }
}

#[cfg(test)]
mod tests;
