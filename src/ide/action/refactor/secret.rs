//! A secret that stands in the file as text goes into a variable. No title ever shows it.

use crate::base::Snapshot;
use crate::config::auth::{AuthMode, decide};
use crate::config::environment::Skipped;
use crate::config::placeholder::placeholders;
use crate::config::secret::{is_placeholder, looks_like};
use crate::config::variable_name;
use crate::edit::{NewMember, NewValue, Plan, edited};
use crate::ide::action::ActionKind;
use crate::ide::action::offer::Offers;
use crate::ide::action::spot::Spot;
use crate::schema::PathStep;
use crate::schema::overlay::{accepts_secret_reference, is_secret};
use crate::syntax::{Node, Value};

/// How many names are tried.
const TRIES: usize = 9;

pub(super) fn offer<'t>(spot: &Spot<'t>, offers: &mut Offers<'t>) {
    let Some(name) = free_name(spot).filter(|_| is_plain(spot)) else { return };
    let title = format!("Move the secret to `env.vars.{name}` and write `${{{name}}}`");
    offers.refactor(ActionKind::Extract, title, |plan| extract(spot, plan, &name));
    if accepts_secret_reference(&spot.path()) {
        let title = format!("Move the secret to `env.vars.{name}` and refer to it as a secret reference");
        offers.refactor(ActionKind::Extract, title, |plan| refer(spot, plan, &name));
    }
}

/// Whether the value is a secret that everyone can read who reads the file.
fn is_plain(spot: &Spot<'_>) -> bool {
    let path = spot.path();
    let Some(text) = spot.text().filter(|_| !matches!(path.first(), Some(PathStep::Key("env")))) else {
        return false;
    };
    let is_open = !text.trim().is_empty() && placeholders(&text).is_empty() && !is_placeholder(&text);
    let is_part_of_reference = path.split_last().is_some_and(|(last, above)| {
        matches!(last, PathStep::Key("source" | "provider" | "id")) && accepts_secret_reference(above)
    });
    let is_marked = is_secret(&path) && !is_public_header(&path);
    is_open && !is_part_of_reference && (is_marked || looks_like(&text).is_some())
}

/// Whether a path leads to a header that says what is asked for, and not who asks. All headers count as secrets, since
/// nobody can know what those of a server of one's own hold.
fn is_public_header(path: &[PathStep<'_>]) -> bool {
    const PUBLIC: [&str; 9] = [
        "accept",
        "anthropic-beta",
        "anthropic-version",
        "content-type",
        "http-referer",
        "openai-beta",
        "referer",
        "user-agent",
        "x-title",
    ];
    matches!(path, [.., PathStep::Key("headers"), PathStep::Key(name)]
        if PUBLIC.iter().any(|public| name.eq_ignore_ascii_case(public)))
}

/// Moves the text to a variable and writes its name.
fn extract<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>, name: &str) {
    if let Some(value) = keep(spot, plan, name) {
        plan.set_text(spot.object, value, &format!("${{{name}}}"));
    }
}

/// Moves the text to a variable and refers to that.
pub(in crate::ide::action) fn refer<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>, name: &str) {
    let members = ["source", "provider", "id"].into_iter().zip(["env", "default", name]);
    let members = members.map(|(key, text)| NewMember::text(key, text)).collect();
    if keep(spot, plan, name).is_some()
        && let Some(key) = spot.entry.key()
    {
        plan.wrap(spot.object, spot.entry, &key, members);
    }
}

/// Adds the variable with the text, unless it has it already.
fn keep<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>, name: &str) -> Option<Value<'t>> {
    let (root, value) = (spot.root()?, spot.value()?);
    if spot.get(&["env", "vars", name]).is_none() {
        let source = spot.snapshot.text.slice(value.range());
        plan.insert(root, &["env", "vars"], NewMember::new(name, NewValue::Source(source)));
    }
    Some(value)
}

/// A name that no other secret has, that OpenClaw takes from a configuration, and that does not change how Anthropic is
/// used.
pub(in crate::ide::action) fn free_name(spot: &Spot<'_>) -> Option<String> {
    let root = spot.root().filter(|root| Plan::has_room(*root, &["env", "vars"]))?;
    let base = name(spot);
    let text = spot.text()?;
    let names = std::iter::once(base.clone()).chain((2..=TRIES).map(|number| format!("{base}_{number}")));
    let is_free = |name: &String| {
        let there = spot.get(&["env", "vars", name]);
        let is_same = |value: Value<'_>| value.as_str().is_some_and(|own| own == text);
        let is_known = spot.snapshot.world.options.env_names.contains(name);
        let is_taken_over = Skipped::of(name, &text).is_none();
        is_taken_over && there.map_or(!is_known, is_same) && keeps_mode(spot.snapshot, root, name)
    };
    names.into_iter().find(is_free)
}

/// Whether a new variable leaves alone what OpenClaw decides about Anthropic
/// (docs/openclaw/logins.md#how-anthropic-is-used).
fn keeps_mode(snapshot: &Snapshot, root: Node<'_>, name: &str) -> bool {
    let auth = snapshot.world.environment().auth;
    let before = decide(&Value::Node(root), auth).mode;
    if before != AuthMode::Undecided || !name.starts_with("ANTHROPIC_") {
        return true;
    }
    let mut plan = Plan::new(snapshot);
    plan.insert(root, &["env", "vars"], NewMember::text(name, "x"));
    let after = edited(snapshot, &plan.edits());
    after.tree.value().is_some_and(|root| decide(&root, auth).mode == before)
}

/// The usual name of the variable for the secret.
pub(in crate::ide::action) fn name(spot: &Spot<'_>) -> String {
    let mut path: Vec<&str> = spot.way.iter().filter_map(|key| key.as_deref()).collect();
    let own = spot.key();
    path.push(&own);
    variable_name::usual(&path)
}
