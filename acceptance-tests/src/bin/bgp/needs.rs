//! The requirements of the test.

use std::path::Path;

use framework::plugin::Environment;

use crate::Outcome;
use crate::program::run;

/// The required programs, each with its package in Debian and Ubuntu.
const PROGRAMS: [(&str, &str); 10] = [
    ("ip", "iproute2"),
    ("bird", "bird2"),
    ("birdc", "bird2"),
    ("vtysh", "frr"),
    ("/usr/lib/frr/zebra", "frr"),
    ("/usr/lib/frr/bgpd", "frr"),
    ("/usr/lib/frr/bfdd", "frr"),
    ("setpriv", "util-linux"),
    ("unshare", "util-linux"),
    ("mount", "mount"),
];

/// The terraform: a name on `PATH`, or a path.
pub(crate) fn terraform(environment: &Environment) -> &str {
    environment.non_empty("TF_ACC_TERRAFORM_PATH").unwrap_or("terraform")
}

/// Fails where a program or the rights of root are missing.
pub(crate) fn all_are_there(environment: &Environment) -> Outcome<()> {
    let path = environment.get("PATH").unwrap_or_default();
    let is_there = |name: &str| path.split(':').any(|folder| Path::new(folder).join(name).is_file());
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|(name, _)| !is_there(name)).collect();
    if !missing.is_empty() {
        let mut packages: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
        packages.sort_unstable();
        packages.dedup();
        let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "{} not found; nothing was tried. On Debian and Ubuntu: apt-get install {}",
            names.join(", "),
            packages.join(" ")
        )
        .into());
    }
    let terraform = terraform(environment);
    if !is_there(terraform) {
        return Err(
            format!("{terraform} not found; nothing was tried. Put terraform 1.11 or later on the PATH.").into(),
        );
    }
    if run("id", &["-u"])?.trim() != "0" {
        return Err(
            "network namespaces need root, and this is another user; nothing was tried. Run it as root.".into(),
        );
    }
    Ok(())
}
