//! Members that move to another object, and values that become others.

use crate::edit::{NewMember, NewValue, Plan};
use crate::migrations::{Place, Target, heirs, mapped, word};
use crate::syntax::{Entry, Node, Scalar, TokenKind, Value};

/// The value that a map makes of another one.
fn new_value(to: &str) -> NewValue {
    match to {
        "true" | "false" => NewValue::Source(to.to_owned()),
        text => NewValue::Text(text.to_owned()),
    }
}

/// Replaces a value by what a map makes of it; says whether the map knows it.
pub(super) fn replace<'t>(
    plan: &mut Plan<'t>,
    object: Node<'t>,
    value: Value<'t>,
    map: &'static str,
) -> bool {
    let Some(to) = word(value).and_then(|word| mapped(map, &word)) else { return false };
    match to {
        "true" | "false" => plan.set_source(value, to),
        text => plan.set_text(object, value, text),
    }
    true
}

/// Puts a text or boolean into an object, as its member `key`.
pub(super) fn wrap<'t>(
    plan: &mut Plan<'t>,
    (object, entry): (Node<'t>, Entry<'t>),
    key: &str,
    map: &'static str,
) -> bool {
    let Some(value) = entry.value() else { return false };
    let Some(to) = word(value).and_then(|word| mapped(map, &word)) else { return false };
    let member = NewMember::new(key, new_value(to));
    let Some(name) = entry.key() else { return false };
    plan.wrap(object, entry, &name, vec![member]);
    true
}

/// Moves a member. The new one wins where both are there; two objects become one. Says whether that can be done.
pub(super) fn relocate<'t>(plan: &mut Plan<'t>, place: &Place<'t>, target: Target) -> bool {
    let Some((object, entry)) = place.member() else { return false };
    let Some(base) = base(place, target.up) else { return false };
    let Some(value) = entry.value() else { return false };
    let path: Vec<&str> = target.path.split('.').collect();
    let to = if target.map.is_empty() {
        None
    } else {
        let Some(to) = word(value).and_then(|word| mapped(target.map, &word)) else { return false };
        Some(to)
    };
    let found = path.iter().try_fold(Value::Node(base), |value, key| value.get(key));
    let done = match found {
        _ if to == Some("-") => {
            plan.delete(object, entry);
            true
        }
        Some(there) => give_way(plan, (object, entry), there, target.same),
        None if !Plan::has_room(base, &path) => false,
        None => travel(plan, (object, entry), base, &path, to),
    };
    if done {
        switch(plan, base, target.switch);
        prune(plan, place, target.prune);
    }
    done
}

/// The object that the way of a target begins in.
fn base<'t>(place: &Place<'t>, up: usize) -> Option<Node<'t>> {
    let index = place.steps.len().checked_sub(up + 1)?;
    place.steps.get(index).map(|(node, _)| *node)
}

/// The new member is there already: it wins, and is filled with what it lacks where both are objects.
fn give_way<'t>(
    plan: &mut Plan<'t>,
    (object, entry): (Node<'t>, Entry<'t>),
    there: Value<'t>,
    same: bool,
) -> bool {
    let Some(value) = entry.value() else { return false };
    let text = |value: Value<'t>| plan.snapshot().text.slice(value.range());
    if same && text(value) != text(there) {
        return false;
    }
    match (value.object(), there.object()) {
        (Some(old), Some(new)) => {
            if !fill(plan, old, new) {
                return false;
            }
            plan.dissolve(old, entry, object);
        }
        _ => plan.delete(object, entry),
    }
    true
}

/// Fills an object with the members of another one that it lacks, also in the objects in it. Says whether it may be
/// done now: no other change of the plan is about these members.
fn fill<'t>(plan: &mut Plan<'t>, old: Node<'t>, new: Node<'t>) -> bool {
    for member in old.entries() {
        let (Some(key), Some(value)) = (member.key(), member.value()) else { return false };
        match new.get(&key) {
            None if new.has(&key) => return false,
            None => {
                if !plan.claim(new, &[&key]) {
                    return false;
                }
                let source = plan.snapshot().text.slice(value.range());
                let moved = plan.take(old, member, NewMember::new(&key, NewValue::Source(source)));
                plan.insert(new, &[], moved);
            }
            Some(there) => {
                if let (Some(value), Some(there)) = (value.object(), there.object())
                    && !fill(plan, value, there)
                {
                    return false;
                }
            }
        }
    }
    true
}

/// Takes a member to a place where nothing is.
fn travel<'t>(
    plan: &mut Plan<'t>,
    (object, entry): (Node<'t>, Entry<'t>),
    base: Node<'t>,
    path: &[&str],
    to: Option<&str>,
) -> bool {
    let (Some(value), Some((key, way))) = (entry.value(), path.split_last()) else { return false };
    if !plan.claim(base, path) {
        return false;
    }
    if way.is_empty() && base.range() == object.range() {
        plan.rename(entry, key);
        match to {
            Some(text @ ("true" | "false")) => plan.set_source(value, text),
            Some(text) => plan.set_text(object, value, text),
            None => {}
        }
        return true;
    }
    let source = || NewValue::Source(plan.snapshot().text.slice(value.range()));
    let member = NewMember::new(key, to.map_or_else(source, new_value));
    let member = plan.take(object, entry, member);
    plan.insert(base, way, member);
    true
}

fn switch<'t>(plan: &mut Plan<'t>, base: Node<'t>, path: Option<&'static str>) {
    let Some(path) = path else { return };
    let path: Vec<&str> = path.split('.').collect();
    let there = path.iter().try_fold(Value::Node(base), |value, key| value.get(key)).is_some();
    if let Some((key, way)) = path.split_last()
        && !there
        && plan.claim(base, &path)
    {
        plan.insert(base, way, NewMember::new(key, NewValue::Source("true".to_owned())));
    }
}

/// Lets the objects around a member go when nothing is left in them.
pub(super) fn prune<'t>(plan: &mut Plan<'t>, place: &Place<'t>, count: usize) {
    for pair in place.steps.windows(2).rev().take(count) {
        if let [(parent, holder), (node, _)] = pair
            && node.is_object()
            && parent.is_object()
        {
            plan.prune(*node, *holder, *parent);
        }
    }
}

/// Moves a variable that stands directly below `env` into `vars` beside it.
pub(super) fn variable<'t>(plan: &mut Plan<'t>, (object, entry): (Node<'t>, Entry<'t>)) -> bool {
    let (Some(value), Some(key)) = (entry.value(), entry.key()) else { return false };
    if value.as_str().is_none() || entry.key_token().is_none() {
        return false;
    }
    let member = NewMember::new(&key, NewValue::Source(plan.snapshot().text.slice(value.range())));
    match object.member("vars").map(|vars| vars.child().filter(|vars| vars.is_object())) {
        None => plan.wrap(object, entry, "vars", vec![member]),
        Some(None) => return false,
        Some(Some(vars)) if vars.has(&key) => plan.delete(object, entry),
        Some(Some(vars)) => {
            let moved = plan.take(object, entry, member);
            plan.insert(vars, &[], moved);
        }
    }
    true
}

/// Turns the array `agents.list` into the object `agents.entries`, in place: each `id` becomes the key of its agent. What
/// the first agent had without a word is written down ([`heirs`]).
pub(super) fn roster<'t>(plan: &mut Plan<'t>, place: &Place<'t>) -> bool {
    let Some((object, entry)) = place.member() else { return false };
    let Some(list) = entry.value().and_then(Value::array).filter(|_| !object.has("entries")) else {
        return false;
    };
    let labelled = |element: Entry<'t>| {
        let agent = element.value()?.object()?;
        let id = agent.member("id")?;
        let only = agent.entries().filter(|member| member.key().as_deref() == Some("id")).count() == 1;
        let text = id.value()?.scalar().and_then(Scalar::as_str)?.into_owned();
        (only && (plan.snapshot().included || !agent.has("$include"))).then_some(((element, agent), id, text))
    };
    let found: Option<Vec<_>> = list.entries().map(labelled).collect();
    let Some(agents) = found else { return false };
    let first = heirs::first(object, list);
    if first.is_some_and(|first| !pin(plan, object, first)) {
        return false;
    }
    if let (Some(root), Some((.., owner))) = (place.steps.first(), agents.first().filter(|_| first.is_some()))
    {
        bind(plan, root.0, owner, &agents.iter().map(|(.., id)| id.clone()).collect::<Vec<_>>());
    }
    plan.rename(entry, "entries");
    bracket(plan, list);
    for (agent, id, _) in agents {
        plan.label(agent, id, key_quote(entry));
    }
    true
}

/// Makes the brackets of an array those of an object.
fn bracket<'t>(plan: &mut Plan<'t>, list: Node<'t>) {
    let brackets = list.range();
    let inside = plan.snapshot().text.slice(list.content());
    let space = |has: bool| if has { "" } else { " " };
    let (ahead, behind) = (inside.starts_with(char::is_whitespace), inside.ends_with(char::is_whitespace));
    plan.set_bytes(brackets.start, &format!("{{{}", space(ahead || inside.is_empty())));
    plan.set_bytes(brackets.end - 1, &format!("{}}}", space(behind || inside.is_empty())));
}

/// Writes down the workspace of the first agent; says whether it is known.
fn pin<'t>(plan: &mut Plan<'t>, agents: Node<'t>, first: Node<'t>) -> bool {
    let Some(pin) = heirs::pin(agents, first) else { return true };
    let unknown = heirs::is_elsewhere(&plan.snapshot().world.options.env_names);
    let usual = Some(heirs::HOME_WORKSPACE.to_owned()).filter(|_| !unknown);
    let Some(folder) = pin.written.or(usual) else { return false };
    match first.get("workspace") {
        Some(blank) => plan.set_text(first, blank, &folder),
        None => plan.insert(first, &[], NewMember::text("workspace", &folder)),
    }
    true
}

/// Writes down that the first agent owns the channels that no binding assigns.
fn bind<'t>(plan: &mut Plan<'t>, root: Node<'t>, owner: &str, ids: &[String]) {
    let binding = |(channel, account): &(&str, String)| {
        let rule = vec![NewMember::text("channel", channel), NewMember::text("accountId", account)];
        let rule = NewMember::new("match", NewValue::Object(rule));
        NewValue::Object(vec![NewMember::text("agentId", owner), rule])
    };
    let names = plan.snapshot().world.options.env_names.clone();
    let new: Vec<NewValue> = heirs::unowned(root, ids, &names).iter().map(binding).collect();
    match root.get("bindings").and_then(Value::array) {
        Some(there) => new.into_iter().for_each(|binding| plan.push(there, binding)),
        None if new.is_empty() => {}
        None => plan.insert(root, &[], NewMember::new("bindings", NewValue::Array(new))),
    }
}

/// The quote of a member's key.
fn key_quote(entry: Entry<'_>) -> Option<char> {
    let token = entry.key_token().filter(|token| token.kind() == TokenKind::String)?;
    token.text.chars().next()
}
