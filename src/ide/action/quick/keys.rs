//! Keys: renamed, removed, said once.

use super::case::Case;
use crate::base::Severity;
use crate::config::agent_id::normalize;
use crate::ide::action::offer::Offers;
use crate::syntax::Entry;

/// The key that was meant.
pub(super) fn meant<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if let Some(key) = case.finding.meant.as_deref().filter(|_| case.is_on_key()) {
        case.offer_key(offers, key, true);
    }
}

/// A member or element that need not be there.
pub(super) fn remove<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let title = match case.entry.key() {
        Some(key) if case.finding.severity != Severity::Error => {
            format!("Remove `{key}`, which has no effect")
        }
        Some(key) => format!("Remove `{key}`"),
        None => "Remove this element".to_owned(),
    };
    let is_obvious = matches!(case.finding.code, "duplicate-item" | "misplaced-key");
    case.offer_removal(offers, title, (case.object, case.entry), is_obvious);
}

/// The same, where nothing better is known.
pub(super) fn last_resort<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if offers.is_empty() {
        remove(case, offers);
    }
}

/// An element, but no member.
pub(super) fn remove_element<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.entry.key_token().is_none() {
        remove(case, offers);
    }
}

/// A fallback that was tried before: without it the same models are tried in the same order.
pub(super) fn remove_fallback<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.entry.key_token().is_none() {
        let title = "Remove this fallback, which was tried before";
        case.offer_removal(offers, title.to_owned(), (case.object, case.entry), true);
    }
}

/// A text of no length, where the key may be absent.
pub(super) fn remove_empty<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.text().is_some_and(|text| text.trim().is_empty()) {
        remove(case, offers);
    }
}

pub(super) fn repeated<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let key = case.key();
    let title = format!("Remove this `{key}`, which does not count");
    case.offer_removal(offers, title, (case.object, case.entry), true);
    let same = |entry: &Entry<'t>| entry.key() == case.entry.key() && entry.index() != case.entry.index();
    case.offer(offers, format!("Keep this `{key}` and remove the other"), false, |plan| {
        case.object.entries().filter(same).for_each(|entry| plan.delete(case.object, entry));
    });
}

/// A key without the characters that are not allowed.
pub(super) fn respelled<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if !case.is_on_key() {
        return;
    }
    let key = case.key();
    let plain = |other: char| -> String {
        let keep = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { other };
        key.trim().chars().map(keep).collect()
    };
    let underscores = plain('_');
    let candidates =
        [key.trim().to_owned(), normalize(&key), underscores.clone(), format!("_{underscores}"), plain('-')];
    for candidate in candidates {
        if case.offer_key(offers, &candidate, true) {
            break;
        }
    }
    if key == "__proto__" || key == "constructor" || key == "prototype" {
        remove(case, offers);
    }
}
