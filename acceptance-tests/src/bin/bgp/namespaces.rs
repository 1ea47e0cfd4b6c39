//! The routers: two network namespaces, joined by one link, and the customer's own network behind its router.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Outcome;
use crate::program::{finish, run};

/// One of the two routers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Router {
    /// The customer's router.
    Customer,
    /// The router in Twilio's place.
    Twilio,
}

impl Router {
    /// Returns the name of its namespace.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Twilio => "twilio",
        }
    }

    /// Returns its interface on the link.
    pub(crate) const INTERFACE: &str = "uplink";

    /// Runs `ip` in its namespace.
    pub(crate) fn ip(self, arguments: &[&str]) -> Outcome<String> {
        run("ip", &[&["-n", self.name()], arguments].concat())
    }
}

/// The namespaces and a folder for files; removed when dropped.
#[derive(Debug)]
pub(crate) struct Namespaces {
    folder: TempDir,
    has_vlans: bool,
}

/// The interface to the customer's own network. Its other end is in the same namespace and leads nowhere.
const LAN: [&str; 2] = ["lan", "lan-end"];

/// Creates the link, and the customer's own network.
fn links() -> Outcome<()> {
    let [customer, twilio] = [Router::Customer, Router::Twilio].map(Router::name);
    let peer = ["peer", "name", Router::INTERFACE, "netns", twilio];
    run(
        "ip",
        &[
            &["link", "add", Router::INTERFACE, "netns", customer, "type", "veth"],
            peer.as_slice(),
        ]
        .concat(),
    )?;
    Router::Customer.ip(&["link", "add", LAN[0], "type", "veth", "peer", "name", LAN[1]])?;
    for (router, interface) in [
        (Router::Customer, Router::INTERFACE),
        (Router::Twilio, Router::INTERFACE),
        (Router::Customer, LAN[0]),
        (Router::Customer, LAN[1]),
    ] {
        router.ip(&["link", "set", interface, "up"])?;
    }
    Ok(())
}

/// Tests a tagged interface.
fn knows_vlans() -> Outcome<bool> {
    let link = [
        "link",
        "add",
        "link",
        Router::INTERFACE,
        "name",
        "probe",
        "type",
        "vlan",
        "id",
        "4094",
    ];
    if Router::Twilio.ip(&link).is_err() {
        return Ok(false);
    }
    Router::Twilio.ip(&["link", "delete", "probe"])?;
    Ok(true)
}

impl Namespaces {
    /// Creates both namespaces, without an address on the link.
    pub(crate) fn new() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        for router in [Router::Customer, Router::Twilio] {
            run("ip", &["netns", "add", router.name()])?;
            router.ip(&["link", "set", "lo", "up"])?;
        }
        links()?;
        let has_vlans = knows_vlans()?;
        Ok(Self { folder, has_vlans })
    }

    /// True if the kernel supports tagged interfaces (`CONFIG_VLAN_8021Q`). Without them, each leg is a separate link with the
    /// name of the sub-interface.
    pub(crate) fn has_vlans(&self) -> bool {
        self.has_vlans
    }

    /// Creates Twilio's end of a leg with the name of its sub-interface, `uplink.100`; without VLANs, the customer's end too.
    pub(crate) fn twilio_end(&self, name: &str) -> Outcome<()> {
        let [customer, twilio] = [Router::Customer, Router::Twilio].map(Router::name);
        let vlan = name.rsplit('.').next().unwrap_or_default();
        let end: &[&str] = match self.has_vlans {
            true => &[
                "-n",
                twilio,
                "link",
                "add",
                "link",
                Router::INTERFACE,
                "name",
                name,
                "type",
                "vlan",
                "id",
                vlan,
            ],
            false => &[
                "link", "add", name, "netns", customer, "type", "veth", "peer", "name", name, "netns", twilio,
            ],
        };
        run("ip", end)?;
        Router::Twilio.ip(&["link", "set", name, "up"]).map(drop)
    }

    /// Returns a path for a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a folder of files readable and writable by the user of a daemon.
    pub(crate) fn open_to(&self, owner: &str, folder: &Path) -> Outcome<()> {
        finish(std::process::Command::new("chmod").arg("755").arg(self.folder.path()))?;
        finish(std::process::Command::new("chown").arg(owner).arg(folder))?;
        Ok(())
    }

    /// Adds a network to the customer's router, as if it were its own.
    pub(crate) fn connect(&self, network: &str) -> Outcome<()> {
        Router::Customer.ip(&["route", "add", network, "dev", LAN[0]]).map(drop)
    }

    /// Removes a network from the customer's router.
    pub(crate) fn disconnect(&self, network: &str) -> Outcome<()> {
        Router::Customer
            .ip(&["route", "delete", network, "dev", LAN[0]])
            .map(drop)
    }

    /// Gives the customer's router an address that is not link-local, as every real router has.
    pub(crate) fn address(&self, address: &str) -> Outcome<()> {
        Router::Customer
            .ip(&["address", "add", address, "dev", LAN[0]])
            .map(drop)
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        for router in [Router::Customer, Router::Twilio] {
            // A remaining namespace ends with the enclosure.
            let _ = run("ip", &["netns", "delete", router.name()]);
        }
    }
}
