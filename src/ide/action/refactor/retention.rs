//! `cacheRetention` for a model, an agent, or everything, written where OpenClaw reads it
//! (docs/openclaw/params.md#layers).

use crate::config::cache_lifetime::{CacheFamily, Route};
use crate::config::cache_retention::{CacheOutcome, Retention};
use crate::config::model_ref::{ModelRef, Parsed};
use crate::edit::{NewMember, Plan, edited};
use crate::explain::{Explainer, change_in_words};
use crate::ide::action::ActionKind;
use crate::ide::action::offer::Offers;
use crate::ide::action::quick::narrows;
use crate::ide::action::spot::Spot;
use crate::schema::overlay::{ModelShape, model_references};
use crate::syntax::{Node, Value};

const KEY: &str = "cacheRetention";

/// For whom a retention is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Model,
    Agent,
    Everything,
}

/// Whom the cursor speaks about.
struct Subject<'t> {
    spot: Spot<'t>,
    root: Node<'t>,
    agent: Option<(String, Node<'t>)>,
    model: ModelRef,
}

pub(super) fn offer<'t>(spot: &Spot<'t>, offers: &mut Offers<'t>) {
    if !is_about_it(spot) {
        return;
    }
    let Some(explainer) = Explainer::new(spot.snapshot) else { return };
    let Some(subject) = Subject::of(spot, &explainer) else { return };
    let agent = subject.agent.as_ref().and_then(|(id, _)| explainer.agent(id));
    // The Claude command line reads no cache setting: nothing can be promised there.
    if explainer.is_claude_cli(agent, &subject.model) {
        return;
    }
    let before = explainer.outcome(agent, &subject.model);
    let route = Route::of(&spot.snapshot.catalog(), &subject.model);
    if !CacheFamily::of(&subject.model, &route).reads_retention() {
        return;
    }
    for retention in Retention::ALL.into_iter().filter(|retention| before.effective != Some(*retention)) {
        for scope in [Scope::Model, Scope::Agent, Scope::Everything] {
            subject.offer(offers, scope, retention, &before);
        }
    }
}

/// Whether the cursor is at a model, its entry, an agent, or a setting of the cache.
fn is_about_it(spot: &Spot<'_>) -> bool {
    let path = spot.path();
    let is_reference = model_references().lookup(&path).first().is_some_and(|reference| {
        reference.shape == ModelShape::Key && !spot.key().ends_with('*') || spot.text().is_some()
    });
    let way: Vec<&str> = spot.way.iter().map(|key| key.as_deref().unwrap_or_default()).collect();
    let is_agent = matches!(way.as_slice(), ["agents", "entries" | "list"]);
    way.first() == Some(&"agents")
        && (is_reference || is_agent || matches!(&*spot.key(), KEY | "params" | "model"))
}

impl<'t> Subject<'t> {
    fn of(spot: &Spot<'t>, explainer: &Explainer<'t>) -> Option<Self> {
        let mut way: Vec<String> =
            spot.way.iter().map(|key| key.as_deref().unwrap_or_default().to_owned()).collect();
        way.push(spot.key().into_owned());
        let holder = spot.above.get(3).copied().or_else(|| (way.len() == 3).then_some(spot.entry));
        let is_roster = matches!(way.get(1).map(String::as_str), Some("entries" | "list"));
        let agent = holder.filter(|_| is_roster).and_then(|holder| {
            let node = holder.value()?.object()?;
            let id = holder.key().or_else(|| node.get("id")?.as_str())?;
            Some((id.into_owned(), node))
        });
        let listed = way.iter().position(|key| key == "models").and_then(|at| way.get(at + 1));
        let known = agent.as_ref().and_then(|(id, _)| explainer.agent(id));
        let is_text = !model_references().lookup(&spot.path()).is_empty();
        let model = match (listed, spot.text().filter(|_| is_text)) {
            (Some(key), _) => {
                let names = spot.snapshot.world.lexicon();
                let model = Parsed::parse(key).model_ref(names);
                model.filter(|model| model.takes_params(key, is_roster, names))?
            }
            (None, Some(written)) => explainer.resolve(known, &written).model,
            (None, None) => explainer.effective(known).0.model,
        };
        Some(Self { spot: spot.clone(), root: spot.root()?, agent, model })
    }

    fn offer(&self, offers: &mut Offers<'t>, scope: Scope, to: Retention, before: &CacheOutcome) {
        let Some((params, path)) = self.target(scope) else { return };
        let change = |plan: &mut Plan<'t>| {
            if let Some((params, value)) = params.and_then(|params| Some((params, params.get(KEY)?))) {
                plan.set_text(params, value, to.word());
            } else {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                plan.insert(self.base(scope), &path, NewMember::text(KEY, to.word()));
            }
        };
        let Some(after) = self.tried(change) else { return };
        if after.effective != Some(to) {
            return;
        }
        let effect = change_in_words(before, &after);
        let title = format!("Set `{KEY}: \"{}\"` for {} ({effect})", to.word(), self.words(scope));
        offers.refactor(ActionKind::Rewrite, title, change);
    }

    /// What takes effect after a change.
    fn tried(&self, change: impl FnOnce(&mut Plan<'t>)) -> Option<CacheOutcome> {
        let mut plan = Plan::new(self.spot.snapshot);
        change(&mut plan);
        let after = edited(self.spot.snapshot, &plan.edits());
        let explainer = Explainer::new(&after)?;
        Some(explainer.outcome(self.agent.as_ref().and_then(|(id, _)| explainer.agent(id)), &self.model))
    }

    /// The object that the path to the `params` of a scope begins in: the agent, or the top.
    fn base(&self, scope: Scope) -> Node<'t> {
        let agent = self.agent.as_ref().filter(|_| scope != Scope::Everything);
        agent.map_or(self.root, |(_, node)| *node)
    }

    /// The `params` of a scope, as far as they exist, and the path to them from the agent or the top.
    fn target(&self, scope: Scope) -> Option<(Option<Node<'t>>, Vec<String>)> {
        let base = self.base(scope);
        let is_agent = base.range() != self.root.range();
        let mut path: Vec<&str> = if is_agent { Vec::new() } else { vec!["agents", "defaults"] };
        let key = self.entry_key(base, &path);
        match scope {
            Scope::Agent if self.agent.is_none() => return None,
            Scope::Model => path.extend(["models", &key]),
            Scope::Agent | Scope::Everything => {}
        }
        path.push("params");
        let params = path.iter().try_fold(Value::Node(base), |value, key| value.get(key));
        let is_room = params.map_or_else(|| Plan::has_room(base, &path), |params| params.object().is_some());
        is_room.then(|| (params.and_then(Value::object), path.into_iter().map(str::to_owned).collect()))
    }

    /// The key of the model's entry: the one that is there, else the one that OpenClaw looks for.
    fn entry_key(&self, base: Node<'t>, path: &[&str]) -> String {
        let section = path.iter().try_fold(Value::Node(base), |value, key| value.get(key));
        let models = section.and_then(|section| section.get("models")?.object());
        let is_own = path.is_empty();
        let own = models.and_then(|models| {
            if models.has(&self.model.key()) {
                return None;
            }
            let names = self.spot.snapshot.world.lexicon();
            let mut keys = models.entries().filter_map(crate::syntax::Entry::key);
            // An agent's own key is found as it is written, or not at all.
            keys.find(|key| self.model.takes_params(key, is_own, names))
        });
        own.map_or_else(|| self.model.key(), std::borrow::Cow::into_owned)
    }

    fn words(&self, scope: Scope) -> String {
        match (scope, &self.agent) {
            (Scope::Model, Some((id, _))) => format!("`{}` of the agent `{id}`", self.model),
            (Scope::Model, None) if narrows(&self.spot, &self.model.key()) => {
                format!("`{}`, which may limit the choice to listed models", self.model)
            }
            (Scope::Model, None) => format!("`{}`", self.model),
            (Scope::Agent, Some((id, _))) => format!("every model of the agent `{id}`"),
            (Scope::Agent | Scope::Everything, _) => "every agent and model".to_owned(),
        }
    }
}
