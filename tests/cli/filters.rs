//! What `check` tells, what makes it fail, and where it looks.

use crate::program::{Folder, Ran};

const TEXT: &str =
    "{ gateway: { prot: 1, bind: 'lann' }, agents: { defaults: { params: { cacheControlTtl: '1h' } } } }";

fn check(arguments: &str) -> Ran {
    Folder::with(&[("a.json", TEXT)]).run(&format!("check --format short {arguments} a.json"))
}

/// The codes in the lines that were printed.
fn codes(ran: &Ran) -> Vec<&str> {
    ran.stdout
        .lines()
        .filter_map(|line| line.split_once('[')?.1.split_once(']').map(|(code, _)| code))
        .collect()
}

#[test]
fn codes_and_severities_are_chosen() {
    assert_eq!(codes(&check("")), ["unknown-key", "invalid-enum-value", "legacy-cache-ttl"]);
    assert_eq!(codes(&check("--select unknown-key,legacy-cache-ttl")), ["unknown-key", "legacy-cache-ttl"]);
    assert_eq!(codes(&check("--ignore unknown-key --ignore legacy-cache-ttl")), ["invalid-enum-value"]);
    assert_eq!(codes(&check("--min-severity error")), ["unknown-key", "invalid-enum-value"]);
    let unknown = check("--select unknwon-key");
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("did you mean `unknown-key`?"), "{}", unknown.stderr);
}

#[test]
fn the_status_is_that_of_what_is_told() {
    assert_eq!(check("").status, 1);
    assert_eq!(check("--exit-zero").status, 0);
    assert_eq!(check("--select legacy-cache-ttl").status, 0);
    assert_eq!(check("--select legacy-cache-ttl --deny warnings").status, 1);
    assert_eq!(check("--select legacy-cache-ttl --deny warnings --exit-zero").status, 0);
    let folder = Folder::with(&[]);
    assert_eq!(folder.run("check --exit-zero nowhere.json").status, 2);
}

#[test]
fn a_document_is_valid_or_not_whatever_is_told() {
    let ran = Folder::with(&[("a.json", TEXT)]).run("check --format jsonl --select legacy-cache-ttl a.json");
    assert!(ran.stdout.contains("\"valid\":false"), "{}", ran.stdout);
}

#[test]
fn counts_alone_or_findings_alone() {
    assert!(check("").stdout.ends_with("2 errors, 1 warning in 1 file\n"));
    assert!(!check("--quiet").stdout.contains(" in 1 file"));
    let counts = check("--statistics").stdout;
    assert!(counts.contains("1  error        unknown-key  1 with a quick fix\n"), "{counts}");
    assert!(!counts.contains("a.json:"), "{counts}");
    let folder = Folder::with(&[("a.json", TEXT)]);
    assert_eq!(folder.run("check --statistics --format sarif a.json").status, 2);
}

#[test]
fn colour_follows_the_argument_then_the_terminal() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let colored = |arguments: &str, variables: &[(&str, &str)]| {
        folder.run_with(&format!("check {arguments} a.json"), variables).stdout.contains('\u{1b}')
    };
    assert!(!colored("", &[]), "a pipe is no terminal");
    assert!(colored("--color always", &[]));
    assert!(colored("--color always", &[("NO_COLOR", "1")]));
    assert!(!colored("--color never", &[]));
}

#[test]
fn several_formats_go_to_several_places() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let ran = folder.run("check --format github --format sarif --format junit --output-file s.sarif --output-file j.xml a.json");
    assert!(ran.stdout.starts_with("::error file=a.json,line=1,"), "{}", ran.stdout);
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a report");
    assert!(read("s.sarif").contains("\"version\":\"2.1.0\""));
    assert!(read("j.xml").starts_with("<?xml"));
    let one = folder.run("check --format gitlab --output-file q.json a.json");
    assert_eq!(one.stdout, "");
    assert!(read("q.json").starts_with("[\n{"));
    assert_eq!(folder.run("check --format github --format sarif a.json").status, 2);
    assert_eq!(folder.run("check --output-file x --output-file y a.json").status, 2);
    assert_eq!(folder.run("check --output-file no/such/folder a.json").status, 2);
}

#[test]
fn reports_about_nothing_are_whole() {
    let folder = Folder::with(&[("a.json", "{}"), ("b.json", "{}")]);
    assert_eq!(folder.run("check --format gitlab a.json b.json").stdout, "[\n]\n");
    for format in ["json", "sarif"] {
        let ran = folder.run(&format!("check --format {format} a.json b.json"));
        serde_json::from_str::<serde_json::Value>(&ran.stdout).expect(format);
    }
    let none = folder.pipe("check --format sarif --files-from -", b"");
    serde_json::from_str::<serde_json::Value>(&none.stdout).expect("a report about no file");
    assert_eq!(none.status, 0, "{}", none.stderr);
}

#[test]
fn without_a_path_it_is_the_file_that_openclaw_reads() {
    let folder = Folder::with(&[("home/.openclaw/openclaw.json", TEXT), ("other.json", "{}")]);
    let home = folder.path("home").display().to_string();
    let ran = folder.run_with("check --format short", &[("HOME", &home)]);
    assert!(ran.stdout.contains(".openclaw/openclaw.json:1:14: error[unknown-key]"), "{}", ran.stdout);
    let named = folder.run_with("check", &[("HOME", &home), ("OPENCLAW_CONFIG_PATH", "other.json")]);
    assert_eq!(named.stdout, "no problems in 1 file\n", "{}", named.stderr);
}

#[test]
fn folders_and_globs_are_searched() {
    let folder = Folder::with(&[("h/a/openclaw.json", "{}"), ("h/b/openclaw.json", "{}"), ("h/c.json", "{")]);
    assert_eq!(folder.run("check .").stdout, "no problems in 2 files\n");
    assert_eq!(folder.run("check h/*/openclaw.json").stdout, "no problems in 2 files\n");
    let none = folder.run("check x/*.json");
    assert_eq!((none.status, none.stderr.as_str()), (2, "openclaw-lsp: no file matches x/*.json\n"));
}

#[test]
fn standard_input_can_have_a_name_and_a_place() {
    let folder = Folder::with(&[("s/gw.json5", "{ prot: 1 }")]);
    let text = b"{ gateway: { $include: './gw.json5' } }";
    let ran = folder.pipe("check --format short --stdin-filename s/openclaw.json -", text);
    assert!(ran.stdout.starts_with("s/gw.json5:1:3: error[unknown-key]"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_change_is_seen() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let folder = Folder::with(&[("a.json", "{}")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"))
        .args(["check", "--watch", "--format", "short", "a.json"])
        .current_dir(folder.path(""))
        .env_clear()
        .env("PATH", folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = || lines.next().expect("a line").expect("UTF-8");
    assert_eq!(next(), "no problems in 1 file");
    folder.write("a.json", b"{ gateway: { prot: 1 } }");
    assert!(next().starts_with("a.json:1:14: error[unknown-key]"));
    assert_eq!(next(), "1 error in 1 file");
    folder.write("a.json", b"{ gateway: { mode: 'local' } }");
    assert_eq!(next(), "no problems in 1 file");
    child.kill().expect("it runs until it is ended");
    child.wait().expect("it ends");
    assert_eq!(Folder::with(&[]).run("check --watch -").status, 2);
}

/// A report is no configuration, by whatever name it is reached.
#[test]
fn a_report_never_replaces_what_is_read() {
    let main = "{ gateway: { $include: './gw.json' } }";
    let folder = Folder::with(&[
        ("openclaw.json", main),
        ("gw.json", "{ mode: 'local' }"),
        ("list", "openclaw.json\n"),
    ]);
    std::fs::hard_link(folder.path("openclaw.json"), folder.path("hard.json")).expect("a link");
    for arguments in [
        "check --output-file openclaw.json openclaw.json",
        "check --output-file ./openclaw.json .",
        "check --output-file hard.json openclaw.json",
        "check --output-file gw.json openclaw.json",
        "check --output-file list --files-from list",
        "check --format short --format json --output-file openclaw.json openclaw.json",
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments}: {}", ran.stderr);
        assert!(ran.stderr.contains("--output-file would replace it"), "{arguments}: {}", ran.stderr);
    }
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a file");
    assert_eq!(
        (read("openclaw.json"), read("gw.json"), read("list")),
        (main.into(), "{ mode: 'local' }".into(), "openclaw.json\n".into())
    );
    // A report of before is replaced.
    folder.write("report", b"old and rather long, longer than the new one will be, which is short");
    assert_eq!(folder.run("check --format short --output-file report openclaw.json").status, 0);
    assert!(!read("report").contains("old"), "{}", read("report"));
}

/// What a configuration says never steers a terminal.
#[test]
fn escape_sequences_are_shown_and_not_done() {
    let text = r#"{ gateway: { "\u001b]0;PWNED\u0007": 1, port: "\u009b31m" } }"#;
    let folder = Folder::with(&[("a.json", text)]);
    for arguments in [
        "check a.json",
        "check --format short a.json",
        "check --format github a.json",
        "check --format junit a.json",
        "check --format json a.json",
        "check --format sarif a.json",
        "check --format gitlab a.json",
        "explain a.json",
        "explain gateway a.json",
        "fix --unsafe --dry-run a.json",
        "get . a.json",
        "set --diff gateway.port 1 a.json",
    ] {
        let ran = folder.run(arguments);
        let steers = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        assert_eq!(ran.stdout.chars().chain(ran.stderr.chars()).find(steers), None, "{arguments}");
    }
}

#[test]
fn a_code_that_is_none_is_not_fixed() {
    let folder = Folder::with(&[("a.json", "{}")]);
    let ran = folder.run("fix --only unknown-kee a.json");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("did you mean `unknown-key`?"), "{}", ran.stderr);
}

#[test]
fn a_list_may_part_its_names_by_nul() {
    let folder = Folder::with(&[("\u{e4}/openclaw.json", "{}"), ("b c/openclaw.json", "{ oops: 1 }")]);
    let ran = folder
        .pipe("check --format short --files-from -", "\u{e4}/openclaw.json\0b c/openclaw.json\0".as_bytes());
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("b c/openclaw.json:1:"), "{}", ran.stdout);
}

#[test]
fn a_name_for_standard_input_needs_it() {
    let folder = Folder::with(&[("a.json", "{}")]);
    let ran = folder.run("check --stdin-filename b.json a.json");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("add `-`"), "{}", ran.stderr);
}
