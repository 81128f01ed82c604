//! One key: what it means, what may stand there, what the document says, and for a parameter what wins.

use super::hover;
use crate::base::{Snapshot, masking};
use crate::explain::{Explainer, ParamRow, Query, table_name};
use crate::schema::overlay::params_layers;
use crate::schema::{PathStep, docs};
use crate::syntax::{Entry, Node, Value};
use crate::text::{TextEdit, TextRange};

/// What there is to know about a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyExplanation {
    /// The path as it was understood, one text per step.
    pub path: Vec<String>,
    /// The place of the member in the document, in bytes; none where it is not there.
    pub range: Option<TextRange>,
    /// Its value as written, with secrets masked.
    pub value: Option<String>,
    /// What it means, in one paragraph of Markdown.
    pub documentation: Option<&'static str>,
    /// The types that the schema allows.
    pub types: Vec<String>,
    /// All there is to know, as Markdown.
    pub markdown: String,
    /// For a member of a `params` object: what wins for the agent and model in question, if any layer has the key.
    pub wins: Option<ParamRow>,
}

impl KeyExplanation {
    /// All of it as a text for people, in Markdown that is readable as it is.
    pub fn report(&self) -> String {
        let meaning = if self.markdown.is_empty() {
            let documentation = self.documentation.unwrap_or("No description.");
            format!("{}\n\n{documentation}\n\nType: {}", self.path.join("."), self.types.join(" or "))
        } else {
            self.markdown.trim_end().to_owned()
        };
        let written = match &self.value {
            _ if self.range.is_none() => Some("The file does not set it.".to_owned()),
            value => value.as_ref().map(|value| format!("In the file: {value}")),
        };
        let parts: Vec<String> =
            [Some(meaning), written, self.wins.as_ref().map(winner)].into_iter().flatten().collect();
        parts.join("\n\n") + "\n"
    }
}

/// Which layer decides, in a sentence.
fn winner(wins: &ParamRow) -> String {
    let over = match &wins.shadowed[..] {
        [] => String::new(),
        shadowed => format!(", over that of {}", shadowed.join(" and ")),
    };
    let seeded = if wins.is_seeded { ", which OpenClaw puts in on loading," } else { "" };
    format!("Of the layers, {} of {}{seeded} wins{over}.", wins.value, wins.path)
}

/// Explains a key by its dotted path. Steps with dots or slashes may be quoted: `agents.defaults.models["a/b"].params`;
/// keys that the document has are found without. Elements of arrays are numbers: `agents.list[0].model` or
/// `agents.list.0.model`.
///
/// Nothing where the document's value is no object, or the path leads through an element that an array does not have.
pub fn explain_key(snapshot: &Snapshot, path: &str, query: Query<'_>) -> Option<KeyExplanation> {
    let explainer = Explainer::new(snapshot)?;
    let way = Way::find(explainer.root, &steps(path))?;
    explain_way(snapshot, &explainer, &way, query)
}

/// Explains the innermost member or element that an offset in bytes lies in.
///
/// Nothing where the document's value is no object, or the offset lies outside all its members.
pub fn explain_at(snapshot: &Snapshot, offset: usize, query: Query<'_>) -> Option<KeyExplanation> {
    let explainer = Explainer::new(snapshot)?;
    let way = Way::at(snapshot, offset)?;
    explain_way(snapshot, &explainer, &way, query)
}

fn explain_way(
    snapshot: &Snapshot,
    explainer: &Explainer<'_>,
    way: &Way<'_>,
    query: Query<'_>,
) -> Option<KeyExplanation> {
    let schema_path = way.schema_path();
    let text = match &way.missing[..] {
        [] => about(snapshot, way.entry?),
        missing => about_missing(snapshot, way.value, missing),
    };
    let value = way.entry.filter(|_| way.missing.is_empty()).and_then(Entry::value);
    Some(KeyExplanation {
        range: value.and(way.entry).map(Entry::range),
        value: value.map(|value| explainer.shown(value)),
        documentation: docs::lookup(&schema_path),
        types: types(snapshot, &schema_path),
        markdown: text.unwrap_or_default(),
        wins: wins(explainer, &way.path, &schema_path, query),
        path: shown(snapshot, way),
    })
}

/// The path without credentials, and without a key that is rather the rest of a secret.
fn shown(snapshot: &Snapshot, way: &Way<'_>) -> Vec<String> {
    // Each step for itself: in a dotted path nothing tells where a credential begins.
    let mut path: Vec<String> = way.path.iter().map(|step| masking::written(step).into_owned()).collect();
    if let (Some(entry), Some(last)) = (way.entry.filter(|_| way.missing.is_empty()), path.last_mut()) {
        *last = masking::path_at(&snapshot.tree, entry.range().start, std::mem::take(last));
    }
    path
}

/// A path as far as the document has it.
struct Way<'t> {
    /// The steps, with those that belong together joined.
    path: Vec<String>,
    /// Which steps lead to elements of arrays.
    items: Vec<bool>,
    /// The last member or element that is there.
    entry: Option<Entry<'t>>,
    /// Its value.
    value: Value<'t>,
    /// The steps that are not there.
    missing: Vec<String>,
}

impl<'t> Way<'t> {
    fn find(root: Value<'t>, steps: &[String]) -> Option<Self> {
        let mut way =
            Self { path: Vec::new(), items: Vec::new(), entry: None, value: root, missing: Vec::new() };
        let mut rest = steps;
        while !rest.is_empty() {
            let Some((taken, entry)) = next(way.value, rest) else { break };
            way.path.push(rest[..taken].join("."));
            way.items.push(way.value.array().is_some());
            rest = &rest[taken..];
            way.entry = Some(entry);
            let Some(value) = entry.value() else { break };
            way.value = value;
        }
        let in_array = way.value.array().is_some() && !rest.is_empty();
        way.missing = rest.to_vec();
        way.path.extend(rest.iter().cloned());
        way.items.resize(way.path.len(), false);
        (!in_array && !way.path.is_empty()).then_some(way)
    }

    /// The way to an offset. Blanks between members belong to the container, as nobody means the next member there.
    fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let cursor = snapshot.tree.cursor(offset);
        let touched = cursor.entry.filter(|entry| entry.range().touches(offset));
        let entries: Vec<Entry<'t>> = cursor.ancestors.into_iter().chain(touched).skip(1).collect();
        let entry = entries.last().copied()?;
        let name = |entry: &Entry<'t>| {
            entry.key().map_or_else(|| entry.index().to_string(), std::borrow::Cow::into_owned)
        };
        Some(Self {
            path: entries.iter().map(name).collect(),
            items: entries.iter().map(|entry| entry.key().is_none()).collect(),
            entry: Some(entry),
            value: entry.value()?,
            missing: Vec::new(),
        })
    }

    fn schema_path(&self) -> Vec<PathStep<'_>> {
        let steps = self.path.iter().zip(&self.items);
        steps.map(|(name, item)| if *item { PathStep::Item } else { PathStep::Key(name) }).collect()
    }
}

/// The entry that the next steps lead to, and how many of them: a key with dots takes several.
fn next<'t>(value: Value<'t>, rest: &[String]) -> Option<(usize, Entry<'t>)> {
    if let Some(array) = value.array() {
        return Some((1, array.entry(rest.first()?.parse().ok()?)?));
    }
    let object = value.object()?;
    (1..=rest.len()).find_map(|taken| Some((taken, object.member(&rest[..taken].join("."))?)))
}

/// Takes a dotted path apart.
fn steps(path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some((inner, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            steps.push(inner.trim_matches(['"', '\'']).to_owned());
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            if end > 0 {
                steps.push(rest[..end].to_owned());
            }
            rest = &rest[end..];
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    steps
}

/// What hovering over a member says.
fn about(snapshot: &Snapshot, entry: Entry<'_>) -> Option<String> {
    let token = entry.key_token().or_else(|| Some(entry.value()?.scalar()?.token))?;
    Some(hover(snapshot, token.range.start)?.markdown)
}

/// What hovering over a member would say if it were there: it is put into a copy of the document, without a value.
fn about_missing(snapshot: &Snapshot, value: Value<'_>, missing: &[String]) -> Option<String> {
    let (last, parents) = missing.split_last()?;
    let quoted = |name: &String| format!("{}:", serde_json::Value::from(name.as_str()));
    let opening: String = parents.iter().map(|name| quoted(name) + "{").collect();
    let text = format!("{opening}{}{}", quoted(last), "}".repeat(parents.len()));
    let (edit, before) = match value.object().map(Node::items_start) {
        Some(start) => (TextEdit::insert(start, text + ","), start),
        None => (TextEdit::replace(value.range(), format!("{{{text}}}")), value.range().start + 1),
    };
    Some(hover(&snapshot.edited(&edit), before + opening.len())?.markdown)
}

/// The types of a value at a path; `any` where the schema leaves it open.
fn types(snapshot: &Snapshot, path: &[PathStep<'_>]) -> Vec<String> {
    let schema = &snapshot.world.schema;
    let branches = schema.lookup(path).into_iter().flat_map(|id| schema.branches(id));
    let mut types: Vec<String> = branches.map(|id| schema.node(id).types().to_string()).collect();
    types.retain(|types| !types.is_empty());
    types.sort_unstable();
    types.dedup();
    if types.is_empty() { vec!["any".to_owned()] } else { types }
}

/// What wins where the key stands in a `params` object: for the agent and the model of its path, else of the query.
fn wins(
    explainer: &Explainer<'_>,
    path: &[String],
    steps: &[PathStep<'_>],
    query: Query<'_>,
) -> Option<ParamRow> {
    let (_, bag) = steps.split_last()?;
    if params_layers().lookup(bag).is_empty() {
        return None;
    }
    let after = |word: &str| Some(path.get(path.iter().position(|step| step == word)? + 1)?.as_str());
    let agent = match path.get(1).map(String::as_str) {
        Some("entries") => after("entries"),
        Some("list") => {
            let index: usize = after("list")?.parse().ok()?;
            explainer.agents.iter().find(|agent| agent.index == index).map(|agent| agent.id.as_str())
        }
        _ => None,
    };
    let in_agents = path.first().is_some_and(|first| first == "agents");
    let model = after("models").filter(|_| in_agents);
    let query = Query { agent: agent.or(query.agent), model: model.or(query.model), ..query };
    let found = explainer.explain(query);
    let name = table_name(path.last()?);
    found.params.into_iter().find(|row| row.name == name)
}

#[cfg(test)]
mod tests;
