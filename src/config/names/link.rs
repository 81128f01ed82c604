//! Says what the texts mean that were found.

use super::form::{folded, safe_server_name};
use super::name::{Name, Occurrence, Role};
use super::walk::{Found, Mention, What};
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::{ModelRef, Parsed, Shape};
use crate::config::placeholder::is_variable_name;
use crate::config::selection::{AliasOrigin, How, ModelEntry, ModelNames};
use crate::schema::overlay::ModelClass;
use crate::schema::overlay::NameKind;
use crate::text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What stands between the name of a server and that of its tool.
const OF_SERVER: &str = "__";

/// The names of each file, by position.
pub(super) fn link(mut found: Found, lexicon: Lexicon) -> Vec<Vec<Occurrence>> {
    let files = std::mem::take(&mut found.files);
    let mut linker = Linker::new(found, lexicon);
    files.iter().map(|mentions| linker.file(mentions)).collect()
}

struct Linker {
    /// The names of models that the release knows.
    lexicon: Lexicon,
    entries: BTreeMap<String, Vec<ModelEntry>>,
    /// The beginnings of tool names, the longest first.
    servers: Vec<String>,
    names: FxHashMap<String, ModelNames>,
    /// Whatever is an alias for any agent, in lower case.
    aliases: FxHashSet<String>,
}

impl Linker {
    fn new(found: Found, lexicon: Lexicon) -> Self {
        let mut servers: Vec<String> =
            found.servers.iter().map(|server| folded(NameKind::Server, server)).collect();
        servers.sort_by_key(|server| std::cmp::Reverse(server.len()));
        servers.dedup();
        let own = found.entries.values().flatten().filter_map(|entry| entry.alias.as_deref());
        let built_in = lexicon.aliases().iter().map(|(name, _)| *name);
        let aliases = own.chain(built_in).map(str::to_lowercase).collect();
        let defaults = found.entries.get("").map(Vec::as_slice).unwrap_or_default();
        let names = ModelNames::of(defaults, &[], found.declared, lexicon);
        Self {
            lexicon,
            entries: found.entries,
            servers,
            aliases,
            names: FxHashMap::from_iter([(String::new(), names)]),
        }
    }

    fn file(&mut self, mentions: &[Mention]) -> Vec<Occurrence> {
        let mut out = Vec::with_capacity(mentions.len());
        for mention in mentions {
            match mention.what {
                What::Name(NameKind::Tool) => out.extend(self.tool(mention)),
                What::Name(NameKind::SessionKey) => out.extend(agent_of_session(mention)),
                What::Name(NameKind::Model) => out.extend(self.declared_model(mention)),
                What::Name(kind) => out.extend(plain(mention, kind)),
                What::Model(class) => self.model(mention, class, &mut out),
            }
        }
        out.sort_by_key(|one| one.range.start);
        // A file that is included twice at one place says everything twice.
        out.dedup();
        out
    }

    /// The server at the beginning of the name of a tool.
    fn tool(&self, mention: &Mention) -> Option<Occurrence> {
        let lower = mention.text.to_lowercase();
        let is_prefix = |server: &&String| {
            lower.strip_prefix(server.as_str()).is_some_and(|rest| rest.starts_with(OF_SERVER))
        };
        let known = self.servers.iter().find(is_prefix).map(String::len);
        let end = known.or_else(|| mention.text.find(OF_SERVER).filter(|end| *end > 0))?;
        Some(Occurrence { spelled: true, ..part(mention, TextRange::new(0, end), NameKind::Server, "")? })
    }

    fn declared_model(&self, mention: &Mention) -> Option<Occurrence> {
        let range = TextRange::new(0, mention.text.len());
        if mention.text.trim().is_empty() {
            return None;
        }
        meant(mention, range, &ModelRef::normalize(&mention.scope, &mention.text, self.lexicon))
    }

    fn model(&mut self, mention: &Mention, class: ModelClass, out: &mut Vec<Occurrence>) {
        let text = mention.text.as_str();
        let parsed = Parsed::parse(text);
        let takes_aliases = matches!(class, ModelClass::Selector | ModelClass::Policy);
        let asks = takes_aliases && self.may_be_alias(&parsed, text);
        let names = asks.then(|| self.names(&mention.scope));
        if let Some(alias) =
            names.and_then(|names| names.alias(text)).filter(|alias| alias.origin != AliasOrigin::BuiltIn)
        {
            let (start, len) = (text.len() - text.trim_start().len(), text.trim().len());
            let model = alias.target.clone();
            out.extend(alias_of(mention, TextRange::at(start, len), alias.origin));
            out.extend(meant(mention, TextRange::at(start, len), &model));
            return;
        }
        if parsed.provider.is_some() || class == ModelClass::KeyProvider && parsed.shape == Shape::Bare {
            let range = parsed.provider.or(parsed.id);
            out.extend(range.and_then(|range| beside(mention, range, NameKind::Provider)));
        }
        if let Some(id) = parsed.id {
            match names.map(|names| names.resolve(text)) {
                Some(found) => {
                    let meant = resolved(mention, id, &found.model, &found.how);
                    out.extend(meant.into_iter().flatten());
                }
                None => {
                    out.extend(parsed.model_ref(self.lexicon).and_then(|model| meant(mention, id, &model)));
                }
            }
        }
        out.extend(parsed.profile.and_then(|range| beside(mention, range, NameKind::Profile)));
    }

    /// Whether some agent may take a text for an alias. Most references are in full and need no more than this.
    fn may_be_alias(&self, parsed: &Parsed<'_>, text: &str) -> bool {
        let is_known = |name: &str| self.aliases.contains(&name.to_lowercase());
        parsed.shape != Shape::Full || parsed.id_text().is_some_and(is_known) || is_known(text.trim())
    }

    /// The names that hold for an agent. Most agents have no models of their own and share those of the defaults.
    fn names(&mut self, agent: &str) -> &ModelNames {
        let agent = if self.entries.contains_key(agent) { agent } else { "" };
        if !self.names.contains_key(agent) {
            let own = self.entries.get(agent).map(Vec::as_slice).unwrap_or_default();
            let names = self.names[""].clone().of_agent(own);
            self.names.insert(agent.to_owned(), names);
        }
        &self.names[agent]
    }
}

/// What a reference stands for: an alias and its model, or the model alone.
fn resolved(mention: &Mention, id: TextRange, model: &ModelRef, how: &How) -> [Option<Occurrence>; 2] {
    let model = || meant(mention, id, model);
    match how {
        How::Alias(AliasOrigin::BuiltIn) | How::Written | How::UniqueMatch => [model(), None],
        How::Alias(origin) => [alias_of(mention, id, *origin), model()],
        How::Special | How::DefaultProvider | How::DefaultModel => [None, None],
    }
}

/// The agent in the key of a session: `agent:<id>:<rest>`.
fn agent_of_session(mention: &Mention) -> Option<Occurrence> {
    let start = "agent:".len();
    let len = mention.text.strip_prefix("agent:")?.find(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    // What a template puts there nobody knows.
    let id = mention.text.get(start..start + len).filter(|id| id.chars().all(plain))?;
    part(mention, TextRange::at(start, id.len()), NameKind::Agent, "")
}

fn alias_of(mention: &Mention, range: TextRange, origin: AliasOrigin) -> Option<Occurrence> {
    let scope = if origin == AliasOrigin::Agent { mention.scope.as_str() } else { "" };
    part(mention, range, NameKind::Alias, scope)
}

/// A model under whatever name it is written.
fn meant(mention: &Mention, range: TextRange, model: &ModelRef) -> Option<Occurrence> {
    let written = mention.text.get(range.start..range.end)?;
    let name = Name { kind: NameKind::Model, scope: model.provider.clone(), text: model.id.clone() };
    let spelled = written == name.text;
    Some(Occurrence { name, spelled, ..part(mention, range, NameKind::Model, "")? })
}

fn plain(mention: &Mention, kind: NameKind) -> Option<Occurrence> {
    if kind == NameKind::Variable && !is_variable_name(&mention.text) {
        return None;
    }
    part(mention, TextRange::new(0, mention.text.len()), kind, &mention.scope)
}

/// What stands in a reference beside the model, which is only meant there even where the whole is a key.
fn beside(mention: &Mention, range: TextRange, kind: NameKind) -> Option<Occurrence> {
    Some(Occurrence { role: Role::Reference, ..part(mention, range, kind, "")? })
}

/// A part of a text that is a name. Blanks around it do not belong to it.
fn part(mention: &Mention, range: TextRange, kind: NameKind, scope: &str) -> Option<Occurrence> {
    let text = mention.text.get(range.start..range.end)?;
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed == "*" {
        return None;
    }
    let start = range.start + (text.len() - text.trim_start().len());
    let range = mention.spot.part(TextRange::at(start, trimmed.len()));
    let name = Name { kind, scope: scope.to_owned(), text: folded(kind, trimmed) };
    Some(Occurrence { name, range, role: mention.role, spelled: true, quote: mention.spot.quote })
}

/// The text that stands for a name at a place: tools call servers by a name of plain characters.
pub fn written(kind: NameKind, role: Role, name: &str) -> String {
    if kind == NameKind::Server && role != Role::Definition {
        safe_server_name(name)
    } else {
        name.to_owned()
    }
}
