//! Namespaces that contain everything a program starts, and remove it at the end.
//!
//! A program starts itself again as the first process of new namespaces. In the process namespace, the kernel ends every other process
//! when the first one ends. The mount namespace has an empty [`FOLDER`] for all files. In the network namespace, no request
//! reaches another machine. This needs Linux, root, `setpriv`, `unshare`, `mount`, and `ip`.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, ExitCode};

use framework::plugin::Environment;

/// The variable that marks a process inside the enclosure.
const ENTERED: &str = "INSIDE_ENCLOSURE";
/// The folder of all files, empty at the start. `ip netns` keeps its names there.
pub const FOLDER: &str = "/run";

/// True for a process inside the enclosure.
pub fn is_entered(environment: &Environment) -> bool {
    environment.get(ENTERED).is_some()
}

/// Runs this program again inside the enclosure with these arguments, and waits for it. A program that a signal ends counts as one
/// with status 2.
///
/// # Errors
/// The program cannot be started.
pub fn enter(arguments: &[&OsStr]) -> io::Result<ExitCode> {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "unshare", "--kill-child", "--fork"]);
    command
        .args(["--pid", "--mount-proc", "--mount", "--net", "--"])
        .arg(std::env::current_exe()?)
        .args(arguments)
        .env(ENTERED, "yes")
        .env("TMPDIR", FOLDER);
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::from(2), ExitCode::from))
}

/// Creates an empty folder and a loopback interface inside the enclosure.
///
/// # Errors
/// The folder or the interface cannot be created.
pub fn furnish() -> io::Result<()> {
    run("mount", &["-t", "tmpfs", "tmpfs", FOLDER])?;
    run("ip", &["link", "set", "lo", "up"])
}

fn run(program: &str, arguments: &[&str]) -> io::Result<()> {
    let status = Command::new(program).args(arguments).status()?;
    match status.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("{program} ends with {status}"))),
    }
}
