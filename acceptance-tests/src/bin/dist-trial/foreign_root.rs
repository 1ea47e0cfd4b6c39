//! The archives with another C library, whose name resolution modules were not built for the one in the executables.

use std::fs;

use crate::Outcome;
use crate::ran::Ran;
use crate::report::Report;
use crate::root::Root;
use crate::site::{self, Site};
use crate::terraform::{AUTHORITY_FILE, Terraform};
use crate::{life, mock};

const PART: &str = "foreign root";
/// The modules of a desktop: names of the local network, of a resolver service, and of the machine itself.
const SWITCH: &str = "hosts: files mdns4_minimal [NOTFOUND=return] resolve myhostname dns\npasswd: files systemd\ngroup: files systemd\n";
/// The default modules only.
const PLAIN_SWITCH: &str = "hosts: files dns\n";
const PLAN: &str = "/modules/order/plan.json";
/// The provider's message for a name without an address.
const NOT_FOUND: &str = "the host name was not found";
/// The message of the command `review` for it.
const UNREACHED: &str = "the service could not be reached";
/// `/etc/resolv.conf` as systemd-resolved writes it, except for the address.
const RESOLVER: &str = "nameserver 127.0.0.1\noptions edns0 trust-ad\nsearch .\n";
const LOCALHOST: &str = "http://localhost:8080";

/// Resolves names of every kind, first with terraform and then with the executable alone, whose exit status shows a signal.
pub(crate) fn judge(root: &Root, site: &Site, report: &mut Report) -> Outcome<()> {
    root.write(AUTHORITY_FILE.trim_start_matches('/'), &site.authority.pem())?;
    root.write("etc/resolv.conf", RESOLVER)?;
    modules_are_used(root, report)?;
    for url in [LOCALHOST, site::URL] {
        let _mock = mock::start(root, mock::ADDRESS)?;
        let terraform = Terraform::new(root, "order", url).trusting();
        let claim = format!("by {url}: init, plan, apply, an empty plan, destroy");
        report.add(PART, &claim, life::fault(&terraform)?)?;
    }
    let _mock = mock::start(root, mock::ADDRESS)?;
    let terraform = Terraform::ready(root, "look", site::UNKNOWN_URL)?.trusting();
    let found = terraform.look()?.unlike(1, &[site::UNKNOWN_URL, NOT_FOUND]);
    report.add(
        PART,
        "a host name that does not exist is an error with the URL and the cause",
        found,
    )?;
    alone(root, report)
}

/// Verifies that programs of that system use its configured modules, so that the test is about working modules.
fn modules_are_used(root: &Root, report: &mut Report) -> Outcome<()> {
    for (claim, switch, code) in [
        (
            "control: without modules their name is not found there",
            PLAIN_SWITCH,
            2,
        ),
        ("control: the modules answer the programs of that system", SWITCH, 0),
    ] {
        root.write("etc/nsswitch.conf", switch)?;
        let mut getent = root.command("/usr/bin/getent");
        let ran = Ran::of(getent.args(["ahosts", "trial.localhost"]))?;
        report.add(PART, claim, ran.unlike(code, &[]))?;
    }
    Ok(())
}

fn alone(root: &Root, report: &mut Report) -> Outcome<()> {
    let terraform = planned(root)?;
    for url in [LOCALHOST, site::URL] {
        let found = terraform.at(url).review(PLAN)?.unlike(0, &[]);
        report.add(PART, &format!("the executable alone finds {url}"), found)?;
    }
    let ran = terraform.at(site::UNKNOWN_URL).review(PLAN)?;
    let found = ran.unlike(2, &[UNREACHED]);
    report.add(
        PART,
        "the executable alone ends by itself on a host name that does not exist",
        found,
    )?;
    // Both results are correct: another C library may resolve with its modules, or with the DNS server alone.
    let ran = terraform.at(site::MODULE_URL).review(PLAN)?;
    let found = ran.unlike(0, &[]).and_then(|_| ran.unlike(2, &[UNREACHED]));
    report.add(PART, "and on a name that the modules alone know", found)?;
    Ok(())
}

/// Terraform in the module that orders, with its plan saved in the form that the command `review` reads.
fn planned(root: &Root) -> Outcome<Terraform<'_>> {
    let terraform = Terraform::ready(root, "order", "http://127.0.0.1:8080")?.trusting();
    let saved = terraform.run(&["plan", "-out=plan"])?.unlike(0, &[]);
    let shown = terraform.run(&["show", "-json", "plan"])?;
    match saved.or_else(|| shown.unlike(0, &[])) {
        Some(found) => Err(format!("the plan cannot be saved: {found}").into()),
        None => Ok(fs::write(root.path(PLAN.trim_start_matches('/')), shown.printed()).map(|()| terraform)?),
    }
}
