//! A root folder in which the executables run.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use distribution::Product;

use crate::Outcome;
use crate::archives::Archives;
use crate::program::{finish, run};

/// A root folder.
#[derive(Debug)]
pub(crate) struct Root(PathBuf);

/// The mirror of the provider in the root, by registry: a source without a host means one of them.
const MIRRORS: [&str; 2] = [
    "mirror/registry.terraform.io/interconnect/twilio",
    "mirror/registry.opentofu.org/interconnect/twilio",
];
/// The command line configuration: the mirror is the only source of providers.
const CONFIGURATION: &str = "provider_installation {\n  filesystem_mirror {\n    path = \"/mirror\"\n  }\n}\n";
/// The modules: one that orders, and one that reads.
const MODULES: [(&str, &str); 2] = [("order", include_str!("order.tf")), ("look", include_str!("look.tf"))];

/// `/etc/hosts` of a machine with its own name and the service.
pub(crate) const HOSTS: &str = "127.0.0.1 localhost written.test\n::1 localhost\n";
/// `/etc/resolv.conf` with the test's DNS server, and a search domain for short names.
pub(crate) const RESOLVER: &str = "nameserver 127.0.0.1\nsearch test\n";

impl Root {
    /// Creates a root with nothing but `/dev/null`, below a folder.
    pub(crate) fn empty(folder: &Path) -> Outcome<Self> {
        let root = Self(folder.join("empty-root"));
        for name in ["tmp", "dev", "etc", "bin"] {
            fs::create_dir_all(root.path(name))?;
        }
        let null = root.path("dev/null").display().to_string();
        run("mknod", &["-m", "666", &null, "c", "1", "3"])?;
        Ok(root)
    }

    /// Creates a root with everything of another, which it does not change.
    pub(crate) fn over(below: &Path, folder: &Path) -> Outcome<Self> {
        let root = Self(folder.join("foreign-root"));
        let [changes, work] = ["foreign-changes", "foreign-work"].map(|name| folder.join(name));
        for made in [&root.0, &changes, &work] {
            fs::create_dir_all(made)?;
        }
        let [below, changes, work] = [below, &changes, &work].map(Path::display);
        let options = format!("lowerdir={below},upperdir={changes},workdir={work}");
        let mut mount = Command::new("mount");
        finish(mount.args(["-t", "overlay", "overlay", "-o", &options]).arg(&root.0))?;
        Ok(root)
    }

    /// Installs the tested files: the executables, the mirror with the archive, the modules, and the name resolution.
    pub(crate) fn supply(&self, archives: &Archives) -> Outcome<()> {
        for mirror in MIRRORS {
            let folder = self.path(mirror);
            fs::create_dir_all(&folder)?;
            fs::copy(
                archives.path(Product::Provider),
                folder.join(archives.name(Product::Provider)),
            )?;
        }
        fs::copy(&archives.terraform, self.path("bin/terraform"))?;
        for product in [Product::Provider, Product::Mock] {
            archives.extract(product, &self.path("bin").join(product.name()))?;
        }
        for name in ["terraform", Product::Provider.name(), Product::Mock.name()] {
            fs::set_permissions(self.path("bin").join(name), Permissions::from_mode(0o755))?;
        }
        for (module, text) in MODULES {
            self.write(&format!("modules/{module}/main.tf"), text)?;
        }
        self.write("terraform.rc", CONFIGURATION)?;
        self.write("etc/hosts", HOSTS)?;
        self.write("etc/resolv.conf", RESOLVER)?;
        // A dynamically linked executable could start nowhere.
        finish(self.command("/bin/terraform").arg("version"))
            .map_err(|error| format!("terraform must be linked statically to run in an empty root: {error}").into())
    }

    /// Returns the outside path of a file in the root.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file and removes an earlier one.
    pub(crate) fn write(&self, name: &str, text: &str) -> Outcome<()> {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.remove(name);
        Ok(fs::write(path, text)?)
    }

    /// Removes a file, if it exists.
    pub(crate) fn remove(&self, name: &str) {
        let _ = fs::remove_file(self.path(name));
    }

    /// Returns a command that runs a program in the root, without any variable of this environment.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new("chroot");
        command.arg(&self.0).arg(program).env_clear();
        command.env("PATH", "/bin:/usr/sbin:/sbin");
        command
    }
}
