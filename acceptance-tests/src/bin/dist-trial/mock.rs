//! The mock server from its archive, inside a root.

use std::fs;

use distribution::Product;

use crate::Outcome;
use crate::daemon::Daemon;
use crate::root::Root;

/// The address of the mock server, unless a test sets another one.
pub(crate) const ADDRESS: &str = "127.0.0.1:8080";

/// Starts a server with an empty world. It is ready when it has printed its address.
pub(crate) fn start(root: &Root, address: &str) -> Outcome<Daemon> {
    let log = root.path("tmp/mock.log");
    let executable = format!("/bin/{}", Product::Mock.name());
    let mut command = root.command(&executable);
    command.args(["--listen", address, "--step-times", "deletion=0s"]);
    Daemon::start(&mut command, &log, || {
        fs::read_to_string(&log).is_ok_and(|said| said.starts_with("http://"))
    })
}
