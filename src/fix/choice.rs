//! The actions that are offered for one place: the safe migration, or what the user has to choose between.

use super::change::{into_params, is_variable, setting};
use super::drops::dropped;
use super::judge::Judge;
use super::loss::told;
use super::notice::{Note, notice};
use super::one::edits as of_place;
use super::target;
use crate::base::Snapshot;
use crate::config::cache_retention::Retention;
use crate::config::roster::legacy_ids;
use crate::edit::Plan;
use crate::migrations::{Change, Place, Says, Target, Transform, heirs, legacy, meant, retention, winner};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextEdit;

/// One thing that can be done about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What will change, and what that changes at run time.
    pub title: String,
    /// Whether it may be done without asking.
    pub safe: bool,
    /// Whether it is the obvious one.
    pub preferred: bool,
    /// The edits.
    pub edits: Vec<TextEdit>,
    /// What people need to know before it is done.
    pub note: Note,
}

/// What can be done about a place, the obvious first.
pub fn choices(snapshot: &Snapshot, place: &Place<'_>) -> Vec<Choice> {
    let (judge, safe) = (Judge::of(snapshot), of_place(snapshot, place));
    if !safe.is_empty() {
        let is_safe = place.is_safe();
        let title = told(self::title(snapshot, place), place);
        let only = choice(snapshot, place, title, safe, !is_safe);
        if judge.may(&only.edits, &only.title) {
            return vec![Choice { safe: is_safe, preferred: is_safe, ..only }];
        }
    }
    let mut offers = Offers { snapshot, judge, place, choices: Vec::new() };
    if let Some((object, entry)) = place.member()
        && let Some(value) = entry.value().filter(|_| place.finding.fixable && !place.withheld)
    {
        offers.all(object, entry, value);
    }
    offers.choices
}

/// Something to choose, which needs to be asked for; `loses` says that it drops what counts.
fn choice(
    snapshot: &Snapshot,
    place: &Place<'_>,
    title: String,
    edits: Vec<TextEdit>,
    loses: bool,
) -> Choice {
    let effect = notice(snapshot, place, &edits);
    let drops = dropped(snapshot, &edits);
    let note = Note::of(place, effect.as_deref(), &drops, loses);
    let title = match effect {
        Some(effect) => format!("{title} ({effect})"),
        None => title,
    };
    let title = if drops.is_empty() || title.starts_with("Remove") {
        title
    } else {
        format!("{title}; drops {}", drops.join(", "))
    };
    Choice { title, safe: false, preferred: false, edits, note }
}

/// What the safe migration of a place does, for a menu.
pub fn title(snapshot: &Snapshot, place: &Place<'_>) -> String {
    let migration = place.migration;
    let Some((object, entry)) = place.member() else { return String::new() };
    let key = entry.key().unwrap_or_default();
    if let Some(winner) = winner(migration, object, &key) {
        return format!("Remove `{key}`: `{winner}` counts");
    }
    match migration.change {
        Change::CacheTtl => ttl_title(object, entry),
        Change::Rename { to, transform: Transform::SecondsToMillis, .. } => {
            format!("Replace `{key}` with `{to}`, in milliseconds")
        }
        Change::Merge { to } if object.has(to) => format!("Move what `{key}` holds into `{to}`"),
        Change::Rename { to, .. } | Change::Merge { to } => format!("Rename `{key}` to `{to}`"),
        Change::Into { into, .. } => format!("Move `{key}` into `{into}`"),
        Change::Remove { .. } if migration.code == "legacy-key" => {
            format!("Remove the retired `{key}` with its value: {}", migration.note)
        }
        Change::Remove { .. } => format!("Remove the retired `{key}`"),
        Change::Rewrite(rewrite) => rewrite.title.replace("{key}", &key),
        Change::Move(target) => move_title(&key, place, target),
        Change::Value { .. } => "Write today's value".to_owned(),
        Change::Wrap { key: inner, .. } => format!("Turn `{key}` into an object with `{inner}`"),
        Change::Variable if object.get("vars").is_some_and(|vars| vars.get(&key).is_some()) => {
            format!("Remove `{key}`: the one in `env.vars` counts")
        }
        Change::Variable => format!("Move `{key}` into `env.vars`"),
        Change::Roster => roster_title(snapshot, place, (object, entry)),
        Change::BesideParams => format!("Move `{key}` into `params`"),
        _ => format!("Remove `{key}`"),
    }
}

/// What goes with the roster, beside the agents themselves.
fn roster_title(snapshot: &Snapshot, place: &Place<'_>, (agents, entry): (Node<'_>, Entry<'_>)) -> String {
    let title = "Turn `agents.list` into `agents.entries`".to_owned();
    let Some(list) = entry.value().and_then(Value::array) else { return title };
    let Some(first) = heirs::first(agents, list) else { return title };
    let id = first.get("id").and_then(Value::as_str).unwrap_or_default();
    let ids = legacy_ids(Value::Node(list)).unwrap_or_default();
    let names = &snapshot.world.options.env_names;
    let binds = place.steps.first().is_some_and(|(root, _)| !heirs::unowned(*root, &ids, names).is_empty());
    match (heirs::pin(agents, first).is_some(), binds) {
        (true, true) => format!("{title}; `{id}` keeps its workspace and its channels"),
        (true, false) => format!("{title}; `{id}` keeps its workspace"),
        (false, true) => format!("{title}; `{id}` keeps its channels"),
        (false, false) => title,
    }
}

fn move_title(key: &str, place: &Place<'_>, target: Target) -> String {
    let is_there = place.finding.message.ends_with("remove it");
    match (is_there, target.up == 0 && !target.path.contains('.')) {
        (true, _) => format!("Remove `{key}`: `{}` counts", target.path),
        (false, true) => format!("Replace `{key}` with `{}`", target.path),
        (false, false) => format!("Move `{key}` to `{}`", target.path),
    }
}

fn ttl_title(object: Node<'_>, entry: Entry<'_>) -> String {
    let mapped = entry.value().map(legacy);
    let current = object.get("cacheRetention").map(retention);
    match (current, mapped) {
        (None, Some(Says::Retention(to))) => {
            format!("Replace `cacheControlTtl` with `cacheRetention: \"{}\"`", to.word())
        }
        (Some(Says::Nothing), Some(Says::Retention(to))) => {
            format!("Set `cacheRetention` to \"{}\", as `cacheControlTtl` says", to.word())
        }
        _ => "Remove `cacheControlTtl`: `cacheRetention` counts".to_owned(),
    }
}

/// The choices that are being made up.
struct Offers<'o, 't> {
    snapshot: &'o Snapshot,
    judge: Judge<'o>,
    place: &'o Place<'t>,
    choices: Vec<Choice>,
}

impl<'o: 't, 't> Offers<'o, 't> {
    fn all(&mut self, object: Node<'t>, entry: Entry<'t>, value: Value<'t>) {
        let key = entry.key().unwrap_or_default();
        match self.place.migration.change {
            Change::CacheTtl if !is_variable(value) => {
                self.retentions(value, |plan, retention| replace_ttl(plan, object, entry, value, retention));
                self.removal(&format!("Remove `{key}`, which has no effect"), false, object, entry);
            }
            Change::CacheRetention => {
                self.retentions(value, |plan, retention| plan.set_text(object, value, retention.word()));
            }
            Change::BesideParams => {
                let mut plan = Plan::new(self.snapshot);
                let migration = self.place.migration;
                if into_params(&mut plan, migration, object, entry) {
                    self.offer(format!("Move `{key}` into `params`, for every model"), true, plan);
                }
                self.removal(&format!("Remove `{key}`"), true, object, entry);
            }
            Change::UnreadParams | Change::ProviderKey => {
                self.moves(&key, object, entry, value);
                self.removal(&format!("Remove `{key}`, which is not read here"), false, object, entry);
            }
            Change::Move(_) | Change::Wrap { .. } | Change::Rewrite(_) if self.choices.is_empty() => {
                self.removal(&format!("Remove `{key}` with its value"), true, object, entry);
            }
            _ => {}
        }
    }

    fn offer(&mut self, title: String, preferred: bool, plan: Plan<'_>) {
        self.offer_as(title, preferred, !self.place.migration.safe, plan);
    }

    fn offer_as(&mut self, title: String, preferred: bool, loses: bool, plan: Plan<'_>) {
        let edits = plan.edits();
        if !edits.is_empty() {
            let choice = choice(self.snapshot, self.place, title, edits, loses);
            if self.judge.may(&choice.edits, &choice.title) {
                self.choices.push(Choice { preferred, ..choice });
            }
        }
    }

    fn removal(&mut self, title: &str, loses: bool, object: Node<'t>, entry: Entry<'t>) {
        let mut plan = Plan::new(self.snapshot);
        plan.delete(object, entry);
        self.offer_as(title.to_owned(), false, loses, plan);
    }

    /// One choice for each retention, the one that was meant first.
    fn retentions(&mut self, value: Value<'t>, change: impl Fn(&mut Plan<'t>, Retention)) {
        let meant = meant(value);
        let others = Retention::ALL.into_iter().filter(|retention| Some(*retention) != meant);
        for retention in meant.into_iter().chain(others) {
            let mut plan = Plan::new(self.snapshot);
            change(&mut plan, retention);
            let title = format!("Write `cacheRetention: \"{}\"`", retention.word());
            self.offer(title, Some(retention) == meant, plan);
        }
    }

    /// To the models under `agents` that the setting of a provider is about.
    fn moves(&mut self, key: &str, object: Node<'t>, entry: Entry<'t>, value: Value<'t>) {
        let Some(root) = self.snapshot.tree.value().and_then(Value::object) else { return };
        let Some(member) = setting(self.snapshot, self.place.migration, value) else { return };
        for target in target::targets(root, self.place) {
            let mut plan = Plan::new(self.snapshot);
            if target.put(&mut plan, root, (object, entry), &member) {
                self.offer(format!("Move `{key}` to {}", target.title(root)), self.choices.is_empty(), plan);
            }
        }
    }
}

/// Writes a retention in the place of a `cacheControlTtl` that says nothing.
fn replace_ttl<'t>(plan: &mut Plan<'t>, object: Node<'t>, entry: Entry<'t>, value: Value<'t>, to: Retention) {
    if let Some(current) = object.get("cacheRetention") {
        plan.set_text(object, current, to.word());
        plan.delete(object, entry);
    } else {
        plan.rename(entry, "cacheRetention");
        plan.set_text(object, value, to.word());
    }
}
