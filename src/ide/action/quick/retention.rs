//! `cacheRetention` that does not count (docs/openclaw/params.md#sections-of-providers,
//! docs/openclaw/cache-retention.md#seeding).

use super::case::Case;
use crate::config::cache_lifetime::LONG_CACHE_FLAG;
use crate::edit::{NewMember, Plan};
use crate::explain::Explainer;
use crate::ide::action::offer::Offers;
use crate::ide::action::spot::Spot;

const KEY: &str = "cacheRetention";

/// Removes the setting, and the object that held nothing else.
fn removal<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>) {
    plan.delete(spot.object, spot.entry);
    if let Some(outer) = spot.outer() {
        plan.prune(spot.object, outer.entry, outer.object);
    }
}

pub(super) fn ignored<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let title = format!("Remove `{KEY}`, which the provider ignores");
    // Whoever has a server of his own may rather want it to be heeded.
    let is_own = case.finding.message.contains("`compat: {");
    case.offer(offers, title, !is_own, |plan| removal(case, plan));
}

/// The flag joins those that are in the header.
pub(super) fn beta<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(value), Some(flags)) = (case.value(), case.text()) else { return };
    let flags = flags.split(',').map(str::trim).filter(|flag| !flag.is_empty()).chain([LONG_CACHE_FLAG]);
    let flags = flags.collect::<Vec<_>>().join(",");
    let title = format!("Add `{LONG_CACHE_FLAG}`, for a cache of 1 hour");
    case.offer(offers, title, true, |plan| plan.set_text(case.object, value, &flags));
}

pub(super) fn shadowed<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let title = format!("Remove this `{KEY}`, which never counts");
    case.offer(offers, title, true, |plan| removal(case, plan));
    let winner = case.finding.related.first().and_then(|other| Spot::at(case.snapshot, other.range.start));
    if let Some(winner) = winner {
        let title = format!("Remove the `{KEY}` that wins, so that this one counts");
        case.offer(offers, title, false, |plan| removal(&winner, plan));
    }
}

/// The value also goes into the entry of the model, where it counts.
pub(super) fn seeded<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(root), Some(text)) = (case.root(), case.text()) else { return };
    let Some(explainer) = Explainer::new(case.snapshot) else { return };
    let model = explainer.effective(None).0.model.key();
    let path = ["agents", "defaults", "models", &*model, "params"];
    if !Plan::has_room(root, &path) {
        return;
    }
    let narrows = if narrows(case, &model) { "; listed models may become the only ones allowed" } else { "" };
    let title = format!("Set `{KEY}: \"{text}\"` in the entry of `{model}`, where it counts{narrows}");
    case.offer(offers, title, true, |plan| plan.insert(root, &path, NewMember::text(KEY, &text)));
}

/// Whether a new entry of `agents.defaults.models` limits the choice of models
/// (docs/openclaw/models.md#entries-as-a-list-of-allowed-models).
pub(in crate::ide::action) fn narrows(spot: &Spot<'_>, model: &str) -> bool {
    let is_listed = spot.get(&["agents", "defaults", "models", model]).is_some();
    let migrated = spot.get(&["meta", "migrations", "modelPolicyAllowlist"]);
    let migrated = migrated.and_then(|value| value.scalar()?.as_bool()) == Some(true);
    !is_listed && !migrated && spot.get(&["agents", "defaults", "modelPolicy"]).is_none()
}
