//! Who may write, and who acts on its own.

use super::case::Case;
use crate::edit::{NewMember, NewValue};
use crate::ide::action::offer::Offers;
use crate::syntax::{Entry, Node, Value};

/// People ask, and are let in one by one; or, said plainly, everybody is.
pub(super) fn direct_messages<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    match &*case.key() {
        "dmPolicy" | "policy" => drop(case.offer_text(offers, "pairing", true)),
        "allowFrom" => {
            let policy = || NewMember::text("dmPolicy", "pairing");
            case.offer(offers, "Add `dmPolicy: \"pairing\"`", true, |plan| {
                plan.insert(case.object, &[], policy());
            });
        }
        // An account that takes all from its channel.
        _ => {
            let Some(account) = case.inner() else { return };
            let policy = NewMember::text("dmPolicy", "pairing");
            case.offer(offers, "Add `dmPolicy: \"pairing\"` to this account", true, |plan| {
                plan.insert(account, &[], policy);
            });
        }
    }
    everybody(case, offers);
}

fn everybody<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.text().as_deref() != Some("open") {
        return;
    }
    let title = "Let everybody who finds the bot write: add `\"*\"` to `allowFrom`";
    let star = NewValue::Source("\"*\"".to_owned());
    match case.object.get("allowFrom").map(Value::array) {
        Some(Some(list)) => drop(case.offer(offers, title, false, |plan| plan.push(list, star))),
        Some(None) => {}
        None => {
            let list = NewMember::new("allowFrom", NewValue::Source("[\"*\"]".to_owned()));
            case.offer(offers, title, false, |plan| plan.insert(case.object, &[], list));
        }
    }
}

/// With more agents than this, none is offered by name.
const MANY: usize = 8;

/// One of the agents sends heartbeats.
pub(super) fn heartbeat<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(agents) = case.get(&["agents"]).and_then(Value::object) else { return };
    let roster = agents.get("entries").and_then(Value::object).into_iter().flat_map(Node::entries);
    let ids: Vec<_> = roster.filter_map(Entry::key).take(MANY + 1).collect();
    for id in ids.iter().filter(|_| ids.len() <= MANY) {
        let title = format!("Let `{id}` send the heartbeats");
        case.offer(offers, title, false, |plan| {
            plan.insert(agents, &["defaults", "heartbeat"], NewMember::text("agentId", id));
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::ide::action::tests::check;
    use expect_test::expect;

    #[test]
    fn people_ask_or_everybody_is_let_in() {
        check(
            "{ channels: { telegram: { dmPolicy: 'op$0en', allowFrom: ['1'] } } }",
            expect![[r#"
            * - QuickFix: Write `"pairing"`
                { channels: { telegram: { dmPolicy: 'pairing', allowFrom: ['1'] } } }
            - - QuickFix: Let everybody who finds the bot write: add `"*"` to `allowFrom`
                { channels: { telegram: { dmPolicy: 'open', allowFrom: ['1', "*"] } } }"#]],
        );
        check(
            "{ channels: { telegram: { dmPolicy: 'allow$0list' } } }",
            expect![[r#"
            * - QuickFix: Write `"pairing"`
                { channels: { telegram: { dmPolicy: 'pairing' } } }"#]],
        );
        check(
            "{ channels: { telegram: { dmPolicy: 'allowlist', accounts: { wo$0rk: {} } } } }",
            expect![[r#"
            * - QuickFix: Add `dmPolicy: "pairing"` to this account
                { channels: { telegram: { dmPolicy: 'allowlist', accounts: { work: { dmPolicy: 'pairing' } } } } }"#]],
        );
    }

    #[test]
    fn one_agent_sends_heartbeats() {
        check(
            "{ agents: { ownership: 'explicit', entr$0ies: { a: {}, b: {} } } }",
            expect![[r#"
            - - QuickFix: Let `a` send the heartbeats
                { agents: { ownership: 'explicit', entries: { a: {}, b: {} }, defaults: { heartbeat: { agentId: 'a' } } } }
            - - QuickFix: Let `b` send the heartbeats
                { agents: { ownership: 'explicit', entries: { a: {}, b: {} }, defaults: { heartbeat: { agentId: 'b' } } } }"#]],
        );
    }

    #[test]
    fn names_of_plugins() {
        check(
            "{ plugins: { deny: ['brows$0r'] } }",
            expect![[r#"
            * - QuickFix: Write `"browser"`
                { plugins: { deny: ['browser'] } }"#]],
        );
        check(
            "{ plugins: { allow: ['wi$0ki'] } }",
            expect![[r#"
            * - QuickFix: Write `"memory-wiki"`
                { plugins: { allow: ['memory-wiki'] } }"#]],
        );
    }
}
