//! The schemas that hold for a place.

use super::card::{Card, code};
use super::place::{Place, Step, shown_path};
use super::union;
use crate::base::DocumentKind;
use crate::check::{Remedy, Stray};
use crate::migrations::{Migration, Table};
use crate::schema::{ChildSchemas, Schema, SchemaId, TypeSet, overlay};
use crate::syntax::{Node, Value};

/// What the schema says about a member or element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// The schemas that may hold for its value.
    pub(super) ids: Vec<SchemaId>,
    /// Whether the object around it must have it.
    pub(super) required: bool,
    /// How many steps of the path lead to what may not be there.
    pub(super) denied: Option<usize>,
}

impl Rules {
    /// Follows the path, and in each union the branches that the written values fit.
    pub(super) fn find(place: &Place<'_>) -> Self {
        let schema = &place.snapshot.world.schema;
        let mut rules = Self { ids: vec![schema.root()], ..Self::default() };
        for (index, (container, step)) in place.containers.iter().zip(&place.path).enumerate() {
            let step = roster_step(&place.path, index).unwrap_or_else(|| step.clone());
            let (next, is_denied) = rules.step(schema, *container, &step);
            rules = Self { denied: rules.denied.or(is_denied.then_some(index + 1)), ..next };
        }
        rules
    }

    /// What holds one step further, and whether nothing may be there.
    fn step(&self, schema: &Schema, container: Node<'_>, step: &Step<'_>) -> (Self, bool) {
        let mut next = Self::default();
        let mut is_denied = !self.ids.is_empty();
        for branch in union::meant(schema, &self.ids, Value::Node(container)) {
            let node = schema.node(branch);
            let (children, kind) = match step {
                Step::Key(key) => (schema.child(branch, key), TypeSet::OBJECT),
                Step::Item(index) => (schema.item(branch, *index), TypeSet::ARRAY),
            };
            if let (Step::Key(key), true) = (step, node.types().allows(kind)) {
                next.required |= node.is_required(key);
            }
            // A union says nothing itself: only a branch without branches can leave a key open.
            let leaves_open =
                children == ChildSchemas::Any && union::is_leaf(node) && node.types().allows(kind);
            is_denied &= !leaves_open && children.ids().is_empty();
            for id in children.ids() {
                if !next.ids.contains(id) {
                    next.ids.push(*id);
                }
            }
        }
        (next, is_denied)
    }

    /// Says so where OpenClaw refuses the key, or drops or moves it on reading.
    pub(super) fn note_status(&self, card: &mut Card, place: &Place<'_>) {
        let version = place.snapshot.world.schema.version();
        if let Some(fate) = overlay::authored_only(&place.steps()) {
            card.paragraph(&format!("Old key. OpenClaw {version} still reads it: {fate}."));
            return;
        }
        let Some(len) = self.denied_for(place) else { return };
        let path = place.path.get(..len).unwrap_or_default();
        let hint = if len == place.path.len() { remedy(place) } else { None };
        card.paragraph(&format!(
            "OpenClaw {version} does not know {} and refuses the configuration.{}",
            code(&shown_path(path)),
            hint.unwrap_or_default()
        ));
        if let Some(row) = Table::of(place.snapshot.release()).trie().lookup(&place.steps()).first() {
            card.paragraph(&retired(row));
        }
    }

    /// The steps to what may not be there, where that counts: the root of a fragment is not known, and `$include` may
    /// stand in any object.
    pub(super) fn denied_for(&self, place: &Place<'_>) -> Option<usize> {
        let is_judged = place.snapshot.kind != DocumentKind::Fragment
            && !is_include(place)
            && overlay::authored_only(&place.steps()).is_none();
        self.denied.filter(|_| is_judged)
    }
}

/// The step through the roster of today that one through the older roster stands for: an element of `agents.list` is
/// described like an entry of `agents.entries`, to which OpenClaw moves it (docs/openclaw/agents.md#two-forms).
fn roster_step<'t>(path: &[Step<'t>], index: usize) -> Option<Step<'t>> {
    let is_key = |at: usize, name: &str| matches!(path.get(at), Some(Step::Key(key)) if key == name);
    let is_roster = is_key(0, "agents") && is_key(1, "list") && matches!(path.get(2), Some(Step::Item(_)));
    match index {
        1 if is_roster => Some(Step::Key("entries".into())),
        2 if is_roster => Some(Step::Key("main".into())),
        _ => None,
    }
}

/// What took the place of a retired key.
fn retired(row: &Migration) -> String {
    let now = match row.new {
        "" => "nothing takes its place".to_owned(),
        new => format!("now {}", code(new)),
    };
    let note = if row.note.is_empty() { String::new() } else { format!(": {}", row.note) };
    format!("Retired, {now}{note}.")
}

/// Where an unknown key belongs, as the finding about it says.
fn remedy(place: &Place<'_>) -> Option<String> {
    let token = place.entry.key_token()?;
    Some(match Stray::at(place.snapshot, token.range.start)?.remedy() {
        Remedy::Rename(meant) => format!(" Did you mean {}?", code(&meant)),
        Remedy::Move(target) => format!(" It lives at {}.", code(&target.shown)),
        Remedy::Lives(at) => format!(" It belongs to {}.", code(&at)),
        Remedy::Told(words) => format!(" Instead: {words}."),
        Remedy::Comment | Remedy::Other(_) | Remedy::Nowhere { .. } => return None,
    })
}

/// `$include` may stand in any object, and `$schema` at the top.
pub(super) fn is_include(place: &Place<'_>) -> bool {
    place.path.iter().any(|step| matches!(step, Step::Key(key) if key == "$include"))
        || (place.path.len() == 1 && place.last_key() == Some("$schema"))
}
