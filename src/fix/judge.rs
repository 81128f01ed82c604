//! The last question before a change is offered or made: is anybody worse off than without it?
//!
//! A change is withheld where it leaves more errors, and where it makes something mean another thing than before
//! that its title does not name: a model, a retention, a folder, an owner, or who may do what. What a document means is
//! also read after all that OpenClaw's own migration would do, so that a retired key and its successor are the same.

use super::meaning::{IMPLICIT, Meaning, SECTIONS, UNWRITTEN, meaning, of_one_agent};
use super::one_agent::is_same;
use super::run::migrated;
use crate::base::{Severity, Snapshot};
use crate::check::verdicts;
use crate::config::agent_id::MAIN;
use crate::edit::edited;
use crate::syntax::SyntaxErrorKind as Kind;
use crate::text::{TextEdit, TextRange};
use std::cell::OnceCell;

/// What the user of a change is told of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    title: &'a str,
    to: Option<&'a [String]>,
}

impl<'a> Told<'a> {
    /// What a title says.
    pub const fn by(title: &'a str) -> Self {
        Self { title, to: None }
    }

    /// What a title says of a change that takes something to a place, which the title shows.
    pub const fn moving(title: &'a str, to: &'a [String]) -> Self {
        Self { title, to: Some(to) }
    }

    /// The title.
    pub const fn title(&self) -> &'a str {
        self.title
    }
}

/// Judges changes of one document, whose own errors are counted once.
pub struct Judge<'s> {
    before: &'s Snapshot,
    errors: OnceCell<usize>,
}

impl<'s> Judge<'s> {
    /// A judge of the changes of a document.
    pub fn of(before: &'s Snapshot) -> Self {
        Self { before, errors: OnceCell::new() }
    }

    /// Whether edits of the document, which do not overlap, may be offered under a title, or made under none.
    pub fn may(&self, edits: &[TextEdit], title: &str) -> bool {
        let after = edited(self.before, edits);
        errors(&after) <= *self.errors.get_or_init(|| errors(self.before))
            && changes(self.before, &after, Told::by(title)).is_empty()
    }
}

/// The places that mean another thing after a change and that its title does not name.
pub fn changes(before: &Snapshot, after: &Snapshot, told: Told<'_>) -> Vec<String> {
    // Text that nobody can read means nothing yet.
    if !before.tree.is_valid() || are_shared(before, after) {
        return Vec::new();
    }
    let differ = match of_one_agent(before, after) {
        Some((before, after)) => differences(&before, &after, told),
        None => differences(&meaning(before), &meaning(after), told),
    };
    if differ.is_empty() {
        return Vec::new();
    }
    differences(&meaning(&migrated(before)), &meaning(&migrated(after)), told)
}

/// Whether all that means something is the very same in both documents: most changes leave it alone, and the trees of a
/// document and of what it was edited to share what stays.
fn are_shared(before: &Snapshot, after: &Snapshot) -> bool {
    let (Some(old), Some(new)) = (before.tree.value(), after.tree.value()) else { return false };
    let (Some(old), Some(new)) = (old.object(), new.object()) else { return false };
    SECTIONS.iter().all(|key| is_same(old, new, key))
}

fn errors(snapshot: &Snapshot) -> usize {
    verdicts(snapshot).iter().filter(|one| one.severity == Severity::Error).count()
}

/// The places that differ and that a title does not name.
fn differences(before: &Meaning, after: &Meaning, told: Told<'_>) -> Vec<String> {
    let all = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let differs = |path: &[String]| before.get(path) != after.get(path);
    let last =
        |path: &[String], step: &str| [&path[..path.len().saturating_sub(1)], &[step.to_owned()]].concat();
    let is_told = |path: &[String]| match path.last().map(String::as_str) {
        Some(IMPLICIT | UNWRITTEN) => true,
        _ if gives_way(before, after, path, told) => true,
        // A retention follows the model.
        Some("cacheRetention") => {
            let model = last(path, "model");
            told.title.to_lowercase().contains("cache")
                || is_named(path, after.get(path), told)
                || differs(&last(path, IMPLICIT))
                || (differs(&model) && is_named(&model, after.get(&model), told))
        }
        _ => is_named(path, after.get(path), told),
    };
    all.filter(|path| differs(path) && !is_told(path)).map(|path| path.join(".")).collect()
}

/// Whether a path belongs to the agent that is there where nobody wrote one down, and a title names the one that takes its
/// place.
fn gives_way(before: &Meaning, after: &Meaning, path: &[String], told: Told<'_>) -> bool {
    let of_main = |last: &str| ["agents", MAIN, last].map(str::to_owned);
    let owner = ["agents", "default"].map(str::to_owned);
    path.starts_with(&of_main("")[..2])
        && before.contains_key(&of_main(UNWRITTEN)[..])
        && !after.contains_key(&of_main("workspace")[..])
        && is_named(&owner, after.get(&owner[..]), told)
}

/// Whether something moves to a place that a path lies in. Paths of agents have no `entries` and no `defaults`.
fn moves_to(path: &[String], to: &[String]) -> bool {
    let steps: Vec<&str> = to.iter().map(String::as_str).collect();
    let starts =
        |steps: &[&str]| steps.iter().zip(path).all(|(step, own)| step == own) && steps.len() <= path.len();
    match &steps[..] {
        ["agents", "defaults"] => starts(&["agents"]),
        ["agents", "entries", rest @ ..] => starts(&[&["agents"], rest].concat()),
        steps => !steps.is_empty() && starts(steps),
    }
}

/// What titles call a thing that has another name in the document, by the step that leads there.
const WORDS: [(&str, &[&str]); 4] = [
    ("bindings", &["agentId", "bind", "owner"]),
    ("default", &["default", "owner", "ownership"]),
    ("fallbacks", &["fallback"]),
    ("agentId", &["owner"]),
];

/// Steps that every such path has: naming them says nothing.
const EVERYWHERE: [&str; 6] = ["agents", "channels", "accounts", "tools", "bindings", "default"];

/// Whether a title names a place or what it means now, or the place is where something goes.
fn is_named(path: &[String], now: Option<&String>, told: Told<'_>) -> bool {
    let words = WORDS.iter().filter(|(step, _)| path.iter().any(|own| own == step));
    let steps = path.iter().map(String::as_str).filter(|step| !EVERYWHERE.contains(step) && step.len() > 1);
    now.is_some_and(|now| is_written(now, told.title))
        || told.to.is_some_and(|to| moves_to(path, to))
        || steps
            .chain(words.flat_map(|(_, words)| words.iter().copied()))
            .any(|word| has_word(told.title, word))
}

/// Whether a title shows what a place means now.
fn is_written(now: &str, title: &str) -> bool {
    let written = title.split('`').skip(1).step_by(2).map(|text| text.trim_matches(['"', '\'']));
    let mut written = written.filter(|text| !text.is_empty());
    written.any(|text| {
        now == text || now.ends_with(&format!("/{text}")) || (text.len() > 2 && now.contains(text))
    })
}

/// Whether a word stands in a title by itself: `owner` is not in `ownership`.
fn has_word(title: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric();
    title
        .match_indices(word)
        .any(|(at, _)| !title[..at].ends_with(is_part) && !title[at + word.len()..].starts_with(is_part))
}

/// What leaves open where one object ends and the next begins.
const fn is_structural(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MissingBrace
            | Kind::MissingBracket
            | Kind::WantedBrace
            | Kind::WantedBracket
            | Kind::ExtraCloser
            | Kind::ExtraValue
            | Kind::ExtraText
            | Kind::UnclosedString
            | Kind::UnclosedComment
            | Kind::EmptyDocument
    )
}

/// Whether all around some places reads without doubt, though a syntax error may stand elsewhere: no section that holds one of
/// them has an error, and none leaves open where sections end.
pub fn reads_clearly(snapshot: &Snapshot, places: impl IntoIterator<Item = TextRange>) -> bool {
    let errors = snapshot.tree.errors();
    if errors.is_empty() {
        return true;
    }
    if errors.iter().any(|error| is_structural(error.kind)) {
        return false;
    }
    let Some(root) = snapshot.tree.value().and_then(crate::syntax::Value::object) else { return false };
    let is_clear = |place: TextRange| {
        let sections = root.entries().filter(|section| section.full_range().meets(place));
        !sections
            .into_iter()
            .any(|section| errors.iter().any(|error| section.full_range().meets(error.range)))
    };
    places.into_iter().all(is_clear)
}
