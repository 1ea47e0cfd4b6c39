//! The archives in a root that contains nothing else.

use crate::Outcome;
use crate::report::Report;
use crate::root::{HOSTS, RESOLVER, Root};
use crate::site::{self, Site};
use crate::terraform::{AUTHORITY_FILE, Terraform};
use crate::{life, mock};

const PART: &str = "empty root";
const LOCALHOST: &str = "http://localhost:8080";

/// Runs a lifecycle of an order with every kind of host, and queries hosts that are not found.
pub(crate) fn judge(root: &Root, site: &Site, report: &mut Report) -> Outcome<()> {
    root.write(AUTHORITY_FILE.trim_start_matches('/'), &site.authority.pem())?;
    for (url, address) in [
        ("http://127.0.0.1:8080", mock::ADDRESS),
        (LOCALHOST, mock::ADDRESS),
        ("http://[::1]:8080", "[::1]:8080"),
        (site::URL, mock::ADDRESS),
    ] {
        let _mock = mock::start(root, address)?;
        let terraform = Terraform::new(root, "order", url).trusting();
        let claim = format!("by {url}: init, plan, apply, an empty plan, destroy");
        report.add(PART, &claim, life::fault(&terraform)?)?;
    }
    names(root, report)
}

fn names(root: &Root, report: &mut Report) -> Outcome<()> {
    let _mock = mock::start(root, mock::ADDRESS)?;
    let terraform = Terraform::ready(root, "look", site::UNKNOWN_URL)?.trusting();
    let not_found = |url: &str| -> Outcome<_> {
        let ran = terraform.at(url).look()?;
        Ok(ran.unlike(1, &[url, "the host name was not found"]))
    };
    let found = not_found(site::UNKNOWN_URL)?;
    report.add(
        PART,
        "a host name that does not exist is an error with the URL and the cause",
        found,
    )?;
    root.write("etc/hosts", "")?;
    let found = not_found(site::WRITTEN_URL)?;
    report.add(PART, "control: without /etc/hosts its name is not found", found)?;
    root.write("etc/hosts", HOSTS)?;
    root.write("etc/resolv.conf", "nameserver 127.0.0.2\n")?;
    for url in [site::URL, site::SHORT_URL] {
        let claim = format!("control: without the DNS server {url} is not found");
        // A server that does not answer is reported as a name that is not found, or as a timeout.
        let found = terraform
            .at(url)
            .look()?
            .unlike(1, &[url, "The service could not be reached"]);
        report.add(PART, &claim, found)?;
    }
    root.remove("etc/resolv.conf");
    for url in [LOCALHOST, site::WRITTEN_URL] {
        let found = terraform.at(url).look()?.unlike(0, &["ashburn-ix"]);
        report.add(PART, &format!("without /etc/resolv.conf {url} is found"), found)?;
    }
    root.write("etc/resolv.conf", RESOLVER)?;
    for url in [site::URL, site::SHORT_URL, site::WRITTEN_URL] {
        let found = terraform.at(url).look()?.unlike(0, &["ashburn-ix"]);
        report.add(PART, &format!("with both files {url} is found"), found)?;
    }
    Ok(())
}
