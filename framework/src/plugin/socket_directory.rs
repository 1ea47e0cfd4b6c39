//! The folder of the Unix socket, which decides who can reach it. Deliberately not here: listening.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::Environment;

/// The name of the socket: short, because a socket's whole path has to fit into 108 bytes (104 on macOS).
const SOCKET: &str = "s";

/// A folder of our own, removed with all it holds when the value is dropped.
#[derive(Debug)]
pub(super) struct SocketDirectory(TempDir);

impl SocketDirectory {
    /// Makes a folder inside `parent` that nobody but its owner may enter.
    ///
    /// # Errors
    ///
    /// What the file system reports, for example that `parent` does not exist.
    pub(super) fn create_in(parent: &Path) -> io::Result<Self> {
        tempfile::Builder::new()
            .prefix("tf")
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map(Self)
    }

    /// The path at which to listen.
    pub(super) fn socket(&self) -> PathBuf {
        self.0.path().join(SOCKET)
    }

    /// Lets the members of a group reach the socket, which must exist: the folder becomes 0710, the socket 0660.
    ///
    /// # Errors
    ///
    /// There is no such group, or we may not give files to it.
    pub(super) fn share_with(&self, group: &str) -> io::Result<()> {
        let id = group_id(group)?;
        let socket = self.socket();
        chown(&socket, None, Some(id))?;
        fs::set_permissions(&socket, Permissions::from_mode(0o660))?;
        chown(self.0.path(), None, Some(id))?;
        fs::set_permissions(self.0.path(), Permissions::from_mode(0o710))
    }
}

/// The folders to try in turn for the folder of the socket.
///
/// A host that names a folder shares only that one with us. Otherwise the usual folder for temporary files comes first,
/// and shorter ones follow in case its path is too long for a socket.
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

/// The id of a group that is given by number or by a name in `/etc/group`.
fn group_id(group: &str) -> io::Result<u32> {
    if let Ok(id) = group.parse() {
        return Ok(id);
    }
    let groups = fs::read_to_string("/etc/group")?;
    let id = groups.lines().find_map(|line| named(line, group));
    id.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("there is no group named {group}")))
}

/// The id in a line of the form `name:password:id:members` if the name is the wanted one.
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
