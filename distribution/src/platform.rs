//! Operating systems and processors, as Terraform and as Rust name them.

use std::fmt;

/// A platform for which archives are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The operating system as Terraform names it (`GOOS`): `linux`.
    pub os: &'static str,
    /// The processor as Terraform names it (`GOARCH`): `amd64`.
    pub arch: &'static str,
    /// The target as Rust names it: `x86_64-unknown-linux-gnu`.
    pub target: &'static str,
}

impl Platform {
    /// Every platform of a release.
    pub const ALL: [Self; 6] = [
        Self::new("linux", "amd64", "x86_64-unknown-linux-gnu"),
        Self::new("linux", "arm64", "aarch64-unknown-linux-gnu"),
        Self::new("darwin", "amd64", "x86_64-apple-darwin"),
        Self::new("darwin", "arm64", "aarch64-apple-darwin"),
        Self::new("windows", "amd64", "x86_64-pc-windows-msvc"),
        Self::new("windows", "arm64", "aarch64-pc-windows-msvc"),
    ];

    const fn new(os: &'static str, arch: &'static str, target: &'static str) -> Self {
        Self { os, arch, target }
    }

    /// Returns the platform of this executable, if it is one of a release.
    pub fn here() -> Option<Self> {
        let os = match std::env::consts::OS {
            "macos" => "darwin",
            other => other,
        };
        let arch = match std::env::consts::ARCH {
            "x86_64" => "amd64",
            "aarch64" => "arm64",
            other => other,
        };
        Self::ALL
            .into_iter()
            .find(|platform| (platform.os, platform.arch) == (os, arch))
    }

    /// Returns the suffix of its executables: `.exe` or nothing.
    pub fn executable_suffix(self) -> &'static str {
        if self.os == "windows" { ".exe" } else { "" }
    }

    /// True if its executables contain the GNU C library, whose license requires a notice.
    pub fn has_static_glibc(self) -> bool {
        self.target.ends_with("-linux-gnu")
    }
}

/// `linux_amd64`.
impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}_{}", self.os, self.arch)
    }
}
