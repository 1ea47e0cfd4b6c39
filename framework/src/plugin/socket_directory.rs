//! The folder of the Unix socket, whose mode decides who can connect. Deliberately not here: the listener.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::Environment;

/// The name of the socket: short, because the whole path of a socket is limited to 108 bytes (104 on macOS).
const SOCKET: &str = "s";

/// A private folder, which is removed with its contents when the value is dropped.
#[derive(Debug)]
pub(super) struct SocketDirectory(TempDir);

impl SocketDirectory {
    /// Creates a folder inside `parent` that only its owner may enter.
    ///
    /// # Errors
    ///
    /// The error of the file system, for example that `parent` does not exist.
    pub(super) fn create_in(parent: &Path) -> io::Result<Self> {
        tempfile::Builder::new()
            .prefix("tf")
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map(Self)
    }

    /// Returns the path of the socket.
    pub(super) fn socket(&self) -> PathBuf {
        self.0.path().join(SOCKET)
    }

    /// Gives the members of a group access to the socket, which must exist: the folder's mode becomes 0710, the
    /// socket's 0660.
    ///
    /// # Errors
    ///
    /// The group does not exist, or the process may not give files to it.
    pub(super) fn share_with(&self, group: &str) -> io::Result<()> {
        let id = group_id(group)?;
        let socket = self.socket();
        chown(&socket, None, Some(id))?;
        fs::set_permissions(&socket, Permissions::from_mode(0o660))?;
        chown(self.0.path(), None, Some(id))?;
        fs::set_permissions(self.0.path(), Permissions::from_mode(0o710))
    }
}

/// Returns the parent folders to try in turn.
///
/// A host that sets a folder shares only that folder with the process. Otherwise, the usual folder for temporary files
/// is first. Shorter ones follow, because its path may be too long for a socket.
pub(super) fn parents(environment: &Environment) -> Vec<PathBuf> {
    match environment.non_empty("PLUGIN_UNIX_SOCKET_DIR") {
        Some(given) => vec![PathBuf::from(given)],
        None => environment
            .non_empty("TMPDIR")
            .into_iter()
            .chain(["/tmp", "/var/tmp"])
            .map(PathBuf::from)
            .collect(),
    }
}

/// Returns the ID of a group that is given by number or by a name in `/etc/group`.
fn group_id(group: &str) -> io::Result<u32> {
    if let Ok(id) = group.parse() {
        return Ok(id);
    }
    let groups = fs::read_to_string("/etc/group")?;
    let id = groups.lines().find_map(|line| named(line, group));
    id.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("there is no group named {group}")))
}

/// Returns the ID in a line of the form `name:password:id:members` if the name matches.
fn named(line: &str, wanted: &str) -> Option<u32> {
    let mut fields = line.split(':');
    if fields.next()? == wanted {
        fields.nth(1)?.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn only_the_owner_may_enter_the_folder_and_it_goes_with_the_value() {
        let parent = tempfile::tempdir().unwrap();
        let directory = SocketDirectory::create_in(parent.path()).unwrap();
        let path = directory.socket().parent().unwrap().to_owned();
        UnixListener::bind(directory.socket()).unwrap();
        assert_eq!(mode(&path), 0o700);
        drop(directory);
        assert!(!path.exists());
    }

    #[test]
    fn a_group_may_enter_the_folder_and_use_the_socket() {
        let parent = tempfile::tempdir().unwrap();
        let directory = SocketDirectory::create_in(parent.path()).unwrap();
        let _listener = UnixListener::bind(directory.socket()).unwrap();
        let own_group = std::os::unix::fs::MetadataExt::gid(&fs::metadata(parent.path()).unwrap());
        directory.share_with(&own_group.to_string()).unwrap();
        assert_eq!(mode(&directory.socket()), 0o660);
        assert_eq!(mode(directory.socket().parent().unwrap()), 0o710);
    }

    #[test]
    fn a_group_is_found_by_name_or_number() {
        assert_eq!(named("docker:x:998:me", "docker"), Some(998));
        assert_eq!(named("docker:x:998:me", "dock"), None);
        assert_eq!(group_id("12").unwrap(), 12);
        assert_eq!(group_id("no such group").unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_given_folder_is_the_only_one_tried() {
        let given = Environment::from_pairs([("PLUGIN_UNIX_SOCKET_DIR", "/run/x"), ("TMPDIR", "/t")]);
        assert_eq!(parents(&given), [PathBuf::from("/run/x")]);
        let usual = Environment::from_pairs([("TMPDIR", "/t")]);
        assert_eq!(parents(&usual), ["/t", "/tmp", "/var/tmp"].map(PathBuf::from));
    }
}
