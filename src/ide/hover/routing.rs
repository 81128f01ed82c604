//! A binding: what it is about, and whether it ever decides.

use super::card::{Card, code};
use super::place::{Place, Step};
use crate::config::routing::Idle;
use crate::explain::{Explainer, State};

/// Writes one line about the binding that the cursor is in.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let index = match (place.key_at(0), place.path.as_slice()) {
        (Some("bindings"), [_, Step::Item(index), Step::Key(key)])
            if matches!(&**key, "agentId" | "match") =>
        {
            *index
        }
        _ => return,
    };
    let Some(explainer) = Explainer::new(place.snapshot) else { return };
    let path = format!("bindings[{index}]");
    let found = explainer.routing(None).bindings;
    let Some(row) = found.into_iter().find(|row| row.path.as_deref() == Some(path.as_str())) else { return };
    match row.state {
        State::Counts => card.fact("Decides for", &code(&row.about)),
        State::Hidden(by) => card.fact(
            "Never decides",
            &format!("{} stands before it, and is about all that it is about", code(&by)),
        ),
        State::Idle(Idle::Acp) => {
            card.fact("Decides for", "one conversation, which an ACP session has to itself");
        }
        State::Idle(_) => card.fact("Never decides", "OpenClaw ignores it"),
    }
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Snapshot, World};
    use std::sync::Arc;

    #[track_caller]
    fn check(at: &str, expected: &str) {
        let text = "{ bindings: [
            { agentId: 'main', match: { channel: 'telegram' } },
            { agentId: 'kids', match: { channel: 'telegram', peer: { kind: 'group', id: '-1' } } },
            { agentId: 'ops', match: { channel: 'telegram', accountId: 'default' } },
        ] }";
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let offset = text.find(at).expect("the place");
        let found = crate::ide::hover(&snapshot, offset).expect("a hover").markdown;
        assert!(found.contains(expected), "{found}");
    }

    #[test]
    fn a_binding_says_whether_it_decides() {
        check("'main'", "- Decides for: `telegram, account default`\n");
        check("agentId: 'kids'", "- Decides for: `telegram, account default, group -1`\n");
        check("agentId: 'ops'", "- Never decides: `bindings[0]` stands before it");
    }
}
