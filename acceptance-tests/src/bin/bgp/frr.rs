//! FRRouting on the customer's side: zebra for interfaces and routes, bfdd for BFD, bgpd for the session.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::Outcome;
use crate::daemon::Daemon;
use crate::namespaces::{Namespaces, Router};
use crate::program::run;

/// Running daemons.
#[derive(Debug)]
pub(crate) struct Frr {
    folder: PathBuf,
    // bgpd ends before the others.
    _daemons: [Daemon; 3],
}

/// The user of the daemons, which the package creates.
const USER: &str = "frr:frr";

/// `show bgp ipv4 unicast neighbors ... routes json`.
#[derive(Debug, Deserialize)]
struct Received {
    routes: BTreeMap<String, Value>,
}

impl Frr {
    /// Starts the daemons on a router, without any configuration.
    pub(crate) fn start(namespaces: &Namespaces, router: Router) -> Outcome<Self> {
        let folder = namespaces.path("frr");
        fs::create_dir(&folder)?;
        namespaces.open_to(USER, &folder)?;
        let [sockets, zserv] = [folder.clone(), folder.join("zserv.api")].map(|path| path.display().to_string());
        let start = |name: &str, further: &[&str]| {
            let pid = folder.join(format!("{name}.pid")).display().to_string();
            let program = format!("/usr/lib/frr/{name}");
            let common = [
                "--vty_socket",
                &sockets,
                "-z",
                &zserv,
                "-i",
                &pid,
                "-f",
                "/dev/null",
                "-P",
                "0",
            ];
            Daemon::start(
                router,
                &program,
                &[common.as_slice(), further].concat(),
                &folder.join(format!("{name}.vty")),
            )
        };
        let zebra = start("zebra", &[])?;
        let control = folder.join("bfdd.sock").display().to_string();
        let bfdd = start("bfdd", &["--bfdctl", &control])?;
        let bgpd = start("bgpd", &[])?;
        Ok(Self {
            folder,
            _daemons: [bgpd, bfdd, zebra],
        })
    }

    /// Adds a text to the configuration, as `vtysh -f` does for a user. A line with a syntax error is an error.
    pub(crate) fn load(&self, text: &str) -> Outcome<()> {
        let file = self.folder.join("text.conf");
        fs::write(&file, text)?;
        let said = self.vtysh(&["-f", &file.display().to_string()])?;
        if said.contains('%') || said.contains("line ") {
            return Err(format!("FRRouting does not understand the text: {said}").into());
        }
        Ok(())
    }

    /// Applies the present filters to the routes that were announced before.
    pub(crate) fn refresh(&self) -> Outcome<()> {
        self.vtysh(&["-c", "clear bgp ipv4 unicast * soft"]).map(drop)
    }

    /// Restarts the session with a neighbor.
    pub(crate) fn restart(&self, neighbor: &str) -> Outcome<()> {
        self.vtysh(&["-c", &format!("clear bgp {neighbor}")]).map(drop)
    }

    /// True where the session with a neighbor is established.
    pub(crate) fn is_established(&self, neighbor: &str) -> Outcome<bool> {
        let said = self.vtysh(&["-c", &format!("show bgp neighbors {neighbor}")])?;
        Ok(said.contains("BGP state = Established"))
    }

    /// Returns the prefixes from a neighbor that passed the filter.
    pub(crate) fn routes_of(&self, neighbor: &str) -> Outcome<BTreeSet<String>> {
        let said = self.vtysh(&["-c", &format!("show bgp ipv4 unicast neighbors {neighbor} routes json")])?;
        let received: Received = serde_json::from_str(&said)?;
        Ok(received.routes.into_keys().collect())
    }

    fn vtysh(&self, arguments: &[&str]) -> Outcome<String> {
        let folder = self.folder.display().to_string();
        run("vtysh", &[&["--vty_socket", &folder], arguments].concat())
    }
}
