//! Secrets come from files that only their owner can read (SECURITY SE1).

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use secrecy::SecretString;

/// A secret is one line; anything longer is some other file.
const LONGEST: u64 = 4_096;

/// Checks who owns the file and who can read it.
pub(super) fn check(path: &Path) -> Result<(), String> {
    let shown = path.display();
    let facts = fs::metadata(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    if !facts.is_file() {
        return Err(format!("{shown} is not a file"));
    }
    if guarded_by_its_folder(path) {
        return Ok(());
    }
    let us = rustix::process::geteuid().as_raw();
    if facts.uid() != us && facts.uid() != 0 {
        return Err(format!("{shown} belongs to another user; run  chown $(id -u) {shown}"));
    }
    if facts.mode() & 0o077 != 0 {
        return Err(format!("{shown} can be read by other users; run  chmod 600 {shown}"));
    }
    Ok(())
}

/// Container engines and systemd hand secrets over in a mount of their own, with modes that we cannot choose.
fn guarded_by_its_folder(path: &Path) -> bool {
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    path.starts_with("/run/secrets") || credentials.is_some_and(|folder| path.starts_with(folder))
}

/// A bare name is one of systemd's credentials, where there are some.
pub(super) fn place(path: &str) -> PathBuf {
    place_in(path, std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from))
}

fn place_in(path: &str, credentials: Option<PathBuf>) -> PathBuf {
    match credentials {
        Some(folder) if !path.contains('/') && folder.join(path).is_file() => folder.join(path),
        _ => PathBuf::from(path),
    }
}

/// Reads a secret: the first line of the file.
pub(super) fn read(path: &Path) -> Result<SecretString, String> {
    check(path)?;
    let shown = path.display();
    let length = fs::metadata(path).map_or(0, |facts| facts.len());
    if length > LONGEST {
        return Err(format!("{shown} is too long for a secret"));
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return Err(format!("{shown} is empty"));
    }
    Ok(SecretString::from(line))
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use secrecy::ExposeSecret;

    #[test]
    fn a_bare_name_is_a_credential_of_systemd_where_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("token"), "x").unwrap();
        let credentials = || Some(folder.path().to_owned());
        assert_eq!(super::place_in("token", credentials()), folder.path().join("token"));
        assert_eq!(super::place_in("other", credentials()), std::path::Path::new("other"));
        assert_eq!(
            super::place_in("./token", credentials()),
            std::path::Path::new("./token")
        );
        assert_eq!(super::place_in("token", None), std::path::Path::new("token"));
    }

    use super::read;

    #[test]
    fn a_secret_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        fs::write(&path, "hunter2\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(read(&path).unwrap_err().contains("chmod 600"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(read(&path).unwrap().expose_secret(), "hunter2");
    }

    #[test]
    fn an_empty_secret_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        fs::write(&path, "\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(read(&path).unwrap_err().contains("is empty"));
    }
}
