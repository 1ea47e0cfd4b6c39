//! Namespaces in which everything happens, and with which everything ends.
//!
//! The program starts itself again as the first process of new namespaces: of processes, so that the kernel ends every program when it
//! ends, however that is; of mounts, with an empty `/run`, in which it has all its files, so that nothing of
//! them is left; and of networks, so that no request reaches another machine.

use std::path::Path;
use std::process::{Command, ExitCode};

use framework::plugin::Environment;

use crate::Outcome;
use crate::program::run;

/// The namespaces.
pub(crate) struct Enclosure;

/// Set inside.
const ENTERED: &str = "TEST_DIST_INSIDE";
/// Where the files are.
pub(crate) const FOLDER: &str = "/run";

impl Enclosure {
    /// Whether this process is inside.
    pub(crate) fn is_entered(environment: &Environment) -> bool {
        environment.get(ENTERED).is_some()
    }

    /// Runs this program again inside, and waits for it.
    pub(crate) fn enter(archives: &Path) -> Outcome<ExitCode> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "unshare", "--kill-child", "--fork"]);
        command
            .args(["--pid", "--mount-proc", "--mount", "--net", "--"])
            .arg(std::env::current_exe()?)
            .arg("archives")
            .arg(archives.canonicalize()?)
            .env(ENTERED, "yes")
            .env("TMPDIR", FOLDER);
        let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(ExitCode::from(2), ExitCode::from))
    }

    /// Gives the inside an empty folder and a loopback interface.
    pub(crate) fn furnish() -> Outcome<()> {
        run("mount", &["-t", "tmpfs", "tmpfs", FOLDER])?;
        run("ip", &["link", "set", "lo", "up"])?;
        Ok(())
    }
}
