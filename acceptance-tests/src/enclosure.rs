//! Namespaces in which everything happens, and with which everything ends.
//!
//! A program starts itself again as the first process of new namespaces: of processes, so that the kernel ends every other one when it
//! ends, however that is; of mounts, with an empty [`FOLDER`], in which all files are, so that nothing of them is left; and of networks,
//! so that no request reaches another machine. This needs Linux, root, `setpriv`, `unshare`, `mount` and `ip`.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, ExitCode};

use framework::plugin::Environment;

/// The variable that is set inside.
const ENTERED: &str = "INSIDE_ENCLOSURE";
/// The folder of all files, empty at the start. `ip netns` keeps its names there.
pub const FOLDER: &str = "/run";

/// True for a process that is inside.
pub fn is_entered(environment: &Environment) -> bool {
    environment.get(ENTERED).is_some()
}

/// Runs this program again inside, with these arguments, and waits for it. A program that ends by a signal counts as one that ends
/// with 2.
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

/// Gives the inside an empty folder and a loopback interface.
///
/// # Errors
/// One of the two cannot be had.
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
