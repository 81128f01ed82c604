//! Bindings that can never decide, since another always does before them (docs/openclaw/routing.md#order).

use super::binding::{AccountPattern, Binding, PeerRule};
use super::tier::Tier;
use crate::config::agent_id::normalize;
use std::collections::HashMap;

/// With how many bindings of the same conversation, server or team one is compared.
const COMPARED: usize = 64;

/// A binding that never decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shadow {
    /// Its place in the list that was given.
    pub at: usize,
    /// The place of the one that stands before it and is about all that it is about.
    pub by: usize,
    /// Whether the two say the same, so that nobody misses it.
    pub is_same: bool,
}

/// What all bindings have in common that may stand in each other's way: a tier, and what makes it.
type Key<'b> = (&'b str, Tier, Option<&'b PeerRule>, Option<&'b str>, &'b AccountPattern);

/// The bindings that can never decide, in their order.
///
/// A closer binding is about less than one that is less close, so only those of the same tier can hide each other: the one
/// that stands first wins.
pub fn shadows(bindings: &[Binding]) -> Vec<Shadow> {
    let mut before: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, binding) in bindings.iter().enumerate() {
        let accounts = [&binding.account, &AccountPattern::Any];
        let keys = accounts.iter().take(1 + usize::from(binding.account != AccountPattern::Any));
        let candidates = keys.filter_map(|account| before.get(&key(binding, account))).flatten().copied();
        if let Some(by) = candidates.filter(|by| covers(&bindings[*by], binding)).min() {
            found.push(Shadow { at, by, is_same: is_same(&bindings[by], binding) });
            continue;
        }
        let list = before.entry(key(binding, &binding.account)).or_default();
        if list.len() < COMPARED {
            list.push(at);
        }
    }
    found
}

fn key<'b>(binding: &'b Binding, account: &'b AccountPattern) -> Key<'b> {
    let tier = binding.tier();
    let id = match tier {
        Tier::Roles | Tier::Guild => binding.guild.as_deref(),
        Tier::Team => binding.team.as_deref(),
        _ => None,
    };
    (&binding.channel, tier, binding.peer.as_ref(), id, account)
}

/// Whether one is about all that another of the same key is about.
fn covers(first: &Binding, second: &Binding) -> bool {
    let wider = |first: &Option<String>, second: &Option<String>| first.is_none() || first == second;
    let has_roles = || !second.roles.is_empty() && second.roles.iter().all(|role| first.roles.contains(role));
    wider(&first.guild, &second.guild)
        && wider(&first.team, &second.team)
        && (first.roles.is_empty() || has_roles())
}

fn is_same(first: &Binding, second: &Binding) -> bool {
    normalize(&first.agent) == normalize(&second.agent)
        && first.dm_scope == second.dm_scope
        && first.group_scope == second.group_scope
}
