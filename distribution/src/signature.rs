//! Detached OpenPGP signatures, made by GnuPG.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::Failure;

/// A signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// The fingerprint, or another name that gpg accepts.
    pub name: String,
    /// The folder of the key ring; `None` for the user's own.
    pub home: Option<PathBuf>,
}

impl SigningKey {
    /// Signs a file and returns the path of the signature: the file's with `.sig` at its end.
    ///
    /// # Errors
    /// `gpg` cannot be started, or does not sign.
    pub fn sign(&self, file: &Path) -> Result<PathBuf, Failure> {
        let mut name = file.as_os_str().to_owned();
        name.push(".sig");
        let signature = PathBuf::from(name);
        let mut gpg = self.gpg();
        gpg.args(["--yes", "--local-user", &self.name, "--detach-sign", "--output"]);
        gpg.arg(&signature).arg(file);
        run(gpg)?;
        Ok(signature)
    }

    /// Returns the public key in ASCII armor, as a registry shows it.
    ///
    /// # Errors
    /// `gpg` cannot be started, or does not find the key.
    pub fn public_key(&self) -> Result<String, Failure> {
        let mut gpg = self.gpg();
        gpg.args(["--armor", "--export", &self.name]);
        Ok(String::from_utf8_lossy(&run(gpg)?.stdout).into_owned())
    }

    fn gpg(&self) -> Command {
        let mut gpg = Command::new("gpg");
        gpg.arg("--batch");
        if let Some(home) = &self.home {
            gpg.arg("--homedir").arg(home);
        }
        gpg
    }
}

fn run(mut gpg: Command) -> Result<Output, Failure> {
    let ran = gpg.output().map_err(|source| Failure::Missing {
        program: "gpg".to_owned(),
        source,
        advice: "Install GnuPG, or leave the key out.".to_owned(),
    })?;
    if ran.status.success() {
        return Ok(ran);
    }
    Err(Failure::Program {
        program: "gpg".to_owned(),
        status: ran.status.to_string(),
        output: format!(":\n{}", String::from_utf8_lossy(&ran.stderr)),
    })
}
