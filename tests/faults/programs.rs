//! Family 7: hostile programs and schema files.

use crate::client::{Client, Start, URI};
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A package whose program is a script. It is of another release than the embedded schema, so it is asked.
fn install(script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("package.json"), r#"{ "name": "openclaw", "version": "2099.1.0" }"#)
        .unwrap();
    let program = folder.path().join("openclaw");
    fs::write(&program, format!("#!/bin/sh\necho $$ > id\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn started(folder: &TempDir) -> Client {
    let mut client = Client::spawn(&Start { path: Some(folder.path()), ..Start::default() });
    client.initialize(json!({ "capabilities": {} }));
    client.open(URI, "{ gateway: { mode: 'local', port: 'x' } }");
    client.until("findings by the embedded schema", |client| {
        client.codes(URI).is_some_and(|codes| codes.iter().any(|code| code == "wrong-type"))
    });
    client
}

fn waits_for(file: &Path) -> String {
    let begun = Instant::now();
    loop {
        match fs::read_to_string(file) {
            Ok(text) if text.ends_with('\n') => return text.trim().to_owned(),
            _ => assert!(begun.elapsed() < Duration::from_mins(1), "{} is written", file.display()),
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Whether a process ends soon. A zombie has ended.
fn ends(id: &str) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        if stat.is_empty() || stat.contains(") Z ") {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn a_program_that_prints_for_ever_is_ended() {
    let folder = install("exec yes '{'");
    let mut client = started(&folder);
    let id = waits_for(&folder.path().join("id"));
    assert!(ends(&id), "it is ended");
    client.until("the reason", |client| client.stderr().contains("printed more than 16 MB"));
    client.lives();
    let (most, _) = client.memory();
    assert!(most < 600, "{most} MB");
    client.finish("7 programs: yes");
}

#[test]
fn a_program_cannot_end_the_server() {
    let folder = install("kill -TERM 0");
    let mut client = started(&folder);
    client.until("the reason", |client| client.stderr().contains("config schema failed"));
    client.lives();
    client.finish("7 programs: kill");
}

#[test]
fn what_a_program_started_ends_with_the_server() {
    for signal in ["-TERM", "-INT", "-HUP", "-KILL", "exit"] {
        let folder = install("sleep 1000 &\necho $! > grandchild\nwait");
        let mut client = started(&folder);
        let (child, grandchild) =
            (waits_for(&folder.path().join("id")), waits_for(&folder.path().join("grandchild")));
        if signal == "exit" {
            client.request("shutdown", json!(null));
            client.notify("exit", json!(null));
        } else {
            Command::new("kill").args([signal, &client.pid().to_string()]).status().unwrap();
        }
        let status = client.ended();
        assert!(ends(&child) && ends(&grandchild), "nothing is left after {signal}");
        let expected = if signal == "-KILL" { None } else { Some(0) };
        assert_eq!(status.code(), expected, "{signal}: {}", client.stderr());
        println!("7 programs: {signal}: nothing left");
    }
}

#[test]
fn a_program_that_leaves_others_behind_is_not_waited_for() {
    let schema = r#"{"properties":{"agents":{},"novelty":{},"plugins":{"properties":{"entries":{"properties":{"own":{}}}}}}}"#;
    let folder = install(&format!("sleep 1000 &\necho $! > grandchild\necho '{schema}'"));
    let mut client = started(&folder);
    let grandchild = waits_for(&folder.path().join("grandchild"));
    client.until("findings by the new schema", |client| {
        client.codes(URI) == Some(vec!["other-release".to_owned()])
    });
    assert!(ends(&grandchild), "it is ended");
    client.finish("7 programs: left behind");
}

#[test]
fn a_schema_file_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (pipe, sparse) = (folder.path().join("pipe"), folder.path().join("sparse"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::File::create(&sparse).unwrap().set_len(1 << 30).unwrap();
    for (file, reason) in [
        (Path::new("/dev/zero"), "not a regular file"),
        (&pipe, "not a regular file"),
        (&sparse, "more than 16777216 bytes"),
        (folder.path(), "not a regular file"),
    ] {
        let mut client = Client::spawn(&Start::default());
        let options = json!({ "schema": { "file": file } });
        client.initialize(json!({ "capabilities": {}, "initializationOptions": options }));
        client.until("the reason", |client| client.stderr().contains(reason));
        assert!(client.stderr().contains("`schema.file`"), "the remedy: {}", client.stderr());
        client.lives();
        let (most, _) = client.memory();
        assert!(most < 300, "{most} MB");
        client.finish("7 programs: schema file");
    }
}
