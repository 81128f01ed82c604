//! What a migration of a cache setting changes at run time (docs/openclaw/cache-retention.md#seeding, case 5 of
//! docs/openclaw/cache-retention.md#how-openclaw-lsp-migrates-it).

use super::shared::Shared;
use crate::base::{Snapshot, World};
use crate::config::ConfigValue;
use crate::config::agent_entry::primary_of;
use crate::config::cache_layers::CacheEnvironment;
use crate::config::cache_retention::CacheOutcome;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::edit::apply;
use crate::explain::change_in_words;
use crate::migrations::{Place, places};
use crate::syntax::Tree;
use crate::text::TextEdit;
use std::collections::HashSet;

/// What people need to know before a migration is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is migrated, in few words.
    pub label: String,
    /// What that changes or loses, if anything.
    pub description: Option<String>,
    /// Whether people should look at the change first: something takes effect that did not, or is lost.
    pub confirm: bool,
}

impl Note {
    /// The note of the migration of one place.
    pub(super) fn of(place: &Place<'_>, effect: Option<&str>, drops: &[String], loses: bool) -> Self {
        let path: Vec<String> = (0..place.steps.len()).filter_map(|index| place.step(index)).collect();
        let lost = loses.then_some("what the file says here is dropped or switched off");
        let own = Some(place.migration.note).filter(|note| !note.is_empty());
        let drops = (!drops.is_empty()).then(|| format!("drops {}", drops.join(", ")));
        let parts: Vec<&str> = [effect, own, lost, drops.as_deref()].into_iter().flatten().collect();
        Self {
            label: format!("Migrate `{}`", path.join(".")),
            description: (!parts.is_empty()).then(|| parts.join("; ")),
            confirm: effect.is_some() || loses,
        }
    }
}

/// For whom a setting counts.
#[derive(PartialEq, Eq, Hash)]
struct Reader {
    agent: Option<String>,
    model: ModelRef,
}

/// A sentence about what becomes of the cache, where the edits change it.
pub(super) fn notice(snapshot: &Snapshot, place: &Place<'_>, edits: &[TextEdit]) -> Option<String> {
    let before = shared(snapshot, &snapshot.tree)?;
    let reader = reader(&before, place)?;
    effect(&before, &shared(snapshot, &apply(snapshot, edits))?, &reader)
}

/// The changes of the cache that edits of a document make, for each agent and model that a reported place speaks about.
pub fn effects(snapshot: &Snapshot, edits: &[TextEdit]) -> Vec<String> {
    if edits.is_empty() { Vec::new() } else { effects_on(snapshot, &apply(snapshot, edits)) }
}

/// The same for a document that has become another one.
pub fn effects_on(snapshot: &Snapshot, after: &Tree) -> Vec<String> {
    let both = shared(snapshot, &snapshot.tree).zip(shared(snapshot, after));
    let Some((before, after)) = both else { return Vec::new() };
    let mut seen = HashSet::new();
    let readers = places(snapshot).iter().filter_map(|place| reader(&before, place)).collect::<Vec<_>>();
    let readers = readers.iter().filter(|reader| seen.insert(*reader));
    readers.filter_map(|reader| effect(&before, &after, reader)).collect()
}

fn shared<'t>(snapshot: &Snapshot, tree: &'t Tree) -> Option<Shared<'t>> {
    Some(Shared::of(tree, tree.value()?, snapshot.release(), environment(&snapshot.world)))
}

fn effect(before: &Shared<'_>, after: &Shared<'_>, reader: &Reader) -> Option<String> {
    let (before, after) = (outcome(before, reader), outcome(after, reader));
    if before.effective == after.effective {
        return None;
    }
    Some(format!("{}: {}", reader.model, change_in_words(&before, &after)))
}

/// The agent and model that the place speaks about: those on its path, else the primary model.
fn reader(shared: &Shared<'_>, place: &Place<'_>) -> Option<Reader> {
    let steps: Vec<String> = (0..place.steps.len()).filter_map(|index| place.step(index)).collect();
    let agent = match (steps.first()?.as_str(), steps.get(1)?.as_str()) {
        ("agents", "entries") => steps.get(2).cloned(),
        ("agents", "list") => place.steps.get(2)?.1.value()?.text_at(&["id"]),
        ("agents", _) => None,
        _ => return None,
    };
    let key = steps.iter().position(|step| step == "models").and_then(|at| steps.get(at + 1));
    let model = match key {
        Some(key) => {
            let names = shared.lexicon;
            let model = Parsed::parse(key).model_ref(names);
            model.filter(|model| model.takes_params(key, agent.is_some(), names))?
        }
        None => primary(shared, agent.as_deref())?,
    };
    Some(Reader { agent, model })
}

fn primary(shared: &Shared<'_>, agent: Option<&str>) -> Option<ModelRef> {
    let entry = agent.and_then(|id| shared.agent(id));
    let own = entry.and_then(|entry| primary_of(&ConfigValue::get(&entry, "model")?));
    let written = own.or_else(|| primary_of(&shared.root.at(&["agents", "defaults", "model"])?))?;
    Some(shared.names(entry.as_ref()).resolve(&written).model)
}

fn outcome(shared: &Shared<'_>, reader: &Reader) -> CacheOutcome {
    let entry = reader.agent.as_deref().and_then(|id| shared.agent(id));
    shared.outcome(entry.as_ref(), &reader.model)
}

fn environment(world: &World) -> CacheEnvironment {
    // The retention variable is left out: a migration is judged by what the document says.
    CacheEnvironment { long: false, ..world.environment() }
}
