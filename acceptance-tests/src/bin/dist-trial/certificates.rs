//! Certificates: the sources of the authorities that the provider trusts.

use crate::Outcome;
use crate::authority::Authority;
use crate::mock;
use crate::report::Report;
use crate::root::Root;
use crate::site::{self, Site};
use crate::terraform::Terraform;

const PART: &str = "certificates";
/// The place of the bundle on Debian, Ubuntu and Alpine.
const BUNDLE: &str = "etc/ssl/certs/ca-certificates.crt";
/// A path without a file.
const MISSING: &str = "/nowhere/authority.pem";

/// Sends requests to the service with and without authorities.
pub(crate) fn judge(root: &Root, site: &Site, report: &mut Report) -> Outcome<()> {
    let _mock = mock::start(root, mock::ADDRESS)?;
    let terraform = Terraform::ready(root, "look", site::URL)?;
    let fails = |terraform: &Terraform<'_>, words: &[&str]| -> Outcome<_> { Ok(terraform.look()?.unlike(1, words)) };
    let works = |terraform: &Terraform<'_>| -> Outcome<_> { Ok(terraform.look()?.unlike(0, &["ashburn-ix"])) };

    let found = fails(&terraform, &["Error", "certificate"])?;
    report.add(PART, "without any authority there is an error that says so", found)?;
    report.add(
        PART,
        "the file in SSL_CERT_FILE is trusted",
        works(&terraform.trusting())?,
    )?;
    let missing = terraform.with("SSL_CERT_FILE", MISSING);
    let found = fails(&missing, &["Error", MISSING])?;
    report.add(PART, "a file in SSL_CERT_FILE that is missing is named", found)?;

    for (name, claim) in [
        (
            "Another authority",
            "control: a bundle with another authority alone is an error",
        ),
        (
            site::AUTHORITY,
            "control: so is one with another authority of the same name",
        ),
    ] {
        root.write(BUNDLE, &Authority::new(name)?.pem())?;
        let found = fails(&terraform, &[site::URL, "the certificate is not valid"])?;
        report.add(PART, claim, found)?;
    }
    root.write(BUNDLE, &site.authority.pem())?;
    report.add(PART, "the bundle of the system is trusted", works(&terraform)?)?;
    let found = fails(&missing, &["Error", MISSING])?;
    report.add(PART, "a missing file is named although there is a bundle", found)?;
    root.remove(BUNDLE);
    Ok(())
}
