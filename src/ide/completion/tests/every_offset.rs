//! What holds at every offset of a document, complete or not.

use super::{apply, world};
use crate::base::{DocumentKind, Snapshot};
use crate::ide::completion::{CompletionOptions, completion};
use crate::syntax::{SyntaxError, SyntaxErrorKind, Tree};

const COMPLETE: [&str; 3] = [
    r#"{
  // The gateway.
  gateway: { port: 18789, bind: "loopback", auth: { mode: 'token', token: "${TOKEN}" } },
  "agents": {
    "defaults": {
      "model": { "primary": "anthropic/claude-opus-5", "fallbacks": ["openai/gpt-5.4"] },
      "models": { "anthropic/claude-opus-5": { "params": { "cacheRetention": "long" } } },
    },
    entries: { main: { default: true, name: 'Mölty 🦞' } },
  },
  bindings: [{ agentId: 'main', match: { channel: 'telegram' } }],
}
"#,
    "{\r\n\t'tools': { 'allow': ['group:fs', 'exec'] },\r\n\t'cron': { 'enabled': true, }, /* é */ }",
    "{env:{vars:{A:'b'}},models:{mode:'merge',providers:{box:{baseUrl:'http://x',models:[{id:'m',}]}}}}",
];

const BROKEN: [&str; 6] = [
    "{ gateway: { bind: 'lo\n  port: 1 }, cron { enabled tru }",
    "{ \"agents\": { \"defaults\": { \"model\": \"anth, \"models\": { \"anthropic/",
    "{ a: [ , 'x' 'y' { ], channels: { slack: } , , é: 'ü",
    "{ tools: { allow: [ex], deny: ['group } } } // end",
    "gateway: { port: 1 }",
    "{ agents: { defaults: { params: { cacheRetention sho /* x",
];

/// Calls `judge` with every offset and each item there.
fn at_every_offset(
    text: &str,
    snippets: bool,
    mut judge: impl FnMut(usize, &super::CompletionItem),
) -> usize {
    let snapshot = Snapshot::new(text, DocumentKind::Main, world());
    let mut count = 0;
    for offset in 0..=text.len() {
        let floor = (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        for item in completion(
            &snapshot,
            offset,
            CompletionOptions { snippets, whole_strings: true, ..Default::default() },
        ) {
            judge(floor, &item);
            count += 1;
        }
    }
    count
}

#[test]
fn ranges_hold_the_cursor_and_the_filter_fits_them() {
    for text in COMPLETE.into_iter().chain(BROKEN) {
        let count = at_every_offset(text, true, |offset, item| {
            let (insert, replace) = (item.insert, item.replace);
            assert!(insert.touches(offset) && replace.contains_range(insert), "{text:?} {offset} {item:?}");
            assert_eq!(insert.start, replace.start, "{text:?} {offset}");
            let typed = text.get(insert.start..offset).expect("boundaries");
            assert!(text.get(replace.start..replace.end).is_some_and(|old| !old.contains('\n')));
            let quote = |text: &str| text.chars().next().filter(|c| matches!(c, '"' | '\''));
            assert_eq!(
                quote(typed),
                quote(&item.filter).filter(|_| !typed.is_empty()),
                "{text:?} {offset} {item:?}"
            );
            for edit in &item.additional {
                let before = edit.range.end <= replace.start;
                assert!(before && text.get(edit.range.start..edit.range.end).is_some(), "{text:?} {offset}");
            }
        });
        assert!(count > 100 || text.starts_with("gateway"), "{text:?} gets {count} items");
    }
}

#[test]
fn a_document_without_errors_stays_so() {
    for text in COMPLETE {
        at_every_offset(text, false, |offset, item| {
            for range in [item.insert, item.replace] {
                let after = apply(text, item, range, false);
                let errors = Tree::parse(&after).errors();
                assert!(
                    errors.is_empty(),
                    "{} at {offset} of\n{text}\ngives\n{after}\n{errors:?}",
                    item.label
                );
            }
        });
    }
}

#[test]
fn a_document_with_errors_gets_no_more() {
    for text in BROKEN {
        let before = Tree::parse(text).errors();
        at_every_offset(text, false, |offset, item| {
            let after = apply(text, item, item.replace, false);
            let errors = Tree::parse(&after).errors();
            // An unclosed string hides what is wrong behind it.
            let hides = |error: &SyntaxError| error.kind == SyntaxErrorKind::UnclosedString;
            let is_hidden =
                before.iter().filter(|error| hides(error)).any(|error| error.range.touches(offset));
            assert!(
                is_hidden || errors.len() <= before.len(),
                "{} at {offset} of\n{text}\ngives\n{after}\n{errors:?}",
                item.label
            );
        });
    }
}

#[test]
fn wide_objects_are_answered_in_and_beside() {
    let members: String =
        (0..20_000).map(|index| ["a", &index.to_string(), ": { name: 'x' }, "].concat()).collect();
    let text = ["{ agents: { entries: { ", &members, "} }, gateway: {  } }"].concat();
    let snapshot = Snapshot::new(&text, DocumentKind::Main, world());
    let at = |offset| completion(&snapshot, offset, CompletionOptions::default());
    let labels = |offset| at(offset).into_iter().map(|item| item.label).collect::<Vec<_>>();
    assert!(labels(text.len() - 4).contains(&"bind".to_owned()));
    assert_eq!(
        labels(text.len() - "} }, gateway: {  } }".len()),
        ["main", "$include"],
        "a roster has no keys to offer but the agent that most have"
    );
}
