//! Owner and mode of what is in the data folder: a command that was run as root leaves files that the node cannot write.

use std::{
    fs::{self, Metadata, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use operations::view::{Check, CheckState};
use rustix::fs::{Gid, Uid};

use super::check as line;
use crate::node::folder::DataFolder;

/// How many files are looked at.
const MOST: usize = 20_000;

/// A file that is not as it should be.
struct Wrong {
    path: PathBuf,
    foreign: bool,
    open: bool,
}

pub(super) fn check(folder: &DataFolder) -> Check {
    let wrong = look(folder.path());
    let Some(first) = wrong.first() else {
        return line(
            "data folder",
            CheckState::Ok,
            format!("{}, ours alone", folder.path().display()),
        );
    };
    let what = if first.foreign {
        "belongs to another user than the folder"
    } else {
        "can be written by other users"
    };
    let more = match wrong.len() {
        1 => String::new(),
        many => format!(" ({many} files in all)"),
    };
    let text = format!(
        "{} {what}{more}: run  bandung doctor --fix  as root",
        first.path.display()
    );
    line("data folder", CheckState::Fail, text)
}

/// Gives each file to the owner of the folder and closes it to others; says what was done or could not be.
pub(super) fn fix(folder: &DataFolder) -> Vec<String> {
    let Ok(owner) = fs::metadata(folder.path()) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for wrong in look(folder.path()) {
        let shown = wrong.path.display();
        if wrong.foreign {
            let (user, group) = (Uid::from_raw(owner.uid()), Gid::from_raw(owner.gid()));
            told.push(match rustix::fs::chown(&wrong.path, Some(user), Some(group)) {
                Ok(()) => format!("{shown}: given to the owner of the folder"),
                Err(error) => format!("{shown}: stays with another user ({error}); run this as root"),
            });
        }
        if wrong.open {
            let mode = if wrong.path.is_dir() { 0o700 } else { 0o600 };
            told.push(match fs::set_permissions(&wrong.path, Permissions::from_mode(mode)) {
                Ok(()) => format!("{shown}: closed to other users"),
                Err(error) => format!("{shown}: stays open to other users ({error})"),
            });
        }
    }
    told
}

fn look(folder: &Path) -> Vec<Wrong> {
    let Ok(owner) = fs::metadata(folder) else {
        return Vec::new();
    };
    let (mut wrong, mut folders, mut seen) = (Vec::new(), vec![folder.to_owned()], 0);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            seen += 1;
            // A link leads elsewhere; it is not followed.
            let Ok(facts) = entry.metadata() else { continue };
            if seen > MOST || facts.is_symlink() {
                continue;
            }
            let path = entry.path();
            if facts.is_dir() {
                folders.push(path.clone());
            }
            let (foreign, open) = (facts.uid() != owner.uid(), is_open(&facts));
            if foreign || open {
                wrong.push(Wrong { path, foreign, open });
            }
        }
    }
    wrong
}

/// The folder itself is closed, so what lies in it is out of reach of others; files that others may *write* are not
/// ours.
fn is_open(facts: &Metadata) -> bool {
    facts.mode() & 0o022 != 0 && (facts.is_file() || facts.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o12_files_that_others_may_write_or_own_are_found_and_mended() {
        let outer = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(outer.path()).unwrap();
        assert_eq!(check(&folder).state, CheckState::Ok);
        let file = outer.path().join("bandung.sqlite");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
        let mended = if rustix::process::geteuid().is_root() {
            rustix::fs::chown(&file, Some(Uid::from_raw(12_345)), None).unwrap();
            2
        } else {
            1
        };
        let found = check(&folder);
        assert_eq!(found.state, CheckState::Fail);
        assert!(found.text.contains("bandung.sqlite"), "{}", found.text);
        assert_eq!(fix(&folder).len(), mended);
        assert_eq!(check(&folder).state, CheckState::Ok);
    }
}
