//! Where a cache setting of a provider belongs: the `params` of models under `agents`
//! (docs/openclaw/params.md#sections-of-providers).

use crate::edit::{NewMember, Plan};
use crate::migrations::Place;
use crate::syntax::{Entry, Node, Value};

/// The `params` objects that a setting goes to.
pub(super) enum Target {
    /// Those of these models, as they are written in `agents.defaults.models`.
    Models(Vec<String>),
    /// `agents.defaults.params`, which is for every model of every provider.
    Everything,
}

/// The targets for a setting of a provider or of one of its models, the best first.
pub(super) fn targets(root: Node<'_>, place: &Place<'_>) -> Vec<Target> {
    let Some(provider) = place.step(2) else { return Vec::new() };
    let own = |row: Entry<'_>| Some(format!("{provider}/{}", row.value()?.get("id")?.as_str()?));
    if place.step(3).as_deref() == Some("models") {
        let reference = place.steps.get(4).and_then(|(_, row)| own(*row));
        return reference.map(|reference| Target::Models(vec![reference])).into_iter().collect();
    }
    let prefix = format!("{provider}/");
    let is_own = |key: &String| key.strip_prefix(&prefix).is_some_and(|id| id != "*");
    let mut models: Vec<String> = listed(root)
        .into_iter()
        .flat_map(Node::entries)
        .filter_map(|entry| entry.key().map(std::borrow::Cow::into_owned))
        .filter(is_own)
        .collect();
    if models.is_empty() {
        let rows = place.steps.get(2).and_then(|(_, section)| section.value()?.get("models")?.array());
        models = rows.into_iter().flat_map(Node::entries).filter_map(own).collect();
    }
    let models = (!models.is_empty()).then_some(Target::Models(models));
    models.into_iter().chain([Target::Everything]).collect()
}

fn listed(root: Node<'_>) -> Option<Node<'_>> {
    root.get("agents")?.get("defaults")?.get("models")?.object()
}

impl Target {
    /// Plans the move of `from`, which becomes `member`; says whether there is room. A `params` that has the setting
    /// keeps its own.
    pub(super) fn put<'t>(
        &self,
        plan: &mut Plan<'t>,
        root: Node<'t>,
        (object, entry): (Node<'t>, Entry<'t>),
        member: &NewMember,
    ) -> bool {
        let paths: Vec<Vec<&str>> = match self {
            Self::Everything => vec![vec!["agents", "defaults", "params"]],
            Self::Models(models) => {
                models.iter().map(|model| vec!["agents", "defaults", "models", model, "params"]).collect()
            }
        };
        let free: Vec<&Vec<&str>> = paths.iter().filter(|path| !has_setting(root, path)).collect();
        if free.is_empty() || !free.iter().all(|path| Plan::has_room(root, path)) {
            return false;
        }
        let mut next = plan.take(object, entry, member.clone());
        for path in free {
            plan.insert(root, path, std::mem::replace(&mut next, member.clone()));
        }
        true
    }

    /// The target for a menu. A new entry of `agents.defaults.models` may narrow the choice of models
    /// (docs/openclaw/models.md#entries-as-a-list-of-allowed-models).
    pub(super) fn title(&self, root: Node<'_>) -> String {
        let Self::Models(models) = self else {
            return "`agents.defaults.params`, for every model of every provider".to_owned();
        };
        let new = models.iter().any(|model| listed(root).is_none_or(|listed| !listed.has(model)));
        let policy = root.get("agents").and_then(|agents| agents.get("defaults")?.get("modelPolicy"));
        let notice =
            if new && policy.is_none() { "; listed models may become the only ones allowed" } else { "" };
        match models.as_slice() {
            [one] => format!("the `params` of `{one}`{notice}"),
            several => format!("the `params` of {} models{notice}", several.len()),
        }
    }
}

fn has_setting(root: Node<'_>, path: &[&str]) -> bool {
    let params = path.iter().try_fold(Value::Node(root), |value, key| value.get(key));
    params.and_then(|params| params.get("cacheRetention")).is_some()
}
