//! Keys that the newest release has retired: what the releases that still read them want of their values.

use super::secrets::is_safe_command;
use crate::check::{Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway.channelStaleEventThresholdMinutes", needs: &[], check: stale },
    Rule { at: "audio.transcription.command", needs: &[], check: transcriber },
];

/// How often channels are looked at where nothing is written, in minutes.
const HEALTH_CHECK: f64 = 5.0;

/// A channel that is called stale before it is looked at again would never be found alive.
fn stale(place: &Place<'_>, found: &mut Vec<Finding>) {
    if !place.is_named(&["gateway"], "channelStaleEventThresholdMinutes") {
        return;
    }
    let number = |value: Value<'_>| value.scalar().and_then(Scalar::as_f64);
    let Some(threshold) = number(place.value) else { return };
    let gateway = place.facts.object(&["gateway"]);
    let check = gateway.and_then(|gateway| gateway.get("channelHealthCheckMinutes"));
    let check = check.map_or(Some(HEALTH_CHECK), number);
    if check.is_some_and(|check| threshold < check) {
        let rule = "gateway/stale-threshold";
        let message = "this must not be shorter than `channelHealthCheckMinutes`, which is 5 by default";
        found.push(Finding::refused(rule, "out-of-range", place.value.range(), message));
    }
}

/// The program that turns speech into text.
fn transcriber(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(words) = place.value.array().filter(|_| place.is_named(&["audio"], "transcription")) else {
        return;
    };
    let program = words.entries().next().and_then(Entry::value);
    let is_safe = match program {
        Some(program) => program.as_str().is_none_or(|text| is_safe_command(trim(&text))),
        None => is_open(words),
    };
    if !is_safe {
        let range = program.map_or(place.value.range(), Value::range);
        let message =
            "the first word must be a program: its name or path, without spaces and shell characters";
        found.push(Finding::refused("audio.transcription", "unsafe-command", range, message));
    }
}

fn is_open(words: Node<'_>) -> bool {
    words.has("$include")
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Options, Severity, Snapshot, World};
    use crate::check::diagnostics;
    use crate::schema::Schema;
    use std::sync::Arc;

    /// The codes of the errors for a release that reads the keys.
    fn errors(text: &str) -> Vec<&'static str> {
        let target = crate::release::rows()
            .find(|(path, _)| *path == "audio.transcription")
            .and_then(|(_, history)| history.spans().last()?.1.since)
            .and_then(|gone| crate::release::releases().iter().rev().find(|one| **one < gone).copied());
        let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
        let found = diagnostics(&Snapshot::new(text, DocumentKind::Main, Arc::new(world)));
        let is_ours = |one: &&crate::base::Diagnostic| {
            one.severity == Severity::Error && !one.code.starts_with("legacy-")
        };
        found.iter().filter(is_ours).map(|one| one.code).collect()
    }

    #[test]
    fn what_older_releases_want() {
        for (text, expected) in [
            ("{ gateway: { channelStaleEventThresholdMinutes: 4 } }", Some("out-of-range")),
            ("{ gateway: { channelStaleEventThresholdMinutes: 5 } }", None),
            (
                "{ gateway: { channelStaleEventThresholdMinutes: 10, channelHealthCheckMinutes: 20 } }",
                Some("out-of-range"),
            ),
            ("{ gateway: { channelStaleEventThresholdMinutes: 1, channelHealthCheckMinutes: 0 } }", None),
            ("{ audio: { transcription: { command: ['whisper', '{{MediaPath}}'] } } }", None),
            ("{ audio: { transcription: { command: ['whisper;x'] } } }", Some("unsafe-command")),
            ("{ audio: { transcription: { command: [] } } }", Some("unsafe-command")),
        ] {
            assert_eq!(errors(text), expected.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
