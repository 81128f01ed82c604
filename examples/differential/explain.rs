//! Disagreements whose reason lies outside the text.

use openclaw_lsp::base::{Diagnostic, Snapshot};
use openclaw_lsp::config::placeholder::placeholders;
use openclaw_lsp::syntax::{Entry, Node, Value as Syntax};
use serde_json::Value;

/// Why only OpenClaw refuses a document, if that is not our fault.
pub fn reason(snapshot: &Snapshot, errors: &[Diagnostic], issues: &[Value]) -> Option<&'static str> {
    let value = snapshot.tree.value()?;
    let at = |issue: &Value| find(value, issue["path"].as_str().unwrap_or_default());
    let is_variable = |issue: &Value| at(issue).is_some_and(has_variable);
    let is_program = |issue: &Value| issue["kind"] == "secret-exec-path";
    match errors {
        [] if issues.iter().all(is_program) => Some("whether a program is there is asked of the machine"),
        [] if issues.iter().all(is_variable) => {
            Some("what the variable holds is known only where OpenClaw runs")
        }
        [_, ..] if issues.is_empty() && has_load_paths(value) && errors.iter().all(is_of_plugin) => {
            Some("whether the folder of a plugin is there is asked of the machine")
        }
        _ => None,
    }
}

/// Whether plugins are loaded from folders: where one is not there, OpenClaw checks nothing that plugins bring.
fn has_load_paths(value: Syntax<'_>) -> bool {
    let paths = value.get("plugins").and_then(|plugins| plugins.get("load")?.get("paths")?.array());
    paths.is_some_and(|paths| paths.count() > 0)
}

fn is_of_plugin(error: &Diagnostic) -> bool {
    ["channels.", "plugins.entries."].iter().any(|start| error.path.starts_with(start))
}

/// The value at a dotted path; keys may have dots.
fn find<'t>(value: Syntax<'t>, path: &str) -> Option<Syntax<'t>> {
    if path.is_empty() || path == "<root>" {
        return Some(value);
    }
    let Syntax::Node(node) = value else { return Some(value) };
    let below = |entry: Entry<'t>| {
        let key = entry.key().map_or_else(|| entry.index().to_string(), std::borrow::Cow::into_owned);
        let rest = path.strip_prefix(key.as_str())?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
        find(entry.value()?, rest)
    };
    let moved = || older(node, path);
    node.entries().find_map(below).or_else(moved)
}

/// The value at a path below `agents` in the roster of older releases: `entries.ID` is the element with that id.
fn older<'t>(agents: Node<'t>, path: &str) -> Option<Syntax<'t>> {
    let rest = path.strip_prefix("entries.")?;
    let list = agents.get("list")?.array()?;
    list.entries().filter_map(Entry::value).find_map(|agent| {
        let id = agent.get("id")?.as_str()?;
        find(agent, rest.strip_prefix(&*id)?.trim_start_matches('.'))
    })
}

fn has_variable(value: Syntax<'_>) -> bool {
    match value {
        Syntax::Node(node) => node.entries().filter_map(Entry::value).any(has_variable),
        Syntax::Scalar(scalar) => scalar.as_str().is_some_and(|text| !placeholders(&text).is_empty()),
    }
}
