//! `upgrade` as its users run it.

use super::program::Folder;
use openclaw_lsp::release::newest;

const OLD: &str = "{ meta: { lastTouchedVersion: '2026.3.8' }, session: { idleMinutes: 5 } } // mine\n";

#[test]
fn the_stamp_says_from_where_and_the_newest_is_the_aim() {
    let folder = Folder::with(&[("openclaw.json", OLD)]);
    let ran = folder.run("upgrade openclaw.json");
    assert_eq!(ran.status, 1, "{ran:?}");
    let title = format!("openclaw.json: from OpenClaw 2026.3.8 to {}\n", newest());
    assert!(ran.stdout.starts_with(&title), "{}", ran.stdout);
    assert!(ran.stdout.contains("session: `idleMinutes` is retired"), "{}", ran.stdout);
    let still = folder.run("upgrade --to 2026.3.11 openclaw.json");
    assert_eq!(still.status, 0, "{still:?}");
}

#[test]
fn json_and_markdown_have_the_same_facts() {
    let folder = Folder::with(&[("openclaw.json", OLD)]);
    let json = folder.run("upgrade --format json openclaw.json").stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["file"], &json["from"]), (&"openclaw.json".into(), &"2026.3.8".into()));
    let message = json["refused"][0]["message"].as_str().expect("a message").to_owned();
    let markdown = folder.run("upgrade --format md openclaw.json").stdout;
    assert!(markdown.starts_with("# openclaw.json: ") && markdown.contains(&message), "{markdown}");
}

#[test]
fn apply_writes_what_fix_makes() {
    let folder = Folder::with(&[("openclaw.json", OLD)]);
    let ran = folder.run("upgrade --apply openclaw.json");
    assert_eq!(ran.status, 0, "{ran:?}");
    let text = std::fs::read_to_string(folder.path("openclaw.json")).expect("a file");
    assert!(
        text.contains("reset: { mode: 'idle', idleMinutes: 5 }") && text.ends_with("// mine\n"),
        "{text}"
    );
    assert_eq!(folder.pipe("upgrade --apply -", OLD.as_bytes()).status, 2);
}

#[test]
fn a_release_that_nobody_knows_is_told() {
    let folder = Folder::with(&[("openclaw.json", "{}")]);
    let unsaid = folder.run("upgrade openclaw.json");
    assert!(unsaid.status == 2 && unsaid.stderr.contains("with --from"), "{unsaid:?}");
    let newer = folder.run("upgrade --from 2026.3.8 --to 9999.1.1 openclaw.json");
    assert!(newer.status == 2 && newer.stderr.contains("is not known here"), "{newer:?}");
}
