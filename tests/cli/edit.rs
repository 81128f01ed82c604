//! `get`, `set`, `unset` and `patch`.

use crate::program::Folder;
use std::fs;

const TEXT: &str = "\
{
  // The gateway of the office.
  gateway: {
    port: 18789, // as in the firewall
    auth: { mode: 'token', token: 'geheim' },
  },
}
";

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).expect("a file")
}

#[test]
fn a_value_is_set_and_everything_else_stays() {
    let folder = Folder::with(&[("state/openclaw.json", TEXT)]);
    let ran = folder.run("set gateway.port 18790 state");
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (0, "state/openclaw.json: `gateway.port` set\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(read(&folder, "state/openclaw.json"), TEXT.replace("18789", "18790"));
    let again = folder.run("set gateway.port 18790 state");
    assert_eq!(again.stdout, "state/openclaw.json: nothing to change\n");
}

#[test]
fn what_openclaw_would_refuse_is_not_written_unless_forced() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let refused = folder.run("set gateway.prot 1 a.json");
    assert_eq!(refused.status, 1);
    assert!(
        refused.stderr.contains("error[unknown-key]") && refused.stderr.contains("--force"),
        "{}",
        refused.stderr
    );
    assert_eq!(read(&folder, "a.json"), TEXT);
    let forced = folder.run("set --force gateway.prot 1 a.json");
    assert_eq!(forced.status, 0, "{}", forced.stderr);
    assert!(read(&folder, "a.json").contains("prot: 1"));
    // What was wrong before does not stand in the way of anything else.
    assert_eq!(folder.run("set gateway.port 1 a.json").status, 0);
}

#[test]
fn secrets_are_neither_printed_nor_shown_in_differences() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let got = folder.run("get gateway.auth a.json");
    assert_eq!(got.stdout, "{\n  \"mode\": \"token\",\n  \"token\": \"********\"\n}\n");
    let shown = folder.pipe("set --diff --string gateway.auth.token - a.json", b"neues-wort\n");
    assert_eq!(shown.status, 0, "{}", shown.stderr);
    assert!(shown.stdout.contains("<new secret>"), "{}", shown.stdout);
    let set = folder.pipe("set --string gateway.auth.token - a.json", b"neues-wort\n");
    assert!(read(&folder, "a.json").contains("token: 'neues-wort'"), "{}", set.stderr);
    let broken = folder.run("set gateway.auth.token {neues-wort a.json");
    assert_eq!(broken.status, 2);
    for ran in [got, shown, set, broken] {
        let said = ran.stdout + &ran.stderr;
        assert!(!said.contains("geheim") && !said.contains("neues-wort"), "{said}");
    }
}

#[test]
fn get_prints_json_or_a_bare_text() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    assert_eq!(folder.run("get gateway.port a.json").stdout, "18789\n");
    assert_eq!(folder.run("get gateway.auth.mode a.json").stdout, "\"token\"\n");
    assert_eq!(folder.run("get --string gateway.auth.mode a.json").stdout, "token\n");
    let missing = folder.run("get gateway.bind a.json");
    assert_eq!((missing.status, missing.stdout.as_str()), (1, ""));
    assert_eq!(missing.stderr, "openclaw-lsp: `gateway.bind` is not set in a.json\n");
}

#[test]
fn a_patch_is_merged_and_null_removes() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let patch = b"{ gateway: { port: null, bind: 'lan' } } // change";
    let ran = folder.pipe("patch a.json", patch);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = read(&folder, "a.json");
    assert!(
        text.contains("// as in the firewall") && text.contains("bind: 'lan'") && !text.contains("port"),
        "{text}"
    );
    folder.write("p.patch.json5", b"{ gateway: { bind: null } }");
    assert_eq!(folder.run("patch --from p.patch.json5 a.json").status, 0);
    assert!(!read(&folder, "a.json").contains("bind"));
}

#[test]
fn unset_of_what_is_not_there_is_done_already() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let ran = folder.run("unset gateway.tailscale a.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "a.json: nothing to change\n"));
    assert_eq!(folder.run("unset gateway.auth a.json").status, 0);
    assert!(!read(&folder, "a.json").contains("auth"));
}

#[test]
fn a_pipe_gets_the_text() {
    let ran = Folder::with(&[]).pipe("set gateway.port 1 -", b"{ gateway: { port: 2 } } // mine\n");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "{ gateway: { port: 1 } } // mine\n"));
    let same = Folder::with(&[]).pipe("set gateway.port 2 -", b"{ gateway: { port: 2 } }");
    assert_eq!(same.stdout, "{ gateway: { port: 2 } }");
}

#[test]
fn the_file_that_wrote_the_value_is_changed() {
    let main = "{\n  gateway: { $include: './gw.json5' },\n}\n";
    let part = "{\n  port: 1, // theirs\n}\n";
    let folder = Folder::with(&[("s/openclaw.json", main), ("s/gw.json5", part)]);
    let ran = folder.run("set gateway.port 2 s");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "s/gw.json5: `gateway.port` set\n"), "{}", ran.stderr);
    assert_eq!(read(&folder, "s/openclaw.json"), main);
    assert_eq!(read(&folder, "s/gw.json5"), part.replace("port: 1", "port: 2"));
    assert_eq!(folder.run("get gateway.port s").stdout, "2\n");
    // A key of the file itself stays in the file itself.
    assert_eq!(folder.run("set logging.level 'info' s").stdout, "s/openclaw.json: `logging.level` set\n");
    // What is asked of an included file is a path of the whole.
    assert_eq!(folder.run("set gateway.port 3 s/gw.json5").stdout, "s/gw.json5: `gateway.port` set\n");
}

#[test]
fn what_cannot_be_edited_is_left_alone() {
    let folder = Folder::with(&[("broken.json", "{ gateway: { port: 1 }"), ("empty.json", "")]);
    for (arguments, why) in [
        ("set gateway.port 2 broken.json", "syntax errors"),
        ("set gateway.port 2 empty.json", "syntax errors"),
        ("set gateway.port 2 nowhere.json", "cannot read nowhere.json"),
        ("set gateway.bind lan broken.json", "needs quotes, or --string"),
        ("set --string a - -", "both the value and the file"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments}");
        assert!(ran.stderr.contains(why), "{arguments}: {}", ran.stderr);
    }
    assert_eq!(read(&folder, "broken.json"), "{ gateway: { port: 1 }");
}

/// An unset variable of a shell is an empty argument.
#[test]
fn a_key_that_is_none_changes_nothing() {
    use std::process::Command;
    let folder = Folder::with(&[("a.json", TEXT)]);
    for key in
        ["", " ", ".", "<root>", "gateway.", "gateway..port", ".gateway.port", "gateway[", "agents.list[]"]
    {
        for arguments in [&["set", key, "5", "a.json"][..], &["unset", key, "a.json"][..]] {
            let ran = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"))
                .args(arguments)
                .current_dir(folder.path(""))
                .output()
                .expect("the program runs");
            assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{arguments:?}");
        }
    }
    assert_eq!(read(&folder, "a.json"), TEXT);
    assert_eq!(folder.run("get . a.json").status, 0);
    assert_ne!(folder.run("explain . a.json").status, 2);
    for command in ["get gateway..port a.json", "explain gateway. a.json"] {
        let ran = folder.run(command);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{command}");
    }
    assert!(folder.run("get .gateway.port a.json").stderr.contains("did you mean `gateway.port`?"));
}

#[test]
fn nothing_in_a_pipe_is_no_value() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    for (arguments, input) in [
        ("set --string gateway.auth.token - a.json", ""),
        ("set --string gateway.auth.token - a.json", "\r\n"),
        ("set gateway.auth.token - a.json", ""),
        ("patch a.json", ""),
    ] {
        let ran = folder.pipe(arguments, input.as_bytes());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments}");
    }
    assert_eq!(read(&folder, "a.json"), TEXT);
    assert_eq!(folder.run("set logging.file \"\" a.json").status, 0);
    assert!(read(&folder, "a.json").contains("file: ''"));
}

/// What is included counts, also where the change is the first to include it.
#[test]
fn what_cannot_be_included_is_not_written_unless_forced() {
    let alone = [
        ("openclaw.json", "{ gateway: { port: 1 } }"),
        ("gw.json", "{ port: 2 }"),
        ("bad.json", "{ bind: 'x' }"),
    ];
    let main = "{ logging: { $include: './log.json' }, gateway: { port: 1 } }";
    let around = [
        ("openclaw.json", main),
        ("log.json", "{ level: 'info' }"),
        ("gw.json", "{ port: 2 }"),
        ("bad.json", "{ bind: 'x' }"),
    ];
    for files in [&alone[..], &around[..]] {
        for patch in [
            "{ $include: './missing.json' }",
            "{ gateway: { $include: './missing.json' } }",
            "{ gateway: { $include: './bad.json' } }",
            "{ gateway: { $include: '/etc/passwd' } }",
        ] {
            let folder = Folder::with(files);
            let ran = folder.pipe("patch openclaw.json", patch.as_bytes());
            assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{patch}: {}", ran.stderr);
            assert_eq!(read(&folder, "openclaw.json"), files[0].1);
            let forced = folder.pipe("patch --force openclaw.json", patch.as_bytes());
            assert_eq!(forced.status, 0, "{patch}: {}", forced.stderr);
        }
        let folder = Folder::with(files);
        let ran = folder.run("set --string gateway.$include ./missing.json openclaw.json");
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        let ran = folder.pipe("set gateway - openclaw.json", b"{ $include: './gw.json' }");
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(folder.run("get gateway.port openclaw.json").stdout, "2\n");
    }
}

#[test]
fn a_difference_says_that_it_hides_something() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let ran = folder.run("set --diff gateway.port 1 a.json");
    assert!(
        ran.stdout.starts_with("--- a.json (secrets masked)\n") || !ran.stdout.contains("token"),
        "{}",
        ran.stdout
    );
    let ran = folder.run("set --diff --string gateway.auth.token neues-wort a.json");
    assert!(ran.stdout.starts_with("--- a.json (secrets masked)\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("--show-secrets"), "{}", ran.stderr);
    let shown = folder.run("set --diff --show-secrets --string gateway.auth.token neues-wort a.json");
    assert!(
        shown.stdout.starts_with("--- a.json\n") && shown.stdout.contains("neues-wort"),
        "{}",
        shown.stdout
    );
    assert_eq!(folder.run("set --show-secrets gateway.port 1 a.json").status, 2);
}

#[test]
fn a_key_is_removed_from_the_file_that_holds_it() {
    for (main, part, left) in [
        ("{ gateway: { $include: './gw.json' } }", "{ bind: 'lan', port: 5 }", "{ port: 5 }"),
        (
            "{ $include: './gw.json', gateway: { mode: 'local' } }",
            "{ gateway: { bind: 'lan' } }",
            "{ gateway: {} }",
        ),
        (
            "{ $include: ['./gw.json'], gateway: { mode: 'local' } }",
            "{ gateway: { port: 5, bind: 'lan' } }",
            "{ gateway: { port: 5 } }",
        ),
    ] {
        for patched in [false, true] {
            let folder = Folder::with(&[("openclaw.json", main), ("gw.json", part)]);
            let ran = if patched {
                folder.pipe("patch .", b"{ gateway: { bind: null }, logging: { level: 'info' } }")
            } else {
                folder.run("unset gateway.bind .")
            };
            assert_eq!(ran.status, 0, "{main}: {}", ran.stderr);
            assert_eq!(read(&folder, "gw.json"), left, "{main}");
            assert_eq!(folder.run("get gateway.bind .").status, 1);
            assert_eq!(read(&folder, "openclaw.json").contains("info"), patched);
        }
    }
}

#[cfg(unix)]
#[test]
fn when_one_of_several_files_cannot_be_written_none_is() {
    use std::os::unix::fs::PermissionsExt;
    let main = "{ gateway: { $include: './gw.json5' }, logging: { level: 'info' } }";
    let folder = Folder::with(&[("openclaw.json", main), ("gw.json5", "{ port: 1 }")]);
    fs::set_permissions(folder.path("gw.json5"), fs::Permissions::from_mode(0o444)).expect("a mode");
    let ran = folder.pipe("patch openclaw.json", b"{ gateway: { port: 2 }, logging: { level: 'warn' } }");
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    assert!(ran.stderr.contains("read-only"), "{}", ran.stderr);
    assert_eq!(read(&folder, "openclaw.json"), main);
}
