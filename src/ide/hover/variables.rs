//! `${NAME}` in strings (docs/openclaw/variables.md#placeholders).

use super::card::{Card, code};
use super::place::Place;
use crate::base::masking;
use crate::config::environment::Skipped;
use crate::config::placeholder::placeholders;
use crate::config::secret;
use crate::syntax::{Entry, Value};
use std::collections::BTreeSet;

/// So many variables of one string are described.
const MOST: usize = 6;

/// Writes where each variable of the string comes from, and what only looks like one.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let Some(text) = place.text().filter(|text| text.contains("${")) else { return };
    let found = placeholders(&text);
    let names: BTreeSet<&str> = found.iter().map(|variable| variable.name).collect();
    for name in names.iter().take(MOST) {
        card.paragraph(&format!("{}: {}", code(&format!("${{{name}}}")), origin(place, name)));
    }
    // A text that is no variable may be part of a secret, so it is only told apart, not repeated.
    let all = text.matches("${").count();
    if all > found.len() {
        let shown = if is_hidden(place, &text) { None } else { plain_text(&text) };
        card.paragraph(&format!(
            "{} plain text: only `${{NAME}}` with a name of `A-Z`, `0-9` and `_` is replaced; `${{NAME:-default}}` and \
             lower-case names are not, and `$${{NAME}}` stands for the text `${{NAME}}`.",
            shown.map_or_else(|| "Part of this string is".to_owned(), |shown| format!("{} is", code(&shown)))
        ));
    }
}

fn origin(place: &Place<'_>, name: &str) -> String {
    let vars = place.root().and_then(|root| root.get("env")?.get("vars")?.object());
    let defined = vars.and_then(|vars| vars.member(name));
    if place.snapshot.world.options.env_names.iter().any(|known| known == name) {
        return "environment variable, set in the environment.".to_owned();
    }
    let is_skipped = |entry: &Entry<'_>| {
        entry.value().and_then(Value::as_str).is_some_and(|text| Skipped::of(name, &text).is_some())
    };
    match defined {
        Some(entry) if is_skipped(&entry) => {
            let line = place.line(entry.range().start);
            format!("environment variable, unset: OpenClaw ignores the entry of `env.vars` in line {line}.")
        }
        Some(entry) => {
            let line = place.line(entry.range().start);
            format!("environment variable, defined in this document under `env.vars`, line {line}, unless the \
                     environment has it.")
        }
        None => "environment variable, not defined in `env.vars` of this document. Where it is unset or empty, OpenClaw \
                 leaves the text as it stands and warns."
            .to_owned(),
    }
}

/// The first part of a string that looks like a variable and is none.
fn plain_text(text: &str) -> Option<String> {
    let known: Vec<_> = placeholders(text).iter().map(|variable| variable.range.start).collect();
    let (start, _) = text.match_indices("${").find(|(at, _)| !known.contains(at))?;
    let start = if text[..start].ends_with('$') { start - 1 } else { start };
    let rest = &text[start..];
    Some(super::card::shortened(&rest[..=rest.find('}')?]))
}

fn is_hidden(place: &Place<'_>, text: &str) -> bool {
    masking::is_secret(&place.steps()) || secret::looks_like(text).is_some()
}
