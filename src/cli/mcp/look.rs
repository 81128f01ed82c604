//! The tools that only look.

use super::params::{AtKey, Check, Code, Explain};
use super::server::Server;
use crate::answer::{Asked, Day};
use crate::base::Snapshot;
use crate::base::links;
use crate::cli::checked::checked;
use crate::cli::edit::{Change, Json, Place};
use crate::cli::filter::unknown_code;
use crate::cli::report::json_document;
use crate::cli::{explain, pages};
use crate::config::routing::Message;
use crate::edit::edited;
use crate::explain::Query;
use crate::ide::explain_key;
use crate::ide::{CompletionItem, CompletionKind, CompletionOptions, completion};
use crate::syntax::Value as Written;
use serde_json::{Value, json};

impl Server {
    /// Checks a file or a draft.
    pub(super) fn checked(&self, asked: &Check) -> Result<Value, String> {
        let input = match &asked.text {
            Some(text) => Self::draft(asked.file.as_deref(), text),
            None => Self::read(asked.file.as_deref())?,
        };
        let checked = checked(&input, &self.world, &self.includes);
        serde_json::to_value(json_document(&checked)).map_err(|error| error.to_string())
    }

    /// Explains agents, one agent or model, or one key.
    pub(super) fn explained(&self, asked: &Explain) -> Result<Value, String> {
        let input = Self::read(asked.file.as_deref())?;
        let query = Query { agent: asked.agent.as_deref(), model: asked.model.as_deref(), api: None };
        let message = asked.message.as_deref().map(Message::parse).transpose()?;
        let asked = Asked { key: asked.key.as_deref(), query, message, day: Day::default() };
        explain::value(&input, &asked, &self.world, &self.includes)
    }

    /// The page of a code.
    pub(super) fn page(asked: &Code) -> Result<Value, String> {
        let page = pages::find(&asked.code).ok_or_else(|| unknown_code(&asked.code))?;
        Ok(json!({ "code": asked.code, "page": page, "url": links::page(&asked.code) }))
    }

    /// What hovering over a key says.
    pub(super) fn hovered(&self, asked: &AtKey) -> Result<Value, String> {
        let subject = self.subject(asked.file.as_deref())?;
        let key = subject.place(&asked.key)?.shown();
        let found = explain_key(&subject.whole, &asked.key, Query::default())
            .ok_or_else(|| format!("no key can stand at `{key}`"))?;
        Ok(json!({ "key": key, "markdown": found.report() }))
    }

    /// The value of a key, with secrets masked.
    pub(super) fn got(&self, asked: &AtKey) -> Result<Value, String> {
        let subject = self.subject(asked.file.as_deref())?;
        let place = subject.place(&asked.key)?;
        let key = place.shown();
        let Some((text, masked)) = subject.shown(&place) else {
            return Ok(json!({ "key": key, "set": false }));
        };
        // What JSON cannot hold, such as Infinity, is told as a text.
        let value: Value = serde_json::from_str(&text).unwrap_or(Value::from(text));
        Ok(json!({ "key": key, "set": true, "value": value, "masked": masked }))
    }

    /// The keys and values that could stand at a key.
    pub(super) fn completed(&self, asked: &AtKey) -> Result<Value, String> {
        let subject = self.subject(asked.file.as_deref())?;
        let place = subject.place(&asked.key)?;
        let whole = &subject.whole;
        let keys = probe(whole, &place, &Json::Object(Vec::new()), |range| range.start + 1);
        let values = probe(whole, &place, &Json::Text(String::new()), |range| range.start + 1);
        let list = |items: Vec<CompletionItem>, wanted: fn(CompletionKind) -> bool| {
            let items = items.into_iter().filter(|item| wanted(item.kind) && !item.deprecated);
            items.map(|item| json!({ "label": item.label, "detail": item.detail })).collect::<Vec<_>>()
        };
        Ok(json!({
            "key": place.shown(),
            "keys": list(keys, |kind| kind == CompletionKind::Key),
            "values": list(values, |kind| kind != CompletionKind::Key),
        }))
    }
}

/// What completion offers where a value is put into a copy of the document. An object that is there stays: keys that it has
/// are not offered again.
fn probe(
    whole: &Snapshot,
    place: &Place,
    value: &Json,
    inside: fn(crate::text::TextRange) -> usize,
) -> Vec<CompletionItem> {
    let there = place.written(whole);
    let keeps = matches!((there, value), (Some(Written::Node(node)), Json::Object(_)) if node.is_object());
    let copy = if keeps {
        whole.clone()
    } else {
        edited(whole, &Change::Set(place.clone(), value.clone()).edits(whole))
    };
    let range = place.written(&copy).map(Written::range);
    let options = CompletionOptions { snippets: false, whole_strings: true, ..Default::default() };
    range.map(|range| completion(&copy, inside(range), options)).unwrap_or_default()
}
