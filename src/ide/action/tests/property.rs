//! Properties of every action: comments and untouched members stay, the text can be read, nothing new is wrong.

use crate::base::{DocumentKind, Severity, Snapshot, World};
use crate::check::diagnostics;
use crate::ide::action::{CodeAction, code_actions};
use crate::ide::fixable;
use crate::text::{TextRange, apply_all};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

/// Documents; `~` stands where a comment may stand.
const DOCUMENTS: [&str; 12] = [
    "{~agents:~{~defaults:~{~model:~'anthropic/claude-opus-5',~params:~{~cacheRetention:~'long'~},~},~},~}",
    "{~agents:~{~defaults:~{~model:~{~primary:~'openai/gpt-5.4',~fallbacks:~[~]~}~}~}~}",
    "{~agents:~{~ownership:~'explicit',~entries:~{~main:~{~model:~'anthropic/claude-opus-5'~},~work:~{~}~}~}~}",
    "{~agents:~{~entries:~{~main:~{~},~work:~{~}~}~},~bindings:~[~{~agentId:~'wrok',~match:~{~channel:~'telegram'~}~}~]~}",
    "{~agents:~{~defaults:~{~models:~{~'anthropic/opus':~{~params:~{~topP:~1~}~},~'anthropic/claude-opus-5':~{~alias:~'big'~}~}~}~}~}",
    "{~gateway:~{~port:~'18789',~bind:~'lann',~auth:~{~mode:~'token',~token:~'hunter2'~}~}~}",
    "{~models:~{~providers:~{~box:~{~apiKey:~'abcdef',~models:~[~{~}~]~}~}~}~}",
    "{~tools:~{~allow:~[~'read'~],~alsoAllow:~[~'exec',~'read'~]~}~}",
    "{~broadcast:~{~C1:~{~agents:~[~'main'~],~maxRounds:~2~}~},~channels:~{~Telegram:~{~}~}~}",
    "{~agents:~{~defaults:~{~model:~'anthropic/claude-opus-4-5',~imageModel:~'anthropic/claude-opus-4-5',~}~}~}",
    "{~session:~{~maintenance:~{~maxDiskBytes:~'2 gb'~},~idleMinutes:~5,~},~mcp:~{~servers:~{~a:~{~command:~'x',~disabled:~true~}~}~}~}",
    "{~channels:~{~discord:~{~threadBindings:~{~webhookToken:~{~source:~'env',~provider:~'default',~id:~'HOOK'~}~}~}~},~prot:~[~'1'~]~}",
];

/// A member that no action is about.
const STAYS: &str = "ui: { /* kept */ seamColor: '#aabbcc' }, // as it is";

static WORLD: LazyLock<Arc<World>> = LazyLock::new(|| Arc::new(World::default()));

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::clone(&WORLD))
}

/// A document with a comment, a line break or a blank in each gap, as the numbers say.
fn written(document: &str, gaps: &[u8]) -> String {
    let mut gaps = gaps.iter().cycle();
    let mut text = String::new();
    for (index, part) in document.split('~').enumerate() {
        if index > 0 {
            match gaps.next().copied().unwrap_or_default() {
                0 => write!(text, " /* c{index} */ ").unwrap(),
                1 => write!(text, " // c{index}\n  ").unwrap(),
                2 => text.push_str("\n  "),
                _ => text.push(' '),
            }
        }
        text.push_str(part);
    }
    text.replacen('{', &format!("{{ {STAYS}\n"), 1)
}

fn comments(text: &str) -> Vec<&str> {
    let numbered = |(at, _): (usize, &str)| {
        let end = text[at + 4..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| at + 4 + end);
        &text[at + 3..end]
    };
    let mut found: Vec<&str> =
        text.match_indices("/* c").chain(text.match_indices("// c")).map(numbered).collect();
    found.sort_unstable();
    found
}

fn errors(text: &str) -> usize {
    diagnostics(&snapshot(text)).iter().filter(|one| one.severity == Severity::Error).count()
}

fn check(text: &str, action: &CodeAction) -> Result<(), TestCaseError> {
    let after = apply_all(text, &action.edits);
    let shown = || format!("{}\n{text}\n{after}", action.title);
    prop_assert_eq!(comments(&after), comments(text), "{}", shown());
    prop_assert!(after.contains(STAYS), "{}", shown());
    prop_assert!(json5::from_str::<serde_json::Value>(&after).is_ok(), "{}", shown());
    prop_assert!(errors(&after) <= errors(text), "{}", shown());
    prop_assert!(!action.title.contains("hunter2") && !action.title.contains("abcdef"), "{}", shown());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn actions_change_only_what_they_are_about(
        document in prop::sample::select(DOCUMENTS.to_vec()),
        gaps in prop::collection::vec(0_u8..8, 1..12),
        cursor in 0.0..1.0_f64,
    ) {
        let text = written(document, &gaps);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let cursor = (cursor * text.len() as f64) as usize;
        let snapshot = snapshot(&text);
        for action in code_actions(&snapshot, TextRange::empty(snapshot.text.clamp(TextRange::empty(cursor)).start)) {
            check(&text, &action)?;
        }
    }

    #[test]
    fn every_finding_is_called_fixable_if_it_has_a_fix(
        document in prop::sample::select(DOCUMENTS.to_vec()),
        gaps in prop::collection::vec(0_u8..8, 1..12),
    ) {
        let text = written(document, &gaps);
        let snapshot = snapshot(&text);
        let found = diagnostics(&snapshot);
        for (finding, fixable) in found.iter().zip(fixable(&snapshot, &found)) {
            let actions = code_actions(&snapshot, finding.range);
            let has = actions.iter().any(|action| action.fixes.contains(&(finding.code, finding.range)));
            prop_assert_eq!(fixable, has, "{:?}\n{}", finding, text);
            for action in actions {
                check(&text, &action)?;
            }
        }
    }
}
