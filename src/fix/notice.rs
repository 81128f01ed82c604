//! What a migration of a cache setting changes at run time (docs/openclaw/cache-retention.md#seeding, case 5 of
//! docs/openclaw/cache-retention.md#how-openclaw-lsp-migrates-it).

use crate::base::{Snapshot, World};
use crate::config::ConfigValue;
use crate::config::agent_entry::{agent_entry, primary_of};
use crate::config::auth::AuthEnvironment;
use crate::config::cache_layers::{CacheEnvironment, effective};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::CacheOutcome;
use crate::config::document::catalog;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::config::selection::ModelNames;
use crate::edit::apply;
use crate::explain::change_in_words;
use crate::migrations::{Place, places};
use crate::syntax::{Tree, Value};
use crate::text::TextEdit;

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
#[derive(PartialEq, Eq)]
struct Reader {
    agent: Option<String>,
    model: ModelRef,
}

/// A sentence about what becomes of the cache, where the edits change it.
pub(super) fn notice(snapshot: &Snapshot, place: &Place<'_>, edits: &[TextEdit]) -> Option<String> {
    effect(snapshot, &apply(snapshot, edits), &reader(snapshot, place)?)
}

/// The changes of the cache that edits of a document make, for each agent and model that a reported place speaks about.
pub fn effects(snapshot: &Snapshot, edits: &[TextEdit]) -> Vec<String> {
    if edits.is_empty() { Vec::new() } else { effects_on(snapshot, &apply(snapshot, edits)) }
}

/// The same for a document that has become another one.
pub fn effects_on(snapshot: &Snapshot, after: &Tree) -> Vec<String> {
    let mut readers: Vec<Reader> = Vec::new();
    for reader in places(snapshot).iter().filter_map(|place| reader(snapshot, place)) {
        if !readers.contains(&reader) {
            readers.push(reader);
        }
    }
    readers.iter().filter_map(|reader| effect(snapshot, after, reader)).collect()
}

fn effect(snapshot: &Snapshot, after: &Tree, reader: &Reader) -> Option<String> {
    let before = outcome(snapshot, &snapshot.tree, reader)?;
    let after = outcome(snapshot, after, reader)?;
    if before.effective == after.effective {
        return None;
    }
    Some(format!("{}: {}", reader.model, change_in_words(&before, &after)))
}

/// The agent and model that the place speaks about: those on its path, else the primary model.
fn reader(snapshot: &Snapshot, place: &Place<'_>) -> Option<Reader> {
    let steps: Vec<String> = (0..place.steps.len()).filter_map(|index| place.step(index)).collect();
    let agent = match (steps.first()?.as_str(), steps.get(1)?.as_str()) {
        ("agents", "entries") => steps.get(2).cloned(),
        ("agents", "list") => place.steps.get(2)?.1.value()?.text_at(&["id"]),
        ("agents", _) => None,
        _ => return None,
    };
    let key = steps.iter().position(|step| step == "models").and_then(|at| steps.get(at + 1));
    let model = match key {
        Some(key) => Parsed::parse(key).model_ref().filter(|model| model.takes_params_of(key))?,
        None => primary(snapshot.tree.value()?, agent.as_deref(), environment(&snapshot.world).auth)?,
    };
    Some(Reader { agent, model })
}

fn primary(root: Value<'_>, agent: Option<&str>, process: AuthEnvironment) -> Option<ModelRef> {
    let own = agent.and_then(|id| agent_entry(&root, id)).and_then(|entry| ConfigValue::get(&entry, "model"));
    let own = own.and_then(|model| primary_of(&model));
    let written = own.or_else(|| primary_of(&root.at(&["agents", "defaults", "model"])?))?;
    Some(ModelNames::read(&root, agent, process).resolve(&written).model)
}

fn outcome(snapshot: &Snapshot, tree: &Tree, reader: &Reader) -> Option<CacheOutcome> {
    let route = Route::of(&catalog(tree), &reader.model);
    let environment = environment(&snapshot.world);
    Some(effective(&tree.value()?, reader.agent.as_deref(), &reader.model, &route, environment))
}

fn environment(world: &World) -> CacheEnvironment {
    // The retention variable is left out: a migration is judged by what the document says.
    CacheEnvironment { long: false, ..world.options.cache_environment() }
}
