//! Direct messages, as the core decides about them for all channels (docs/openclaw/access.md#direct-messages).

use super::allowed::Allowed;
use super::gate::{Gate, Reason, Senders};
use super::policy::Policy;
use super::scope::Chosen;
use super::way::Way;

/// What becomes of direct messages with a policy and a list that is written somewhere.
pub(super) fn gate(way: Way, chosen: &Chosen, list: Allowed, path: Option<String>) -> Gate {
    let mut reasons = vec![Reason::direct(chosen)];
    if chosen.policy == Policy::Disabled {
        return Gate::new(way, Senders::Nobody).because(reasons);
    }
    // Whoever pairs needs no list, but one that is there counts.
    if chosen.policy != Policy::Pairing || list.is_written {
        reasons.push(Reason::list(path, &list));
    }
    let senders = Senders::of(list);
    let pairing = chosen.policy == Policy::Pairing && senders != Senders::Anyone;
    Gate { pairing, ..Gate::new(way, senders).because(reasons) }
}
