//! The servers around the roots: a DNS server, the service over TLS, and a proxy. All are on the loopback interface of the
//! enclosure.

use std::net::UdpSocket;
use std::path::Path;
use std::process::Command;

use acceptance_tests::enclosure;
use tokio::runtime::{Builder, Runtime};

use crate::authority::Authority;
use crate::daemon::Daemon;
use crate::proxy::Proxy;
use crate::{Outcome, gateway};

/// The servers; ended when dropped.
#[derive(Debug)]
pub(crate) struct Site {
    /// The authority that signs the service's certificate.
    pub(crate) authority: Authority,
    /// The proxy.
    pub(crate) proxy: Proxy,
    _dns: Daemon,
    _runtime: Runtime,
}

/// The service, by a name that only the DNS server has.
pub(crate) const URL: &str = "https://interconnect.test:8443";
/// The service, by a name of this machine.
pub(crate) const LOCAL_URL: &str = "https://localhost:8443";
/// A URL whose host does not exist.
pub(crate) const UNKNOWN_URL: &str = "https://unknown.test:8443";
/// The service, by a name that modules of the foreign root resolve and no server has.
pub(crate) const MODULE_URL: &str = "https://trial.localhost:8443";
/// The service, by a name that only `/etc/hosts` has.
pub(crate) const WRITTEN_URL: &str = "https://written.test:8443";
/// The service, by a name that the search domain completes.
pub(crate) const SHORT_URL: &str = "https://interconnect:8443";
const HOSTS: [&str; 5] = [
    "interconnect.test",
    "interconnect",
    "written.test",
    "localhost",
    "trial.localhost",
];

/// The name of the authority.
pub(crate) const AUTHORITY: &str = "Authority of the trial";
/// Answers for the one name, and reports every other name as nonexistent.
const DNS: [&str; 11] = [
    "--keep-in-foreground",
    "--conf-file=/dev/null",
    "--pid-file=",
    "--user=root",
    "--no-resolv",
    "--no-hosts",
    "--listen-address=127.0.0.1",
    "--bind-interfaces",
    "--local=/test/",
    "--local=/localhost/",
    "--host-record=interconnect.test,127.0.0.1",
];

impl Site {
    /// Starts the servers.
    pub(crate) fn open() -> Outcome<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let authority = Authority::new(AUTHORITY)?;
        runtime.block_on(gateway::open(&authority, &HOSTS))?;
        let proxy = runtime.block_on(Proxy::open())?;
        let log = Path::new(enclosure::FOLDER).join("dns.log");
        let mut dns = Command::new("dnsmasq");
        // The port is occupied when it cannot be bound any more.
        let dns = Daemon::start(dns.args(DNS), &log, || UdpSocket::bind("127.0.0.1:53").is_err())?;
        Ok(Self {
            authority,
            proxy,
            _dns: dns,
            _runtime: runtime,
        })
    }
}
