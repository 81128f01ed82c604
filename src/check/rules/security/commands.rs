//! What people may do from a chat (docs/openclaw/security.md#chats).

use super::advice::{advise, risk};
use crate::check::{Fact, Finding, Place, Rule};
use crate::syntax::Scalar;

pub(super) const RULES: &[Rule] =
    &[Rule { at: "commands.{config,debug,bash,mcp,plugins}", needs: &[Fact::Access], check: command }];

fn command(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.value.scalar().and_then(Scalar::as_bool) != Some(true) {
        return;
    }
    let key = place.key();
    let what = match &*key {
        "config" => "change this file",
        "debug" => "change settings until the next start",
        "bash" => "run commands on the host",
        "mcp" => "add servers, which start programs",
        _ => "switch plugins on and off",
    };
    let message = format!(
        "whoever OpenClaw takes for you in a chat may {what} with `/{key}`: remove this if it is not needed"
    );
    advise(place, found, risk("security-chat-commands", place.value, message));
}
