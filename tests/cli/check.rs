//! `check`.

use crate::program::{Folder, Ran};
use serde_json::Value;

/// The objects that `--format jsonl` printed.
fn lines(ran: &Ran) -> Vec<Value> {
    ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// The files that `--format jsonl` printed something about.
fn files(ran: &Ran) -> Vec<String> {
    lines(ran).iter().map(|line| line["file"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn a_good_file_has_no_problems() {
    let ran = Folder::with(&[("openclaw.json", "{ gateway: { mode: 'local' } }")]).run("check openclaw.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "no problems in 1 file\n"), "{}", ran.stderr);
}

#[test]
fn the_shape_of_a_line_is_stable() {
    let ran = Folder::with(&[("a.json", "{}")]).run("check --format jsonl a.json");
    let newest = openclaw_lsp::release::newest();
    let line =
        format!("{{\"file\":\"a.json\",\"valid\":true,\"release\":\"{newest}\",\"diagnostics\":[]}}\n");
    assert_eq!(ran.stdout, line);
}

#[test]
fn files_are_reported_in_the_order_of_the_arguments_and_the_list() {
    let names: Vec<String> = (0..60).map(|number| format!("f{}.json", number * 7 % 60)).collect();
    let folder = Folder::with(&[("first.json", "{}")]);
    for (size, name) in names.iter().enumerate() {
        folder
            .write(name, format!("{{ env: {{ vars: {{ A: \"{}\" }} }} }}", "x".repeat(size * 97)).as_bytes());
    }
    folder.write("list.txt", names.join("\n\n").as_bytes());
    let expected: Vec<String> = std::iter::once("first.json".to_owned()).chain(names.clone()).collect();
    let by_file = folder.run("check --format jsonl --files-from list.txt first.json");
    assert_eq!(files(&by_file), expected);
    let by_pipe = folder.pipe("check --format jsonl --files-from - first.json", names.join("\n").as_bytes());
    assert_eq!(files(&by_pipe), expected);
}

#[test]
fn standard_input_is_a_file_without_a_name() {
    let ran = Folder::with(&[]).pipe("check --format jsonl -", b"{}");
    assert_eq!(files(&ran), ["<stdin>"]);
    assert_eq!(ran.status, 0);
}

#[test]
fn a_folder_means_the_configuration_in_it() {
    let folder = Folder::with(&[("state/openclaw.json", "{}"), ("state/other.json", "{")]);
    let ran = folder.run("check --format jsonl state");
    assert_eq!(files(&ran), ["state/openclaw.json"]);
    assert_eq!(ran.status, 0);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_still_done() {
    let folder = Folder::with(&[("a.json", "{}"), ("empty/b.txt", "")]);
    let ran = folder.run("check --format jsonl nowhere.json a.json empty");
    assert_eq!(ran.status, 2);
    assert_eq!(files(&ran), ["nowhere.json", "a.json", "empty"]);
    assert!(ran.stderr.contains("cannot read nowhere.json: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("no openclaw.json is in empty"), "{}", ran.stderr);
}

#[test]
fn bytes_that_are_no_utf8_are_read_as_openclaw_reads_them() {
    let folder = Folder::with(&[]);
    folder.write("a.json", b"{ env: { vars: { A: 'caf\xe9' } } }");
    let ran = folder.run("check a.json");
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_problem() {
    use std::process::{Command, Stdio};
    let folder = Folder::with(&[]);
    let list = "a.json\n".repeat(20_000);
    folder.write("a.json", b"{}");
    folder.write("list.txt", list.as_bytes());
    let mut child = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"))
        .args(["check", "--format", "jsonl", "--files-from", "list.txt"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn findings_of_included_files_name_their_file() {
    let folder = Folder::with(&[
        ("state/openclaw.json", "{ $include: './inc/gateway.json5', logging: { level: 'loud' } }"),
        ("state/inc/gateway.json5", "{\n  gateway: { port: 'x' },\n}"),
    ]);
    let ran = folder.run("check --format jsonl state");
    let lines = lines(&ran);
    assert_eq!((ran.status, lines.len()), (1, 1), "{}", ran.stderr);
    assert_eq!(lines[0]["valid"], false);
    let found = lines[0]["diagnostics"].as_array().expect("findings");
    let places: Vec<_> =
        found.iter().map(|one| (&one["file"], &one["path"], &one["range"]["start"]["line"])).collect();
    let expected = [
        (&Value::Null, &Value::from("logging.level"), &Value::from(0)),
        (&Value::from("state/inc/gateway.json5"), &Value::from("gateway.port"), &Value::from(1)),
    ];
    assert_eq!(places, expected);
    let pretty = folder.run("check state");
    assert!(pretty.stdout.contains("state/inc/gateway.json5:2:20"), "{}", pretty.stdout);
    assert!(pretty.stdout.ends_with("2 errors in 2 files\n"), "{}", pretty.stdout);
}

#[test]
fn what_a_document_without_a_place_includes_is_not_known() {
    let folder = Folder::with(&[]);
    let ran = folder.pipe("check --format jsonl -", b"{ gateway: { $include: './nowhere.json5' } }");
    assert_eq!(ran.status, 0, "{}", ran.stdout);
}

#[test]
fn an_included_file_is_judged_at_its_place() {
    let folder = Folder::with(&[
        (
            "state/openclaw.json",
            "{ gateway: { $include: './inc/gateway.json5' }, logging: { level: 'loud' } }",
        ),
        ("state/inc/gateway.json5", "{ port: 'x' }"),
        ("state/inc/other.json5", "{ port: 1 }"),
    ]);
    let ran = folder.run("check --format jsonl state/inc/gateway.json5 state/inc/other.json5");
    let paths: Vec<_> = lines(&ran).iter().map(|line| line["diagnostics"][0]["path"].clone()).collect();
    assert_eq!(paths, ["gateway.port", "<root>"]);
}

#[test]
fn the_environment_says_which_variables_are_set() {
    let folder = Folder::with(&[("a.json", "{ logging: { file: '/tmp/${LOG_NAME}' } }")]);
    let unset = folder.run("check a.json");
    assert!(unset.stdout.contains("warning[missing-variable]: `LOG_NAME`"), "{}", unset.stdout);
    let set = folder.run_with("check a.json", &[("LOG_NAME", "today")]);
    assert_eq!(set.stdout, "no problems in 1 file\n");
}

#[test]
fn files_of_openclaw_set_variables() {
    let folder = Folder::with(&[
        ("a.json", "{ logging: { file: '/tmp/${LOG_NAME}${WORK_NAME}' } }"),
        ("home/.openclaw/.env", "LOG_NAME=today\n"),
        (".env", "export WORK_NAME='x'\n"),
    ]);
    let home = folder.path("home");
    let ran = folder.run_with("check a.json", &[("HOME", home.to_str().expect("a path"))]);
    assert_eq!(ran.stdout, "no problems in 1 file\n");
}

#[test]
fn a_name_that_openclaw_refuses_in_the_working_folder_stays_unset() {
    let folder = Folder::with(&[
        ("a.json", "{ gateway: { auth: { token: '${OPENCLAW_GATEWAY_TOKEN}' } } }"),
        (".env", "OPENCLAW_GATEWAY_TOKEN=x\n"),
    ]);
    let ran = folder.run("check a.json");
    assert!(ran.stdout.contains("warning[missing-variable]: `OPENCLAW_GATEWAY_TOKEN`"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let folder =
        Folder::with(&[("openclaw.json", "{ gateway: { prot: 1 } }"), ("list", "./openclaw.json\n")]);
    let ran = folder.run("check --format jsonl openclaw.json ./openclaw.json . --files-from list");
    assert_eq!(files(&ran), ["openclaw.json"]);
}

#[test]
fn every_format_that_programs_read_names_what_cannot_be_read() {
    let folder = Folder::with(&[("a.json", "{}")]);
    for (format, says) in [
        ("json", r#""file":"gone.json","valid":false"#),
        ("jsonl", r#""file":"gone.json","valid":false"#),
        ("junit", r#"<testsuite name="gone.json" tests="1" failures="0" errors="1""#),
        ("sarif", r#""executionSuccessful":false"#),
        ("github", "::error file=gone.json,title=unreadable-file::cannot read gone.json"),
    ] {
        let ran = folder.run(&format!("check --format {format} a.json gone.json"));
        assert_eq!(ran.status, 2, "{format}");
        assert!(ran.stdout.contains(says), "{format}: {}", ran.stdout);
        assert!(ran.stdout.contains("cannot read gone.json"), "{format}: {}", ran.stdout);
        assert!(ran.stderr.contains("cannot read gone.json"), "{format}: {}", ran.stderr);
        let good = folder.run(&format!("check --format {format} a.json"));
        assert!(!good.stdout.contains("unread") && !good.stdout.contains("executionSuccessful"), "{format}");
    }
}

#[test]
fn risks_are_told_as_far_as_they_are_asked_for() {
    let text = "{ gateway: { mode: 'local', bind: 'lan', auth: { token: 'planted-short' }, controlUi: { allowedOrigins: ['https://a.example'] } },
        channels: { telegram: { groupPolicy: 'open' } } }";
    let folder = Folder::with(&[("openclaw.json", text)]);
    let told = |arguments: &str| {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(!ran.stdout.contains("planted-short"), "{}", ran.stdout);
        let found = lines(&ran)[0]["diagnostics"].clone();
        let found = found.as_array().expect("findings").iter();
        found.map(|one| format!("{} {}", one["severity"], one["code"]).replace('"', "")).collect::<Vec<_>>()
    };
    assert_eq!(told("check --format jsonl openclaw.json"), ["warning security-open-access"]);
    assert_eq!(
        told("check --format jsonl --security openclaw.json"),
        [
            "information security-network-exposure",
            "information security-no-rate-limit",
            "information security-plain-secret",
            "information security-weak-secret",
            "warning security-open-access",
        ]
    );
}
