//! The ways to install: a user's own terraform gets the provider, and nothing from anywhere else.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

mod packages;
mod server;
mod user;

use mock_api::{MockApi, Settings};

use packages::{PACKAGES, VERSIONS};
use server::Server;
use user::User;

const SOURCE: &str = "interconnect/twilio";
/// The registries of a source without a host.
const REGISTRIES: [&str; 2] = ["registry.terraform.io", "registry.opentofu.org"];

fn installed(version: &str) -> String {
    format!("Installed {SOURCE} v{version}")
}

/// A command line configuration for a way to install, which gets none of this project's providers from a registry.
fn installation(method: &str) -> String {
    let excluded = REGISTRIES.map(|host| format!("\"{host}/interconnect/*\"")).join(", ");
    format!("provider_installation {{\n{method}  direct {{\n    exclude = [{excluded}]\n  }}\n}}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn make_install_puts_the_provider_where_terraform_finds_it() {
    let mock = MockApi::start(Settings::default()).await.unwrap();
    let mut user = User::of(SOURCE);
    user.sets("TWILIO_INTERCONNECT_BASE_URL", mock.base_url());
    user.terraform(&["init"]).fails();

    user.makes_install(env!("CARGO_BIN_EXE_provider-under-test")).succeeds();

    let said = user.terraform(&["init"]).succeeds();
    assert!(said.contains(&installed(env!("CARGO_PKG_VERSION"))), "{said}");
    let said = user.terraform(&["plan"]).succeeds();
    assert!(said.contains("Plan: 1 to add, 0 to change, 0 to destroy."), "{said}");
}

#[test]
fn a_file_system_mirror_holds_the_archives_as_they_are_published() {
    let user = User::of(SOURCE);
    for registry in REGISTRIES {
        PACKAGES.mirror(&user.path("mirror"), registry);
    }
    let mirror = user.path("mirror");
    user.configures(&installation(&format!(
        "  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n"
    )));

    let said = user.terraform(&["init"]).succeeds();

    assert!(said.contains(&installed(VERSIONS[1])), "{said}");
    user.starts_over();
    user.terraform(&["providers", "lock", &format!("-fs-mirror={}", mirror.display())])
        .succeeds();
    assert_is_locked(&user);
    for registry in REGISTRIES {
        PACKAGES.spoil(&mirror, registry);
    }
    let said = user.terraform(&["init"]).fails();
    assert!(said.contains("checksums previously recorded"), "{said}");
}

/// The lock file from a mirror contains the hash of the contents. A mirror has no signature, so the hashes of the archives of other platforms
/// are unknown. OpenTofu 1.12 adds the hash of the archive that it fetched.
fn assert_is_locked(user: &User) {
    let lock = user.reads("module/.terraform.lock.hcl");
    let archive = format!("zh:{}", PACKAGES.sum(VERSIONS[1]));
    let has_sum = lock.contains("\"h1:") && lock.matches("zh:").count() == lock.matches(&archive).count();
    assert!(has_sum && lock.contains(&format!("\"{}\"", VERSIONS[1])), "{lock}");
}

/// True where a version was installed with the signature of a key that the registry named. Only Terraform calls it self-signed.
fn is_installed_signed(said: &str, version: &str) -> bool {
    ["self-signed", "signed"]
        .iter()
        .any(|signed| said.contains(&format!("v{version} ({signed}, key ID")))
}

/// A user whose provider comes from a private registry, at a server that answers as one.
async fn at_a_registry(versions: &[&str]) -> (Server, User) {
    let server = Server::start().await;
    PACKAGES.publish(&server, versions);
    let mut user = User::of(&format!("{}/{SOURCE}", server.host()));
    trusts(&mut user, &server);
    (server, user)
}

fn trusts(user: &mut User, server: &Server) {
    let path = user.writes("certificate.pem", server.certificate());
    user.sets("SSL_CERT_FILE", path.display().to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_serves_archives_that_are_signed_and_no_others() {
    let (server, user) = at_a_registry(&VERSIONS).await;
    let said = user.terraform(&["init"]).succeeds();
    assert!(is_installed_signed(&said, VERSIONS[1]), "{said}");

    let paths = server.asked();
    let path = |end: &str| paths.iter().find(|path| path.ends_with(end)).unwrap().clone();
    let table = [
        (path(".zip"), "checksum"),
        (path("SHA256SUMS"), "signature"),
        (path("SHA256SUMS.sig"), "signature"),
    ];
    for (path, told) in table {
        PACKAGES.publish(&server, &VERSIONS);
        server.spoil(&path);
        user.starts_over();
        let said = user.terraform(&["init"]).fails();
        assert!(said.contains(told), "{path}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_keeps_the_state_and_happens_when_it_is_asked_for() {
    let mock = MockApi::start(Settings::default()).await.unwrap();
    let (server, mut user) = at_a_registry(&VERSIONS[..1]).await;
    user.sets("TWILIO_INTERCONNECT_BASE_URL", mock.base_url());
    user.terraform(&["init"]).succeeds();
    user.terraform(&["apply", "-auto-approve"]).succeeds();
    PACKAGES.publish(&server, &VERSIONS);

    let said = user.terraform(&["init"]).succeeds();
    assert!(
        said.contains(&format!(
            "Using previously-installed {}/{SOURCE} v{}",
            server.host(),
            VERSIONS[0]
        )),
        "{said}"
    );
    let said = user.terraform(&["init", "-upgrade"]).succeeds();
    assert!(is_installed_signed(&said, VERSIONS[1]), "{said}");
    user.terraform(&["plan", "-detailed-exitcode"]).succeeds();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_cache_fetches_an_archive_no_second_time() {
    let (server, mut user) = at_a_registry(&VERSIONS).await;
    std::fs::create_dir(user.path("cache")).unwrap();
    user.sets("TF_PLUGIN_CACHE_DIR", user.path("cache").display().to_string());
    let has_fetched = |server: &Server| server.asked().iter().any(|path| path.ends_with(".zip"));
    user.terraform(&["init"]).succeeds();
    assert!(has_fetched(&server));

    let _ = std::fs::remove_dir_all(user.path("module/.terraform"));
    let said = user.terraform(&["init"]).succeeds();

    assert!(said.contains("from the shared cache directory"), "{said}");
    assert!(!has_fetched(&server));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_mirror_stands_in_for_the_registry() {
    let server = Server::start().await;
    let mut user = User::of(SOURCE);
    trusts(&mut user, &server);
    for registry in REGISTRIES {
        PACKAGES.mirror_at(&server, registry);
    }
    let url = server.url("/mirror/");
    user.configures(&installation(&format!(
        "  network_mirror {{\n    url = {url:?}\n  }}\n"
    )));

    let said = user.terraform(&["init"]).succeeds();

    assert!(said.contains(&installed(VERSIONS[1])), "{said}");
    user.starts_over();
    user.terraform(&["providers", "lock", &format!("-net-mirror={url}")])
        .succeeds();
    assert_is_locked(&user);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mirror_no_registry_is_asked_for_a_name_that_is_not_ours() {
    let server = Server::start().await;
    let mut user = User::of(SOURCE);
    trusts(&mut user, &server);
    let url = server.url("/v1/providers/");
    let hosts: String = REGISTRIES
        .map(|host| format!("host {host:?} {{\n  services = {{\n    \"providers.v1\" = {url:?}\n  }}\n}}\n"))
        .concat();
    user.configures(&hosts);
    user.terraform(&["init"]).fails();
    assert_ne!(server.asked(), [""; 0], "without the exclusion the registry is asked");

    let mirror = user.path("mirror");
    std::fs::create_dir(&mirror).unwrap();
    let ours = installation(&format!("  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n"));
    user.configures(&format!("{hosts}{ours}"));
    user.terraform(&["init"]).fails();
    assert_eq!(server.asked(), [""; 0]);
}
