//! How OpenClaw joins an included value with another one (docs/openclaw/includes.md#merging).

use super::part::{Member, Part, Place};
use crate::config::include::DROPPED;
use rustc_hash::FxHashMap;

/// Joins two values: objects member by member, arrays end to end, and of anything else the later one wins, `null`
/// included. What is put together stands at `place`, or where the later one stands.
pub(super) fn merge<'p>(earlier: Part<'p>, later: Part<'p>, place: Option<Place>) -> Part<'p> {
    match (earlier.opened(), later.opened()) {
        (Part::Object(old, earlier), Part::Object(new, later)) => {
            Part::Object(old.join(new, place), members(earlier, later))
        }
        (Part::Array(old, mut elements), Part::Array(new, later)) => {
            elements.extend(later);
            Part::Array(old.join(new, place), elements)
        }
        (_, later) => later,
    }
}

fn members<'p>(earlier: Vec<Member<'p>>, later: Vec<Member<'p>>) -> Vec<Member<'p>> {
    let mut joined: Vec<Member<'p>> = earlier.into_iter().filter(is_kept).collect();
    let keys = joined.iter().enumerate().map(|(at, member)| (member.key.clone(), at));
    let at: FxHashMap<_, usize> = keys.collect();
    for member in later.into_iter().filter(is_kept) {
        match at.get(&member.key).and_then(|at| joined.get_mut(*at)) {
            Some(old) => {
                let value = std::mem::replace(&mut old.value, Part::Unfinished(member.token));
                old.value = merge(value, member.value, None);
                old.token = member.token;
            }
            None => joined.push(member),
        }
    }
    joined
}

fn is_kept(member: &Member<'_>) -> bool {
    !DROPPED.contains(&&*member.key)
}
