//! Unknown keys: renamed, moved to where they live, turned into comments. They are deleted only where that loses nothing.

use super::case::Case;
use crate::check::{Remedy, Stray, Target, is_kept, note};
use crate::edit::{NewMember, NewValue, Plan};
use crate::ide::action::offer::Offers;
use crate::syntax::{Entry, Node, Value};

pub(super) fn unknown<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(stray) = Stray::at(case.snapshot, case.finding.range.start) else { return };
    let remedy = stray.remedy();
    match &remedy {
        Remedy::Rename(name) => drop(case.offer_key(offers, name, true)),
        Remedy::Move(target) => moved(case, offers, &stray, target),
        Remedy::Comment => commented(case, offers, &stray, true),
        Remedy::Lives(_) | Remedy::Told(_) | Remedy::Other(_) | Remedy::Nowhere { .. } => {}
    }
    let is_known = !matches!(remedy, Remedy::Nowhere { .. } | Remedy::Rename(_));
    if is_kept(&stray) || matches!(remedy, Remedy::Told(_)) {
        commented(case, offers, &stray, false);
    } else {
        let title = format!("Remove the unknown key `{}`", case.key());
        case.offer_removal(offers, title, (case.object, case.entry), !is_known && offers.is_empty());
    }
}

fn commented<'t>(case: &Case<'t>, offers: &mut Offers<'t>, stray: &Stray<'t>, preferred: bool) {
    let Some((range, text)) = note(stray) else { return };
    let title = if preferred { "Turn it into a comment" } else { "Comment it out" };
    case.offer(offers, title, preferred, |plan| plan.replace(range, text));
}

/// The member goes to where it lives. What is there already stays: an object takes the members that it lacks, and nothing
/// is offered where both say something.
fn moved<'t>(case: &Case<'t>, offers: &mut Offers<'t>, stray: &Stray<'t>, target: &Target) {
    let base = stray.holders.len().checked_sub(1 + target.up).and_then(|at| stray.holders.get(at).copied());
    let (Some(base), Some((key, way)), Some(value)) = (base, target.path.split_last(), stray.entry.value())
    else {
        return;
    };
    let way: Vec<&str> = way.iter().map(String::as_str).collect();
    if !Plan::has_room(base, &way) || !stands_apart(base, &way, stray.entry) {
        return;
    }
    let title = format!("Move `{}` to `{}`", stray.key(), target.shown);
    // Where it goes counts as told, since the title shows it: of an element, the array that it is in.
    let above = stray.way[..stray.way.len().saturating_sub(target.up)].iter().map(|key| key.as_deref());
    let to =
        above.chain(target.path.iter().map(|key| Some(key.as_str()))).map_while(|key| key.map(str::to_owned));
    let to: Vec<String> = to.collect();
    let told = (title.as_str(), &to[..]);
    let there = way.iter().try_fold(base, |node, key| node.get(key)?.object()).and_then(|node| node.get(key));
    match (there, value.object()) {
        (None, _) => {
            let source = || NewValue::Source(case.snapshot.text.slice(value.range()));
            let member = NewMember::new(key, target.value.clone().unwrap_or_else(source));
            offers.mend_moving(case.finding, told, true, |plan| {
                let member = plan.take(case.object, stray.entry, member);
                plan.insert(base, &way, member);
            });
        }
        (Some(there), Some(own)) => {
            let Some(there) = there.object().filter(|there| is_disjoint(own, *there)) else { return };
            offers.mend_moving(case.finding, told, true, |plan| {
                for entry in own.entries() {
                    if let Some(member) = copy(case, entry) {
                        let member = plan.take(own, entry, member);
                        plan.insert(there, &[], member);
                    }
                }
                plan.dissolve(own, stray.entry, case.object);
            });
        }
        _ => {}
    }
}

/// Whether a place does not lie inside the member that goes there.
fn stands_apart(base: Node<'_>, way: &[&str], entry: Entry<'_>) -> bool {
    let first = way.first().and_then(|key| base.member(key));
    first.is_none_or(|first| first.range() != entry.range())
}

fn is_disjoint(own: Node<'_>, there: Node<'_>) -> bool {
    own.entries().all(|entry| entry.key().is_some_and(|key| !there.has(&key)))
}

fn copy(case: &Case<'_>, entry: Entry<'_>) -> Option<NewMember> {
    let source = case.snapshot.text.slice(entry.value().map(Value::range)?);
    Some(NewMember::new(&entry.key()?, NewValue::Source(source)))
}
