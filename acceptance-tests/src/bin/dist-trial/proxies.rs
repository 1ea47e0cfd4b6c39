//! Proxies: the requests that use one.

use crate::Outcome;
use crate::report::Report;
use crate::root::Root;
use crate::site::{self, Site};
use crate::terraform::Terraform;
use crate::{mock, proxy};

const PART: &str = "proxies";
const TUNNEL: &str = "CONNECT interconnect.test:8443 HTTP/1.1";

/// Sends requests to the service with and without a proxy. The proxy's log with it is the control for the log without it.
pub(crate) fn judge(root: &Root, site: &Site, report: &mut Report) -> Outcome<()> {
    let _mock = mock::start(root, mock::ADDRESS)?;
    let terraform = Terraform::ready(root, "look", site::URL)?.trusting();
    let proxied = terraform.with("HTTPS_PROXY", proxy::URL);
    let around = proxied.with("NO_PROXY", "interconnect.test");
    let elsewhere = proxied.with("NO_PROXY", "example.com");
    let local = proxied.at(site::LOCAL_URL);
    let closed = terraform.with("HTTPS_PROXY", "http://127.0.0.1:1");
    for (claim, terraform, expected) in [
        ("HTTPS_PROXY leads through the proxy", &proxied, &[TUNNEL][..]),
        ("NO_PROXY leads around it", &around, &[]),
        ("control: NO_PROXY of another host does not", &elsewhere, &[TUNNEL]),
        ("localhost is never asked through a proxy", &local, &[]),
    ] {
        let ran = terraform.look()?;
        let asked = site.proxy.asked();
        let unexpected = (asked != expected).then(|| format!("expected {expected:?}, the proxy was asked {asked:?}"));
        report.add(PART, claim, ran.unlike(0, &["ashburn-ix"]).or(unexpected))?;
    }
    let found = closed.look()?.unlike(1, &[site::URL, "connection refused"]);
    report.add(PART, "control: a proxy that is not there is an error", found)?;
    Ok(())
}
