//! The released provider: one executable under two versions, signed with a key that is made here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use distribution::{PROVIDER_MANIFEST, Platform, Product, Release, SigningKey, Sums};
use serde_json::json;
use tempfile::TempDir;

use crate::server::Server;

/// The versions that are released.
pub(crate) const VERSIONS: [&str; 2] = ["0.1.0", "0.2.0"];

/// The packages, built once for all tests.
pub(crate) static PACKAGES: LazyLock<Packages> = LazyLock::new(Packages::make);

/// The files of the releases, in one folder.
pub(crate) struct Packages {
    folder: PathBuf,
    platform: Platform,
    public_key: String,
}

impl Packages {
    fn make() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let keys = Keys::make();
        let packages = Self {
            folder,
            platform: Platform::here().unwrap(),
            public_key: keys.key.public_key().unwrap(),
        };
        let executable = packages.stripped();
        for version in VERSIONS {
            packages.release(version, executable.clone(), &keys.key);
        }
        packages
    }

    /// Returns the executable without its debug information, which takes long to compress.
    fn stripped(&self) -> Vec<u8> {
        let to = self.path("stripped");
        let mut strip = Command::new("strip");
        strip.arg("-o").arg(&to).arg(env!("CARGO_BIN_EXE_provider-under-test"));
        assert!(strip.status().unwrap().success());
        fs::read(to).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Returns the archive of a version.
    pub(crate) fn archive(&self, version: &str) -> Vec<u8> {
        fs::read(self.path(&release(version).archive_name(self.platform))).unwrap()
    }

    /// Puts the packed archives at the place of a file system mirror.
    pub(crate) fn mirror(&self, folder: &Path, host: &str) {
        let folder = folder.join(host).join("interconnect/twilio");
        fs::create_dir_all(&folder).unwrap();
        for version in VERSIONS {
            let name = release(version).archive_name(self.platform);
            fs::copy(self.path(&name), folder.join(name)).unwrap();
        }
    }

    /// Replaces one version's archive in such a mirror by the other's.
    pub(crate) fn spoil(&self, folder: &Path, host: &str) {
        let folder = folder.join(host).join("interconnect/twilio");
        let [other, name] = VERSIONS.map(|version| release(version).archive_name(self.platform));
        fs::rename(folder.join(other), folder.join(name)).unwrap();
    }

    /// Makes a server answer as a registry: the index of the versions, the location of each, and the files. Source:
    /// <https://developer.hashicorp.com/terraform/internals/provider-registry-protocol>.
    pub(crate) fn publish(&self, server: &Server, versions: &[&str]) {
        let Platform { os, arch, .. } = self.platform;
        let discovery = json!({ "providers.v1": "/v1/providers/" });
        server.put("/.well-known/terraform.json", discovery.to_string());
        let listed = versions.iter().map(
            |version| json!({ "version": version, "protocols": ["5.0"], "platforms": [{ "os": os, "arch": arch }] }),
        );
        let listed = json!({ "versions": listed.collect::<Vec<_>>() });
        server.put("/v1/providers/interconnect/twilio/versions", listed.to_string());
        for version in versions {
            let release = release(version);
            let (archive, sums) = (release.archive_name(self.platform), release.sums_name());
            let file = |name: &str| format!("/files/{name}");
            let found = json!({
                "protocols": ["5.0"], "os": os, "arch": arch, "filename": archive,
                "download_url": server.url(&file(&archive)),
                "shasums_url": server.url(&file(&sums)),
                "shasums_signature_url": server.url(&file(&format!("{sums}.sig"))),
                "shasum": self.sum(version),
                "signing_keys": { "gpg_public_keys": [{ "key_id": "TEST", "ascii_armor": self.public_key }] },
            });
            let path = format!("/v1/providers/interconnect/twilio/{version}/download/{os}/{arch}");
            server.put(path, found.to_string());
            for name in [archive, format!("{sums}.sig"), sums] {
                server.put(file(&name), fs::read(self.path(&name)).unwrap());
            }
        }
    }

    /// Makes a server answer as a network mirror for a host. Source:
    /// <https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol>.
    pub(crate) fn mirror_at(&self, server: &Server, host: &str) {
        let folder = format!("/mirror/{host}/interconnect/twilio");
        let versions: serde_json::Map<_, _> = VERSIONS
            .map(|version| (version.to_owned(), json!({})))
            .into_iter()
            .collect();
        server.put(
            format!("{folder}/index.json"),
            json!({ "versions": versions }).to_string(),
        );
        for version in VERSIONS {
            let archive = release(version).archive_name(self.platform);
            let hashes = [format!("zh:{}", self.sum(version))];
            let found = json!({ "archives": { self.platform.to_string(): { "url": archive, "hashes": hashes } } });
            server.put(format!("{folder}/{version}.json"), found.to_string());
            server.put(format!("{folder}/{archive}"), self.archive(version));
        }
    }

    /// Returns the hash of the archive of a version.
    pub(crate) fn sum(&self, version: &str) -> String {
        let name = release(version).archive_name(self.platform);
        let sums = Sums::of(&self.folder, std::slice::from_ref(&name)).unwrap();
        sums.get(&name).unwrap().to_owned()
    }

    fn release(&self, version: &str, executable: Vec<u8>, key: &SigningKey) {
        let release = release(version);
        let (archive, manifest) = (release.archive_name(self.platform), release.manifest_name());
        release
            .archive(self.platform, executable)
            .write(&self.path(&archive))
            .unwrap();
        fs::write(self.path(&manifest), PROVIDER_MANIFEST).unwrap();
        let sums = Sums::of(&self.folder, &[archive, manifest]).unwrap();
        let path = self.path(&release.sums_name());
        fs::write(&path, sums.text()).unwrap();
        key.sign(&path).unwrap();
    }
}

fn release(version: &str) -> Release {
    Release {
        product: Product::Provider,
        version: version.to_owned(),
    }
}

/// A key ring with one RSA key, the kind that registries accept.
struct Keys {
    home: TempDir,
    key: SigningKey,
}

impl Keys {
    fn make() -> Self {
        let private = fs::Permissions::from_mode(0o700);
        let home = tempfile::Builder::new().permissions(private).tempdir().unwrap();
        let name = "releases@example.com";
        let mut gpg = Command::new("gpg");
        gpg.args(["--batch", "--quiet", "--passphrase", "", "--homedir"])
            .arg(home.path());
        gpg.args(["--quick-generate-key", name, "rsa3072", "sign", "never"]);
        assert!(gpg.status().unwrap().success());
        let key = SigningKey {
            name: name.to_owned(),
            home: Some(home.path().to_owned()),
        };
        Self { home, key }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        // Its agent would keep running.
        let mut gpgconf = Command::new("gpgconf");
        let _ = gpgconf
            .arg("--homedir")
            .arg(self.home.path())
            .args(["--kill", "all"])
            .status();
    }
}
