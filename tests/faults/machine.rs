//! Family 10: slow disks, and memory.

use crate::client::{Client, Start, URI, at, document, uri};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// Whether the system lets this process slow down another one.
fn has_strace() -> bool {
    let runs = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).status();
    runs.is_ok_and(|status| status.success())
}

#[test]
fn a_slow_disk_delays_only_what_needs_it() {
    if !has_strace() {
        println!("10 machine: SKIPPED, there is no strace");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let slow = folder.join("slow.json5");
    fs::write(&slow, "{ port: 'x' }").unwrap();
    let path = slow.to_str().unwrap();
    let around = [
        "strace",
        "-f",
        "-o",
        "/dev/null",
        "-P",
        path,
        "-e",
        "inject=openat,statx,newfstatat,lstat,stat,readlink:delay_enter=2000000",
    ];
    let mut client = Client::spawn(&Start { around: &around, folder: Some(&folder), ..Start::default() });
    let options = json!({ "schema": { "source": "embedded" } });
    client.initialize(json!({ "capabilities": {}, "initializationOptions": options }));
    let (main, other) = (uri(&folder.join("openclaw.json")), uri(&folder.join("other.json5")));
    client.open(&other, "{ gateway: { port: 1 } }");
    client.lives();
    client.open(&main, "{ gateway: { $include: './slow.json5' } }");
    let mut longest = Duration::ZERO;
    for _ in 0..20 {
        let begun = Instant::now();
        assert!(client.request("textDocument/hover", at(&other, 0, 4)).is_object());
        longest = longest.max(begun.elapsed());
        let begun = Instant::now();
        client.lives();
        assert!(begun.elapsed() < Duration::from_millis(1500), "the reader waits for nobody");
    }
    assert!(longest < Duration::from_secs(4), "a hover elsewhere took {longest:?}");
    let part = uri(&slow);
    client.until("the findings, late", |client| client.codes(&part) == Some(vec!["wrong-type".to_owned()]));
    println!("10 machine: slow disk: longest hover elsewhere {longest:?}");
}

/// What 20 documents took is given back when they are closed.
#[test]
fn memory_is_given_back() {
    let mut client = Client::pulls();
    let entry = |at: usize| {
        format!(
            "'agent-{at}': {{ name: 'x', model: 'anthropic/claude-opus-5', params: {{ cacheRetention: 'long' }} }},\n"
        )
    };
    let entries: String = (0..1_500).map(entry).collect();
    let text = format!("{{ agents: {{ entries: {{ {entries} }} }} }}");
    // What is read once for all documents stays.
    client.open(URI, "{ agents: { entries: { a: { model: 'anthropic/claude-opus-5' } } } }");
    client.request("textDocument/diagnostic", document(URI));
    client.request("textDocument/hover", at(URI, 0, 30));
    client.close(URI);
    client.lives();
    let (_, before) = client.memory();
    for round in 0..2 {
        for number in 0..10 {
            let uri = format!("file:///nowhere/{round}-{number}/openclaw.json");
            client.open(&uri, &text);
            client.request("textDocument/diagnostic", document(&uri));
            client.request("textDocument/hover", at(&uri, 3, 12));
        }
        for number in 0..10 {
            client.close(&format!("file:///nowhere/{round}-{number}/openclaw.json"));
        }
    }
    client.lives();
    let (most, _) = client.memory();
    std::thread::sleep(Duration::from_secs(2));
    client.open(URI, "{}");
    client.lives();
    let (_, after) = client.memory();
    println!("10 machine: {before} MB before, {most} MB at most, {after} MB after closing");
    assert!(after < before + (most - before) / 3, "{before} MB before, {most} MB at most, {after} MB after");
    client.finish("10 machine: memory");
}

/// A file that sets variables and cannot be read in time holds nothing up.
#[test]
fn a_pipe_in_place_of_a_file_of_variables_holds_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join(".env")).status().unwrap().success());
    let mut client = Client::spawn(&Start { folder: Some(folder.path()), ..Start::default() });
    let begun = Instant::now();
    client.initialize(json!({ "capabilities": {} }));
    client.open(URI, "{ logging: { file: '/tmp/${ZZ_NOWHERE}' } }");
    client.until("the finding", |client| client.codes(URI) == Some(vec!["missing-variable".to_owned()]));
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(client.request("openclaw/status", Value::Null)["schemaVersion"].is_string());
    client.finish("10 machine: variables");
}
