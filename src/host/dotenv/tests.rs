//! Where the files are, and what they set.

use super::{DotEnv, Given};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The files below a folder, for a process with these variables.
fn files(variables: &[(&str, &str)]) -> Vec<PathBuf> {
    let lookup = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(*value))
    };
    DotEnv::of(&lookup, Some(Path::new("/here"))).files().skip(1).map(Path::to_owned).collect()
}

#[track_caller]
fn check(variables: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(files(variables), expected.iter().map(PathBuf::from).collect::<Vec<_>>(), "{variables:?}");
}

#[test]
#[cfg(unix)]
fn the_folders_are_those_of_openclaw() {
    let (usual, gateway) = ("/me/.openclaw/.env", "/me/.config/openclaw/gateway.env");
    check(&[], &[]);
    check(&[("HOME", "/me")], &[usual, gateway]);
    check(&[("HOME", " undefined "), ("USERPROFILE", "/me")], &[usual, gateway]);
    check(&[("HOME", "/other"), ("OPENCLAW_HOME", "/me")], &[usual, gateway]);
    check(
        &[("HOME", "/me"), ("OPENCLAW_HOME", "~/in")],
        &["/me/in/.openclaw/.env", "/me/in/.config/openclaw/gateway.env"],
    );
    check(&[("HOME", "/me"), ("OPENCLAW_CONFIG_PATH", "~/oc/a.json")], &["/me/oc/.env", gateway]);
    let state = ("OPENCLAW_STATE_DIR", " state ");
    check(&[("HOME", "/me"), state, ("OPENCLAW_CONFIG_PATH", "/oc/a.json")], &["/here/state/.env"]);
    check(&[("HOME", "/me"), ("OPENCLAW_STATE_DIR", "~/x/../.openclaw")], &[usual, gateway]);
    check(&[("HOME", "/me"), ("OPENCLAW_STATE_DIR", "")], &[usual, gateway]);
}

/// A home and a working folder with files in them.
struct Folders(TempDir);

impl Folders {
    fn with(files: &[(&str, &str)]) -> Self {
        let folders = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folders.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folders
    }

    fn given(&self, process: &[&str]) -> Given {
        let home = |name: &str| (name == "HOME").then(|| self.0.path().join("me").into_os_string());
        let files = DotEnv::of(&home, Some(&self.0.path().join("work")));
        files.read(&|name| process.contains(&name))
    }
}

#[test]
fn the_first_file_that_names_a_variable_decides() {
    let folders = Folders::with(&[
        ("work/.env", "A=1\nEMPTY=\nGH_TOKEN=1\nmy-name=1\n"),
        ("me/.openclaw/.env", "A=\r\nEMPTY=2\r\nB='2'\r\nB2=1\r\nB2=\r\nPROCESS=2\r\nHOME=2"),
        ("me/.config/openclaw/gateway.env", "B=\nC=\"3\n4\"\nB2=3"),
    ]);
    assert_eq!(folders.given(&["PROCESS"]).names, ["A", "B", "C", "HOME"]);
}

#[test]
fn one_value_is_looked_at() {
    let long = |text| Folders::with(&[("me/.openclaw/.env", text)]).given(&[]).long_cache_retention;
    assert!(long("OPENCLAW_CACHE_RETENTION='long'"));
    assert!(!long("OPENCLAW_CACHE_RETENTION=short"));
    let folder = Folders::with(&[("work/.env", "OPENCLAW_CACHE_RETENTION=long")]);
    assert!(!folder.given(&[]).long_cache_retention, "it is refused there");
}

#[test]
fn what_is_no_file_or_too_large_sets_nothing() {
    let large = format!("A=1\n#{}", "x".repeat(1 << 20));
    let folders = Folders::with(&[("me/.openclaw/.env", &large), ("work/.env/file", "")]);
    assert_eq!(folders.given(&[]), Given::default());
}
