//! Who answers, for programs.

use super::subject::Subject;
use crate::config::routing::{Fate, Idle, Peer};
use crate::explain::{AccountRow, BindingRow, MessageRow, Routing, State, Verdict};
use serde_json::{Value, json};

pub(super) fn json(found: &Routing, subject: &Subject<'_>) -> Value {
    json!({
        "owner": found.owner,
        "ownerBecause": found.owner_because,
        "accounts": found.accounts.iter().map(account).collect::<Vec<_>>(),
        "bindings": found.bindings.iter().map(|row| binding(row, subject)).collect::<Vec<_>>(),
        "message": found.message.as_ref().map(message),
    })
}

fn account(row: &AccountRow) -> Value {
    json!({
        "channel": row.channel,
        "account": row.account,
        "direct": verdict(&row.direct),
        "groups": verdict(&row.groups),
    })
}

fn verdict(found: &Verdict) -> Value {
    json!({
        "agent": found.agent,
        "by": found.tier.word(),
        "binding": found.binding,
        "because": found.because,
    })
}

fn binding(row: &BindingRow, subject: &Subject<'_>) -> Value {
    let (state, hidden_by) = match &row.state {
        State::Counts => ("counts", None),
        State::Hidden(by) => ("hidden", Some(by)),
        State::Idle(Idle::Acp) => ("acp", None),
        State::Idle(Idle::NoChannel) => ("no-channel", None),
        State::Idle(Idle::NoPeer) => ("no-peer", None),
    };
    let (fate, part) = match row.fate {
        None => (None, None),
        Some(Fate::Wins) => (Some("wins"), None),
        Some(Fate::Beaten) => (Some("beaten"), None),
        Some(Fate::Misfit(part)) => (Some("other"), Some(part.key())),
    };
    json!({
        "path": row.path,
        "file": subject.file(row.range),
        "agent": row.agent,
        "about": row.about,
        "state": state,
        "hiddenBy": hidden_by,
        "fate": fate,
        "otherPart": part,
    })
}

fn message(found: &MessageRow) -> Value {
    let asked = &found.asked;
    let shown = |peer: &Option<Peer>| peer.as_ref().map(ToString::to_string);
    let mut value = verdict(&found.verdict);
    let more = json!({
        "channel": asked.channel,
        "account": asked.account.as_deref().unwrap_or("default"),
        "peer": shown(&asked.peer),
        "parent": shown(&asked.parent),
        "session": found.scope,
    });
    if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
        object.extend(more);
    }
    value
}
