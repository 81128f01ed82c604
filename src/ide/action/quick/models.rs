//! Model references: the successor of a retired one, the whole of a short one, the key whose `params` apply.

use super::case::Case;
use crate::base::Diagnostic;
use crate::catalog::{Catalog, Model, card};
use crate::config::model_ref::{ModelRef, Parsed};
use crate::config::selection::ModelNames;
use crate::edit::{NewMember, NewValue, Plan};
use crate::ide::action::offer::Offers;
use crate::ide::action::spot::Spot;
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;

/// Of more models with one id, none is offered.
const MANY: usize = 4;

/// The model that takes the place of another, here and everywhere.
pub(super) fn replaced<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(meant) = case.finding.meant.as_deref() else { return };
    let price = price_change(case, meant);
    if let Some(runtime) = runtime(case) {
        return renamed(case, offers, meant, runtime, &price);
    }
    if case.is_on_key() && case.object.has(meant) {
        merged(case, offers, meant);
    } else {
        let title = format!("Replace it with `{meant}`{price}");
        case.offer(offers, title, true, |plan| replace(case, plan, meant));
    }
    everywhere(case, offers, Parsed::parse(meant).without_profile(), &price);
}

/// The first model that the defaults list becomes the default.
pub(super) fn unset<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(defaults) = case.inner() else { return };
    let listed = defaults.get("models").and_then(Value::object).into_iter().flat_map(Node::entries);
    let mut names = listed.filter_map(Entry::key).filter(|key| key.contains('/') && !key.contains('*'));
    let Some(model) = names.next() else { return };
    let title = format!("Set `model: \"{model}\"`");
    case.offer(offers, title, true, |plan| plan.insert(defaults, &[], NewMember::text("model", &model)));
}

/// The runtime that the provider of a reference stood for, where it is a renamed one.
fn runtime(case: &Case<'_>) -> Option<&'static str> {
    let written = case.text().filter(|_| !case.is_on_key()).unwrap_or_else(|| case.key());
    let (provider, _) = written.split_once('/')?;
    Catalog::embedded().renamed(provider.trim())?.runtime
}

/// The provider of today, and the runtime as a setting of the model beside the reference.
fn renamed<'t>(case: &Case<'t>, offers: &mut Offers<'t>, meant: &str, runtime: &'static str, price: &str) {
    let model = Parsed::parse(meant).without_profile().to_owned();
    let title = format!("Replace it with `{meant}` with the runtime `{runtime}`{price}");
    case.offer(offers, title, true, |plan| rename_with_runtime(&case.spot, plan, &model, meant, runtime));
}

fn rename_with_runtime<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>, model: &str, meant: &str, runtime: &str) {
    let setting = NewMember::new("agentRuntime", NewValue::Object(vec![NewMember::text("id", runtime)]));
    replace(spot, plan, meant);
    let is_key = spot.value().is_none_or(|value| value.scalar().is_none());
    if let Some(entry) = spot.value().and_then(Value::object).filter(|_| is_key) {
        if !entry.has("agentRuntime") {
            plan.insert(entry, &[], setting);
        }
        return;
    }
    let Some(agent) = agent_of(spot) else { return };
    let known = agent.get("models").and_then(Value::object).and_then(|models| models.get(model));
    if known.is_some_and(|known| known.get("agentRuntime").is_some()) {
        return;
    }
    plan.insert(agent, &["models", model], setting);
    let is_new = spot.get(&["agents", "defaults", "models"]).is_none();
    if let Some(root) =
        spot.root().filter(|_| is_new && spot.get(&["agents", "defaults", "modelPolicy"]).is_none())
    {
        // Without the mark OpenClaw would take the new entry for a list of all models that are allowed.
        let path = ["meta", "migrations"];
        if spot.get(&[path[0], path[1], "modelPolicyAllowlist"]).is_none() {
            let mark = NewMember::new("modelPolicyAllowlist", NewValue::Source("true".to_owned()));
            plan.insert(root, &path, mark);
        }
    }
}

/// The agent, or the defaults of all, that a reference stands in.
fn agent_of<'t>(spot: &Spot<'t>) -> Option<Node<'t>> {
    let depth = match (spot.way.first()?.as_deref()?, spot.way.get(1)?.as_deref()?) {
        ("agents", "defaults") => 2,
        ("agents", "entries" | "list") => 3,
        _ => return None,
    };
    spot.above.get(depth)?.child().filter(|node| node.is_object())
}

/// The same for every finding about the model, whatever its auth profile.
fn everywhere<'t>(case: &Case<'t>, offers: &mut Offers<'t>, model: &str, price: &str) {
    let meant = |other: &'t Diagnostic| {
        let meant = other.meant.as_deref().filter(|_| other.code == case.finding.code)?;
        let is_same = Parsed::parse(meant).without_profile() == model;
        is_same.then_some((Spot::at(case.snapshot, other.range.start)?, meant))
    };
    let places: Vec<(Spot<'t>, &str)> = case.all.iter().filter_map(meant).collect();
    if places.len() > 1 {
        let title = format!("Replace it with `{model}` at all {} places of this file{price}", places.len());
        case.offer(offers, title, false, |plan| {
            for (spot, meant) in &places {
                replace(spot, plan, meant);
            }
        });
    }
}

/// Writes a reference as the value or key that names a model; a key that is taken stays.
fn replace<'t>(spot: &Spot<'t>, plan: &mut Plan<'t>, reference: &str) {
    match spot.value() {
        Some(value) if value.scalar().is_some() => plan.set_text(spot.object, value, reference),
        _ if !spot.object.has(reference) => plan.rename(spot.entry, reference),
        _ => {}
    }
}

/// What another model costs, where both prices are known and differ.
fn price_change(case: &Case<'_>, meant: &str) -> String {
    let catalog = case.snapshot.catalog();
    let price = |text: &str| {
        let model = Parsed::parse(text).model_ref(case.snapshot.world.lexicon())?;
        card::price(catalog.model(&model.provider, &model.id)?)
    };
    let written = case.text().unwrap_or_else(|| case.key());
    match (price(&written), price(meant)) {
        (Some(old), Some(new)) if old != new => format!(" ({new} in place of {old})"),
        (None, Some(new)) => format!(" ({new})"),
        _ => String::new(),
    }
}

/// The reference that a name without provider most likely stands for.
pub(super) fn resolved<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(text) = case.text() else { return };
    let name = text.trim();
    if let Some(target) = case.snapshot.world.lexicon().alias(name) {
        case.offer_text(offers, target, true);
    }
    let names = case.model_names();
    let aliases: Vec<String> =
        names.iter().flat_map(ModelNames::aliases).map(|alias| alias.name.clone()).collect();
    if let Some(alias) = nearest(name, aliases.iter().map(String::as_str)) {
        case.offer_text(offers, alias, true);
    }
    let catalog = case.snapshot.catalog();
    let id = Parsed::parse(name).id_text().unwrap_or(name);
    let same = |id: &str, other: &str| other.eq_ignore_ascii_case(id);
    let models: Vec<String> =
        catalog.models().filter(|model| same(id, &model.id)).map(Model::reference).take(MANY).collect();
    for reference in models.iter().filter(|_| models.len() < MANY) {
        case.offer_text(offers, reference, models.len() == 1);
    }
    let is_provider = catalog.provider(&name.to_lowercase()).is_some();
    if is_provider && case.finding.code == "invalid-model-reference" {
        case.offer_text(offers, &format!("{}/*", name.to_lowercase()), true);
    }
}

/// The key that the `params` of an entry apply under.
pub(super) fn params<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    match case.finding.meant.as_deref() {
        Some(meant) if case.object.has(meant) => merged(case, offers, meant),
        Some(meant) => drop(case.offer_key(offers, meant, true)),
        None => spread(case, offers),
    }
    if let Some((object, member)) = own_params(case) {
        case.offer_removal(offers, "Remove these `params`, which never apply", (object, member), false);
    }
}

fn own_params<'t>(case: &Case<'t>) -> Option<(Node<'t>, Entry<'t>)> {
    let object = case.inner()?;
    Some((object, object.member("params")?))
}

/// What an entry lacks comes from one whose key is wrong. Nothing is offered where both say something.
fn merged<'t>(case: &Case<'t>, offers: &mut Offers<'t>, to: &str) {
    let (Some(old), Some(new)) = (case.inner(), case.object.get(to).and_then(Value::object)) else { return };
    let mut moves: Vec<(Node<'t>, Entry<'t>, Node<'t>)> = Vec::new();
    for member in old.entries() {
        let Some(key) = member.key() else { return };
        match (new.get(&key).and_then(Value::object), member.child().filter(|child| child.is_object())) {
            (Some(there), Some(child)) => moves.extend(child.entries().map(|entry| (child, entry, there))),
            _ => moves.push((old, member, new)),
        }
    }
    let is_taken =
        |(_, entry, to): &(Node<'t>, Entry<'t>, Node<'t>)| entry.key().is_none_or(|key| to.has(&key));
    if moves.iter().any(is_taken) {
        return;
    }
    let title = format!("Move these settings into the entry `{to}`");
    case.offer(offers, title, true, |plan| {
        for (from, entry, to) in moves {
            if let Some(member) = copy(case, entry) {
                let member = plan.take(from, entry, member);
                plan.insert(to, &[], member);
            }
        }
        plan.dissolve(old, case.entry, case.object);
    });
}

/// The same member again.
fn copy(case: &Case<'_>, entry: Entry<'_>) -> Option<NewMember> {
    let source = case.snapshot.text.slice(entry.value()?.range());
    Some(NewMember::new(&entry.key()?, NewValue::Source(source)))
}

/// The `params` of a wildcard go to the models that it stands for, as far as the document lists them.
fn spread<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some((from, params)), Some(key)) = (own_params(case), case.entry.key()) else { return };
    let (Some(prefix), Some(member)) = (key.strip_suffix('*'), copy(case, params)) else { return };
    let is_listed = |entry: &Entry<'t>| {
        let own = entry.key().unwrap_or_default();
        let is_one = own.starts_with(prefix) && !own.ends_with('*');
        is_one && entry.value().and_then(Value::object).is_some_and(|object| !object.has("params"))
    };
    let mut models: Vec<String> = case
        .object
        .entries()
        .filter(is_listed)
        .filter_map(Entry::key)
        .map(std::borrow::Cow::into_owned)
        .collect();
    if models.is_empty() {
        models.extend(primary(case).map(|model| model.key()).filter(|model| model.starts_with(prefix)));
    }
    let names: Vec<String> = models.iter().map(|model| format!("`{model}`")).collect();
    if models.is_empty() || models.iter().any(|model| !Plan::has_room(case.object, &[model, "params"])) {
        return;
    }
    let title = match names.as_slice() {
        [one] => format!("Move these `params` to {one}"),
        several => format!("Move these `params` to {} models", several.len()),
    };
    case.offer(offers, title, true, |plan| {
        let mut next = plan.take(from, params, member.clone());
        for model in &models {
            plan.insert(case.object, &[model], std::mem::replace(&mut next, member.clone()));
        }
    });
}

/// The model that the defaults name.
fn primary(case: &Case<'_>) -> Option<ModelRef> {
    let root = case.snapshot.tree.value()?;
    let written = crate::config::effective::choice(&root, None);
    Some(written.resolve(&case.model_names()?).model)
}
