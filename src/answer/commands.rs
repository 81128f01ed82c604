//! What becomes of an agent's commands, for programs.

use crate::config::exec::Level;
use crate::config::tools::Session;
use crate::explain::{AgentCommands, ApproverRow, CommandRow, ElevatedAnswer, Opening};
use serde_json::{Value, json};

pub(super) fn json(found: &AgentCommands) -> Value {
    json!({
        "sessions": found.rows.iter().map(row).collect::<Vec<_>>(),
        "elevated": elevated(&found.elevated),
        "anyoneUnasked": found.strangers.iter().map(opening).collect::<Vec<_>>(),
        "approvers": found.approvers.iter().map(approver).collect::<Vec<_>>(),
        "forwarding": found.forwarding.as_ref().map(|sent| json!({ "toChat": sent.is_to_chat, "targets": sent.targets })),
    })
}

fn row(found: &CommandRow) -> Value {
    let session = |session: &Session| match session {
        Session::Main => "main",
        Session::Other => "other",
        Session::Subagent => "subagent",
    };
    let run = &found.run;
    json!({
        "sessions": found.sessions.iter().map(session).collect::<Vec<_>>(),
        "run": found.taken.is_none() && !run.is_refused(),
        "taken": found.taken,
        "set": run.set.word(),
        "host": run.host.word(),
        "node": found.node,
        "mode": run.mode.word(),
        "security": run.security.word(),
        "ask": run.ask.word(),
        "unasked": found.taken.is_none() && run.is_free(),
        "decidedBy": found.decided_by,
        "words": format!("{}: {}", found.place(), found.terms()),
    })
}

fn elevated(found: &ElevatedAnswer) -> Value {
    let listed = found.listed.iter().map(|listed| {
        json!({
            "channel": listed.channel,
            "anyone": listed.people.is_none(),
            "listed": listed.people,
            "bothLists": listed.is_both,
            "path": listed.path,
        })
    });
    json!({
        "offAt": found.off_at,
        "who": listed.collect::<Vec<_>>(),
        "level": match found.level {
            Level::Off => "off",
            Level::On => "on",
            Level::Full => "full",
        },
        "matters": found.matters,
    })
}

fn opening(found: &Opening) -> Value {
    json!({ "channel": found.channel, "account": found.account, "direct": found.is_direct, "host": found.host.word() })
}

fn approver(row: &ApproverRow) -> Value {
    let found = &row.approvers;
    json!({
        "channel": row.channel,
        "account": row.account,
        "asks": found.asks,
        "listed": found.people.len(),
        "path": found.path,
        "target": found.target,
    })
}
