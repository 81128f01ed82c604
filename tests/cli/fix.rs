//! `fix`.

use crate::program::Folder;

#[test]
fn a_file_with_nothing_to_fix_is_not_touched() {
    let folder = Folder::with(&[("a.json", "{ /* mine */ }")]);
    let before = folder.path("a.json").metadata().expect("a file").modified().expect("a time");
    let ran = folder.run("fix a.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "a.json: nothing to fix\n"));
    assert_eq!(folder.path("a.json").metadata().expect("a file").modified().expect("a time"), before);
    assert_eq!(folder.run("fix --diff a.json").stdout, "");
}

#[test]
fn a_pipe_gives_the_text_back() {
    let text = "{\r\n  // mine\r\n  gateway: {},\r\n}\r\n";
    let folder = Folder::with(&[("a.json", text)]);
    assert_eq!(folder.pipe("fix -", text.as_bytes()).stdout, text);
    assert_eq!(folder.run("fix --stdout a.json").stdout, text);
}

#[test]
fn a_file_that_is_no_utf8_is_left_alone() {
    let folder = Folder::with(&[("b.json", "{}")]);
    folder.write("a.json", b"{ env: { vars: { A: 'caf\xe9' } } }");
    let ran = folder.run("fix a.json b.json");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("cannot fix a.json: it is not valid UTF-8"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "b.json: nothing to fix\n");
}

#[test]
fn what_the_reader_still_reads_stays_and_the_last_writer_decides_nothing() {
    let old = "{ meta: { lastTouchedVersion: '2026.6.11' }, agents: { list: [{ id: 'main' }] } }\n";
    let folder = Folder::with(&[]);
    let kept = folder.pipe("fix --target-version 2026.6.11 -", old.as_bytes());
    assert_eq!(kept.stdout, old);
    let named = format!("fix --target-version {} -", openclaw_lsp::release::newest());
    for arguments in ["fix -", &named] {
        let made = folder.pipe(arguments, old.as_bytes());
        assert!(made.stdout.contains("entries: { main: {} }"), "{arguments}: {}", made.stdout);
    }
    let refused = folder.pipe("fix --target-version latest -", b"");
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("`latest` is no release of OpenClaw"), "{}", refused.stderr);
}

#[test]
fn each_file_of_a_configuration_is_fixed() {
    let main = "{\n  session: { idleMinutes: 5 },\n  agents: { $include: './inc/agents.json5' },\n}\n";
    let agents = "{\n  // all\n  defaults: { params: { cacheControlTtl: '1h' } }, // an hour\n}\n";
    let folder = Folder::with(&[("openclaw.json", main), ("inc/agents.json5", agents), ("b.json5", "{}")]);
    let diff = folder.run("fix --diff .").stdout;
    assert!(diff.contains("+++ ./openclaw.json") && diff.contains("+++ ./inc/agents.json5"), "{diff}");
    assert_eq!(folder.run("fix --stdout openclaw.json").status, 2);
    let ran = folder.run("fix openclaw.json");
    assert_eq!(ran.status, 0, "{ran:?}");
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a file");
    assert_eq!(read("inc/agents.json5"), agents.replace("cacheControlTtl: '1h'", "cacheRetention: 'long'"));
    assert!(read("openclaw.json").contains("reset: { mode: 'idle', idleMinutes: 5 }"));
    assert_eq!(folder.run("fix openclaw.json").stdout, "openclaw.json: nothing to fix\n");
}

/// Several files are fixed at once, and yet each as those before it have left what it is read from.
#[test]
fn what_was_written_before_counts_for_the_files_behind_it() {
    let main = "{ agents: { $include: './inc/agents.json5' } }\n";
    let agents = "{ defaults: { params: { cacheControlTtl: '1h' } } }\n";
    let folder = Folder::with(&[("openclaw.json", main), ("inc/agents.json5", agents), ("b.json5", "{}")]);
    let ran = folder.run("fix openclaw.json b.json5 ./inc/agents.json5 openclaw.json");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let told: Vec<&str> = ran.stdout.lines().filter(|line| !line.starts_with(' ')).collect();
    let nothing =
        ["b.json5", "./inc/agents.json5", "openclaw.json"].map(|name| format!("{name}: nothing to fix"));
    assert_eq!(told[0], "inc/agents.json5: 1 finding fixed", "{}", ran.stdout);
    assert_eq!(told[1..], nothing);
}

/// A key whose value is lost, one that is only renamed, and one that stays.
const WITH_LOSS: &str =
    "{\n  // calls\n  cron: { webhook: 'x', enabled: true },\n  session: { idleMinutes: 5 },\n}\n";

#[test]
fn what_would_be_lost_is_left_alone_and_named() {
    let folder = Folder::with(&[("a.json", WITH_LOSS), ("b.json", "{}")]);
    let ran = folder.run("fix --diff a.json b.json");
    assert!(ran.stdout.contains("reset") && !ran.stdout.contains("\n-  cron"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "openclaw-lsp: a.json: 1 migration left out that would drop or switch off something; `fix --diff --unsafe` \
         shows, `fix --unsafe` makes them\n"
    );
    assert_eq!(
        folder.run("fix --only legacy-ttl-key --diff a.json").stderr,
        "",
        "of that kind nothing is lost"
    );
}

#[test]
fn what_is_lost_goes_when_it_is_asked_for() {
    let folder = Folder::with(&[("a.json", WITH_LOSS)]);
    let ran = folder.run("fix --unsafe a.json");
    let told = "openclaw-lsp: a.json: dropped, since nothing reads it: `cron.webhook: 'x'`\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (0, told));
    let after = std::fs::read_to_string(folder.path("a.json")).expect("a file");
    assert!(after.contains("  // calls\n  cron: { enabled: true },\n"), "{after}");
    assert!(after.contains("reset: { mode: 'idle', idleMinutes: 5 }"), "{after}");
    assert_eq!(folder.run("fix --unsafe a.json").stdout, "a.json: nothing to fix\n");
}

#[test]
fn nothing_is_added_to_a_file_without_retired_keys() {
    let text =
        "{ agents: { defaults: { model: 'openai/gpt-5.5' } }, channels: { telegram: { botToken: 'x' } } }\n";
    let folder = Folder::with(&[("a.json", text)]);
    assert_eq!(folder.run("fix --unsafe --diff a.json").stdout, "");
}

#[test]
fn each_file_of_a_configuration_says_what_it_keeps() {
    let folder = Folder::with(&[
        ("openclaw.json", "{ cron: { $include: './cron.json5' }, session: { idleMinutes: 5 } }\n"),
        ("cron.json5", "{ webhook: 'x', enabled: true }\n"),
    ]);
    let ran = folder.run("fix --diff openclaw.json");
    assert!(
        ran.stderr.contains("cron.json5: 1 migration left out") && ran.stderr.lines().count() == 1,
        "{ran:?}"
    );
    let ran = folder.run("fix --unsafe openclaw.json");
    let told = "dropped, since nothing reads it: `cron.webhook: 'x'`\n";
    assert!(ran.status == 0 && ran.stderr.ends_with(told), "{ran:?}");
    let cron = std::fs::read_to_string(folder.path("cron.json5")).expect("a file");
    assert_eq!(cron, "{ enabled: true }\n");
}

#[test]
fn a_file_with_syntax_errors_is_left_alone() {
    for text in [
        "{ session: { idleMinutes: 5 }, a: }\n",
        "{ session: { idleMinutes: 5 }\n",
        "{ \"session: { idleMinutes: 5 } }\n",
        "{ session: { idleMinutes: 5 } } }\n",
    ] {
        let folder = Folder::with(&[("a.json", text)]);
        for arguments in ["fix a.json", "fix --unsafe a.json", "fix --only legacy-ttl-key a.json"] {
            let ran = folder.run(arguments);
            let told = "openclaw-lsp: a.json: not fixed, because of syntax errors; `check` shows them\n";
            assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (1, "", told), "{text}");
            assert_eq!(std::fs::read_to_string(folder.path("a.json")).expect("a file"), text);
        }
        let piped = folder.pipe("fix -", text.as_bytes());
        assert_eq!((piped.status, piped.stdout.as_str()), (1, text));
    }
}

#[test]
fn a_broken_file_keeps_the_whole_configuration_as_it_is() {
    let main = "{ session: { idleMinutes: 5 }, gateway: { $include: './gw.json5' } }\n";
    let folder = Folder::with(&[("openclaw.json", main), ("gw.json5", "{ mode: 'local', port: }\n")]);
    let ran = folder.run("fix openclaw.json");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("gw.json5: not fixed, because of syntax errors"), "{ran:?}");
    assert_eq!(std::fs::read_to_string(folder.path("openclaw.json")).expect("a file"), main);
}

#[test]
fn what_stays_unknown_is_listed() {
    let folder =
        Folder::with(&[("a.json", "{ gateway: { oops: 1, mode: 'local' }, session: { idleMinutes: 5 } }\n")]);
    let ran = folder.run("fix --unsafe a.json");
    let told = "a.json: 1 unknown key left, which `openclaw doctor --fix` and `fix --drop-unknown` delete: `gateway.oops`";
    assert!(ran.status == 1 && ran.stderr.contains(told), "{ran:?}");
}

#[test]
fn what_nothing_knows_goes_when_it_is_asked_for() {
    let main = "{ gateway: { oops: 1, mode: 'local' }, cron: { $include: './cron.json5' } }\n";
    let folder = Folder::with(&[
        ("a.json", "{ gateway: { oops: 1, mode: 'local' }, session: { idleMinutes: 5 } }\n"),
        ("b/openclaw.json", main),
        ("b/cron.json5", "{ what: 'x', enabled: true }\n"),
    ]);
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a file");
    let ran = folder.run("fix --drop-unknown a.json");
    assert!(
        ran.status == 0 && ran.stderr.contains("dropped, since nothing reads it: `gateway.oops: 1`"),
        "{ran:?}"
    );
    assert_eq!(
        read("a.json"),
        "{ gateway: { mode: 'local' }, session: { reset: { mode: 'idle', idleMinutes: 5 } } }\n"
    );
    let ran = folder.run("fix --drop-unknown b");
    assert!(ran.status == 0 && ran.stderr.contains("`cron.what: 'x'`"), "{ran:?}");
    assert_eq!(read("b/openclaw.json"), main.replace("oops: 1, ", ""));
    assert_eq!(read("b/cron.json5"), "{ enabled: true }\n");
    assert_eq!(folder.run("fix --only unknown-key --drop-unknown a.json").status, 2);
}

#[test]
fn secrets_that_go_are_not_shown() {
    let folder = Folder::with(&[("a.json", "{ commands: { ownerDisplaySecret: 'hush-hush' } }\n")]);
    let ran = folder.run("fix --unsafe a.json");
    assert!(ran.stderr.contains("`commands.ownerDisplaySecret`") && !ran.stderr.contains("hush"), "{ran:?}");
}

#[test]
fn what_a_second_reader_cannot_read_is_not_written() {
    let deep = format!("{{ session: {{ idleMinutes: 5 }}, x: {}{} }}\n", "[".repeat(300), "]".repeat(300));
    let folder = Folder::with(&[("a.json", &deep)]);
    let ran = folder.run("fix a.json");
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("cannot write a.json: a second reader"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(folder.path("a.json")).expect("a file"), deep);
}
