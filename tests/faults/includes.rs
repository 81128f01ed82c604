//! Family 6: hostile includes, and the findings in files that nobody has opened.

use crate::client::{Client, document, uri};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn files(list: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in list {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The system's name of a folder, which may itself lie behind a link.
fn real(folder: &TempDir) -> PathBuf {
    folder.path().canonicalize().unwrap()
}

fn codes(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

#[test]
fn nothing_that_is_no_file_is_waited_for() {
    let folder = files(&[]);
    let folder = real(&folder);
    symlink("/dev/zero", folder.join("zero.json5")).unwrap();
    symlink("/proc/self/mem", folder.join("mem.json5")).unwrap();
    symlink("loop.json5", folder.join("loop.json5")).unwrap();
    fs::create_dir(folder.join("folder.json5")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("pipe.json5")).status().unwrap().success());
    fs::File::create(folder.join("sparse.json5")).unwrap().set_len(1 << 40).unwrap();
    let names =
        ["zero", "mem", "loop", "folder", "pipe", "sparse", "absent", "../../etc/passwd", "/etc/passwd"];
    let members: Vec<String> =
        names.iter().enumerate().map(|(at, name)| format!("k{at}: {{ $include: '{name}.json5' }}")).collect();
    let main = uri(&folder.join("openclaw.json"));
    let mut client = Client::pulls();
    let begun = Instant::now();
    client.open(&main, &format!("{{ channels: {{ {} }} }}", members.join(", ")));
    let report = client.request("textDocument/diagnostic", document(&main));
    let found = codes(&report["items"]);
    assert_eq!(found.iter().filter(|code| **code == "include-error").count(), names.len(), "{report}");
    assert!(!report.to_string().contains("root:"), "nothing outside is read");
    assert!(begun.elapsed() < Duration::from_secs(20));
    client.finish("6 includes: no files");
}

#[test]
fn includes_without_end_have_one() {
    // Each file includes the next one ten times, and the last one the first.
    let folder = tempfile::tempdir().unwrap();
    let folder = real(&folder);
    for level in 0..12 {
        let next = (level + 1) % 12;
        let members: Vec<String> =
            (0..10).map(|at| format!("k{at}: {{ $include: './f{next}.json5' }}")).collect();
        fs::write(folder.join(format!("f{level}.json5")), format!("{{ {} }}", members.join(", "))).unwrap();
    }
    let many: Vec<String> = (0..1_500).map(|at| format!("'./m{at}.json5'")).collect();
    for at in 0..1_500 {
        fs::write(folder.join(format!("m{at}.json5")), format!("{{ a{at}: 1 }}")).unwrap();
    }
    let main = uri(&folder.join("openclaw.json"));
    let mut client = Client::pulls();
    client.open(
        &main,
        &format!("{{ a: {{ $include: './f0.json5' }}, b: {{ $include: [{}] }} }}", many.join(", ")),
    );
    let report = client.request("textDocument/diagnostic", document(&main));
    // The end of the chain lies in a file that nobody has open: it is told of at the directive that leads there.
    let codes = codes(&report["items"]);
    assert_eq!(codes.iter().filter(|code| **code == "finding-in-included-file").count(), 2, "{codes:?}");
    client.finish("6 includes: many");
}

const MAIN: &str = "{ gateway: { $include: './a.json5' } }";
const PART: &str = "{ mode: 'localx', port: 'x' }";

fn opened(capabilities: Value) -> (Client, TempDir, String, String) {
    let folder = files(&[("openclaw.json", MAIN), ("a.json5", PART)]);
    let (main, part) = (uri(&real(&folder).join("openclaw.json")), uri(&real(&folder).join("a.json5")));
    let mut client = Client::start(capabilities);
    client.open(&main, MAIN);
    (client, folder, main, part)
}

#[test]
fn findings_in_a_file_that_is_not_open_reach_every_client() {
    // Those that are told get them for the file itself, and are told when they are gone.
    let (mut client, folder, main, part) = opened(json!({}));
    client.until("the findings", |client| client.codes(&part).is_some_and(|codes| codes.len() == 2));
    client.until("those of the main one", |client| client.codes(&main) == Some(Vec::new()));
    client.open(&part, PART);
    client.until("the same when it is open", |client| {
        client.codes(&part).is_some_and(|codes| codes.len() == 2)
    });
    client.change(&part, 2, json!([{ "text": "{ mode: 'local' }" }]));
    client.until("fewer", |client| client.codes(&part) == Some(Vec::new()));
    client.close(&part);
    client
        .until("those on the disk again", |client| client.codes(&part).is_some_and(|codes| codes.len() == 2));
    fs::write(real(&folder).join("a.json5"), "{ mode: 'local' }").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": part, "type": 2 }] }));
    client.until("none", |client| client.codes(&part) == Some(Vec::new()));
    fs::write(real(&folder).join("a.json5"), PART).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": part, "type": 2 }] }));
    client.until("both", |client| client.codes(&part).is_some_and(|codes| codes.len() == 2));
    client.close(&main);
    client.until("none after the main one is closed", |client| client.codes(&part) == Some(Vec::new()));
    client.finish("6 includes: told");
    // Those that ask, and show nothing about other files, get one at the include.
    let pull = json!({ "textDocument": { "diagnostic": { "relatedInformation": true } } });
    let (mut client, _folder, main, part) = opened(pull);
    let report = client.request("textDocument/diagnostic", document(&main));
    assert_eq!(codes(&report["items"]), ["finding-in-included-file"], "{report}");
    let item = &report["items"][0];
    assert_eq!((&item["severity"], &item["range"]["start"]["character"]), (&json!(1), &json!(23)));
    assert_eq!(item["relatedInformation"][0]["location"]["uri"], part);
    let workspace = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let reports = workspace["items"].as_array().unwrap();
    let of_part = reports.iter().find(|report| report["uri"] == part).unwrap();
    assert_eq!(of_part["items"].as_array().unwrap().len(), 2);
    let known: Vec<Value> =
        reports.iter().map(|report| json!({ "uri": report["uri"], "value": report["resultId"] })).collect();
    let again = client.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert!(again["items"].as_array().unwrap().iter().all(|report| report["kind"] == "unchanged"), "{again}");
    client.finish("6 includes: asked");
    // Those that take findings of related documents get them there.
    let related = json!({ "textDocument": { "diagnostic": { "relatedDocumentSupport": true } } });
    let (mut client, _folder, main, part) = opened(related);
    let report = client.request("textDocument/diagnostic", document(&main));
    assert_eq!(report["items"], json!([]));
    assert_eq!(report["relatedDocuments"][&part]["items"].as_array().unwrap().len(), 2);
    client.finish("6 includes: related");
}

#[test]
fn renamed_files_are_included_by_their_new_names() {
    let capabilities =
        json!({ "workspace": { "fileOperations": { "willRename": true }, "workspaceFolders": true } });
    let (mut client, folder, main, part) = opened(capabilities);
    let new = uri(&real(&folder).join("parts/gateway.json5"));
    let edit =
        client.request("workspace/willRenameFiles", json!({ "files": [{ "oldUri": part, "newUri": new }] }));
    assert_eq!(edit["changes"][&main][0]["newText"], "'./parts/gateway.json5'", "{edit}");
    let other = json!({ "files": [{ "oldUri": "file:///other.json5", "newUri": "file:///new.json5" }] });
    assert_eq!(client.request("workspace/willRenameFiles", other), Value::Null);
    client.finish("6 includes: renamed");
}

#[test]
fn folders_of_the_workspace_come_and_go() {
    let folder = files(&[("openclaw.json", "{ gateway: { $include: './sub/a.json5' } }")]);
    let root = real(&folder);
    fs::create_dir(root.join("sub")).unwrap();
    fs::write(root.join("sub/a.json5"), "{ port: 1 }").unwrap();
    let part = uri(&root.join("sub/a.json5"));
    let folders = |path: &Path| json!([{ "uri": uri(path), "name": "x" }]);
    let mut client = Client::spawn(&crate::client::Start::default());
    let capabilities = json!({ "workspace": { "workspaceFolders": true } });
    let params = json!({ "capabilities": capabilities, "workspaceFolders": folders(&root.join("sub")) });
    let answer = client.initialize(params);
    assert_eq!(answer["capabilities"]["workspace"]["workspaceFolders"]["changeNotifications"], true);
    client.open(&part, "{ port: 1 }");
    // The main configuration lies above the folder that the user works in, so nobody includes it.
    client.until("it is a main one", |client| {
        client.codes(&part).is_some_and(|codes| codes == ["unknown-key"])
    });
    let event = json!({ "event": { "removed": folders(&root.join("sub")), "added": folders(&root) } });
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.until("it is a part", |client| client.codes(&part) == Some(Vec::new()));
    client.finish("6 includes: folders");
}
