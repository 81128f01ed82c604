//! Finds the texts that are names, or hold some.

use super::name::Role;
use crate::config::agent_id::normalize;
use crate::config::channel;
use crate::config::include;
use crate::config::placeholder::placeholders;
use crate::config::selection::ModelEntry;
use crate::schema::overlay::NameKind;
use crate::schema::overlay::{
    ModelClass, ModelShape, NamePlace, NameUse, model_references, name_places, secret_references,
};
use crate::schema::{PathStep, State};
use crate::syntax::{Entry, Node, Scalar, TokenAt, TokenKind, Tree, Value, string_part};
use crate::text::TextRange;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// No configuration is nested half as deep; whatever lies deeper names nothing.
const DEEPEST: usize = 64;

/// A step of the path to a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step<'t> {
    /// To the member with this key.
    Key(Cow<'t, str>),
    /// To an element.
    Item,
}

impl Step<'_> {
    /// The same step, as patterns are walked with it.
    pub fn as_path(&self) -> PathStep<'_> {
        match self {
            Self::Key(key) => PathStep::Key(key),
            Self::Item => PathStep::Item,
        }
    }

    /// The key.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Item => None,
        }
    }

    /// The same step, for as long as one likes.
    pub fn into_owned(self) -> Step<'static> {
        match self {
            Self::Key(key) => Step::Key(Cow::Owned(key.into_owned())),
            Self::Item => Step::Item,
        }
    }
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name.
    Name(NameKind),
    /// A reference to a model, which may hold several names.
    Model(ModelClass),
}

/// A text at a place that is known for names.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) what: What,
    /// See [`super::Name::scope`]; of a model reference the agent that it is about.
    pub(super) scope: String,
    /// The decoded text.
    pub(super) text: String,
    pub(super) spot: Spot,
    pub(super) role: Role,
}

/// Where a text stands.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    token: usize,
    /// How many bytes of the decoded string stand before the text.
    before: usize,
    /// The token, where it has escapes.
    escaped: Option<Box<str>>,
    /// The quote of the key or string; a bare key has none.
    pub(super) quote: Option<char>,
}

impl Spot {
    /// The place of a key or string that is complete, and its decoded text.
    fn of(token: TokenAt<'_>, text: &str) -> Option<Self> {
        let quote = token.text.chars().next().filter(|_| token.kind() == TokenKind::String);
        let escaped = (quote.is_some() && token.text.len() != text.len() + 2).then(|| token.text.into());
        let spot = Self { token: token.range.start, before: 0, escaped, quote };
        (!token.token.unclosed && (quote.is_some() || token.text == text)).then_some(spot)
    }

    fn behind(&self, bytes: usize) -> Self {
        Self { before: self.before + bytes, ..self.clone() }
    }

    /// Where a part of the text stands in the document.
    pub(super) fn part(&self, part: TextRange) -> TextRange {
        let part = part.shifted(self.before);
        match &self.escaped {
            Some(token) => string_part(token, part).shifted(self.token),
            None => part.shifted(self.token + usize::from(self.quote.is_some())),
        }
    }
}

/// What was found in all files.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The texts, by file.
    pub(super) files: Vec<Vec<Mention>>,
    /// The entries of the models maps, by agent; those of the defaults under the empty id.
    pub(super) entries: BTreeMap<String, Vec<ModelEntry>>,
    /// The models that are declared: provider in lower case, and id.
    pub(super) declared: Vec<(String, String)>,
    /// The MCP servers.
    pub(super) servers: Vec<String>,
}

impl Found {
    /// What is found from now on is in another file.
    pub(super) fn add_file(&mut self) {
        self.files.push(Vec::new());
    }
}

/// Collects what a file says, standing at a path of the configuration.
pub(super) fn collect<'t>(tree: &'t Tree, mount: &[Step<'t>], found: &mut Found) {
    let Some(Value::Node(root)) = tree.value() else { return };
    let mut walk = Walk { path: mount.to_vec(), listed: String::new(), found };
    let at = mount.iter().fold(Places::start(), |at, step| at.step(step));
    walk.node(root, at);
}

/// Where the walk stands in the patterns.
#[derive(Clone, Copy)]
struct Places {
    names: State,
    models: State,
    secrets: State,
}

impl Places {
    fn start() -> Self {
        Self {
            names: name_places().start(),
            models: model_references().start(),
            secrets: secret_references().start(),
        }
    }

    fn step(self, step: &Step<'_>) -> Self {
        let step = step.as_path();
        Self {
            names: name_places().step(self.names, step),
            models: model_references().step(self.models, step),
            secrets: secret_references().step(self.secrets, step),
        }
    }

    fn name(self, is_key: bool) -> Option<&'static NamePlace> {
        name_places().values(self.names).iter().find(|place| place.is_key == is_key)
    }

    fn model(self, is_key: bool) -> Option<ModelClass> {
        let found = model_references().values(self.models).first()?;
        ((found.shape == ModelShape::Key) == is_key && found.class != ModelClass::IdOnly)
            .then_some(found.class)
    }
}

struct Walk<'w, 't> {
    path: Vec<Step<'t>>,
    /// The agent of the element of `agents.list` that the walk is in.
    listed: String,
    found: &'w mut Found,
}

impl<'t> Walk<'_, 't> {
    fn node(&mut self, node: Node<'t>, at: Places) {
        if self.path.len() > DEEPEST {
            return;
        }
        if let [Step::Key(agents), Step::Key(list), Step::Item] = &self.path[..]
            && agents == "agents"
            && list == "list"
        {
            let id = node.is_object().then(|| node.get("id")).flatten().and_then(Value::as_str);
            self.listed = id.map(|id| normalize(&id)).unwrap_or_default();
        }
        for entry in node.entries() {
            let step = if node.is_object() { entry.key().map(Step::Key) } else { Some(Step::Item) };
            let Some(step) = step.filter(|step| step.key() != Some(include::KEY)) else { continue };
            let next = at.step(&step);
            self.path.push(step);
            self.entry(node, entry, at, next);
            self.path.pop();
        }
    }

    fn entry(&mut self, node: Node<'t>, entry: Entry<'t>, at: Places, next: Places) {
        if node.is_object() {
            self.key(entry, next);
        }
        match entry.value() {
            Some(Value::Node(child)) => self.node(child, next),
            Some(Value::Scalar(scalar)) => self.text(node, scalar, at, next),
            None => {}
        }
    }

    fn key(&mut self, entry: Entry<'t>, at: Places) {
        let Some((token, text)) = entry.key_token().zip(entry.key()) else { return };
        let Some(spot) = Spot::of(token, &text) else { return };
        if let Some(place) = at.name(true) {
            return self.name(None, place, &text, spot);
        }
        let Some(class) = at.model(true) else { return };
        let agent = self.agent();
        if class == ModelClass::KeyModel {
            let alias = entry.value().and_then(|value| value.get("alias"));
            let alias = alias.map(|alias| alias.as_str().map(|a| a.trim().to_owned()).unwrap_or_default());
            let entries = self.found.entries.entry(agent.clone()).or_default();
            entries.push(ModelEntry { key: text.clone().into_owned(), alias });
        }
        let role = if class == ModelClass::KeyModel { Role::Entry } else { Role::Reference };
        self.add(What::Model(class), agent, &text, spot, role);
    }

    fn text(&mut self, node: Node<'t>, scalar: Scalar<'t>, at: Places, next: Places) {
        let Some(text) = scalar.as_str() else { return };
        let Some(spot) = Spot::of(scalar.token, &text) else { return };
        let variables = if text.contains("${") { placeholders(&text) } else { Vec::new() };
        for variable in &variables {
            let spot = spot.behind(variable.range.start + "${".len());
            self.add(What::Name(NameKind::Variable), String::new(), variable.name, spot, Role::Reference);
        }
        if !variables.is_empty() {
            return;
        }
        if let Some(place) = next.name(false) {
            self.name(Some(node), place, &text, spot);
        } else if let Some(class) = next.model(false) {
            let agent = self.agent();
            self.add(What::Model(class), agent, &text, spot, Role::Reference);
        } else if !secret_references().values(at.secrets).is_empty() {
            self.secret(node, &text, spot);
        }
    }

    /// A member of a reference to a secret.
    fn secret(&mut self, node: Node<'t>, text: &str, spot: Spot) {
        let source = sibling(node, "source");
        let kind = match self.path.last().and_then(Step::key) {
            Some("provider") if source.is_some() => NameKind::SecretProvider,
            Some("id") if source.as_deref() == Some("env") => NameKind::Variable,
            _ => return,
        };
        self.add(What::Name(kind), String::new(), text, spot, Role::Reference);
    }

    fn name(&mut self, node: Option<Node<'t>>, place: &NamePlace, text: &str, spot: Spot) {
        let Some(scope) = self.scope(node, place).filter(|_| !place.more().any(|word| word == text)) else {
            return;
        };
        let role = if place.used == NameUse::Definition { Role::Definition } else { Role::Reference };
        match (place.kind, role) {
            (NameKind::Model, Role::Definition) => {
                self.found.declared.push((scope.clone(), text.trim().to_owned()));
            }
            (NameKind::Server, Role::Definition) => self.found.servers.push(text.to_owned()),
            _ => {}
        }
        self.add(What::Name(place.kind), scope, text, spot, role);
    }

    fn add(&mut self, what: What, scope: String, text: &str, spot: Spot, role: Role) {
        if let Some(file) = self.found.files.last_mut() {
            file.push(Mention { what, scope, text: text.to_owned(), spot, role });
        }
    }

    /// What a name belongs to; nothing where that is not said.
    fn scope(&self, node: Option<Node<'t>>, place: &NamePlace) -> Option<String> {
        let above = |index: usize| self.path.get(index).and_then(Step::key);
        let beside = |key| node.and_then(|node| sibling(node, key));
        Some(match place.kind {
            NameKind::Alias => self.agent(),
            NameKind::Account if above(0) == Some("channels") => channel_of(above(1)?),
            NameKind::Account => {
                let channel = beside("channel").or_else(|| beside("target"))?;
                return (!channel::is_word(&channel)).then(|| channel_of(&channel));
            }
            NameKind::Model if place.used == NameUse::Definition => above(2)?.trim().to_lowercase(),
            NameKind::Model => beside("provider")?.trim().to_lowercase(),
            NameKind::Voice => {
                let own = if place.is_key { 2 } else { 1 };
                let section = self.path.iter().take(self.path.len().saturating_sub(own));
                // Agents share the providers of the whole.
                let keys = section.skip_while(|step| !matches!(step.key(), Some("tts" | "talk")));
                keys.filter_map(Step::key).collect::<Vec<_>>().join(".")
            }
            NameKind::Channel if place.is_key && above(0) == Some("channels") && self.path.len() == 2 => {
                return (!channel::is_section(above(1)?)).then(String::new);
            }
            _ => String::new(),
        })
    }

    /// The agent that the place is about; none where it is about all of them.
    fn agent(&self) -> String {
        match &self.path[..] {
            [Step::Key(agents), Step::Key(entries), Step::Key(id), ..]
                if agents == "agents" && entries == "entries" =>
            {
                normalize(id)
            }
            [Step::Key(agents), Step::Key(list), Step::Item, ..] if agents == "agents" && list == "list" => {
                self.listed.clone()
            }
            _ => String::new(),
        }
    }
}

fn sibling(node: Node<'_>, key: &str) -> Option<String> {
    Some(node.get(key)?.as_str()?.into_owned())
}

fn channel_of(written: &str) -> String {
    super::folded(NameKind::Channel, written)
}
