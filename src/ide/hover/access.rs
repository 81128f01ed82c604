//! The keys that say who may write: what comes out of them.

use super::card::{Card, code};
use super::place::{Part, Place};
use crate::config::account_id;
use crate::explain::{AccessRow, Explainer};

/// What a key is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Direct,
    Groups,
}

impl About {
    fn of(key: &str, is_below_dm: bool) -> Option<Self> {
        match key {
            "dmPolicy" | "allowFrom" => Some(Self::Direct),
            "policy" if is_below_dm => Some(Self::Direct),
            "groupPolicy" | "groupAllowFrom" => Some(Self::Groups),
            _ => None,
        }
    }
}

/// More accounts would make a hover a table, which `explain access` is.
const MOST: usize = 4;

/// Writes one line for each account that the key under the cursor is about.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let (Some("channels"), Some(channel)) = (place.key_at(0), place.key_at(1)) else { return };
    if place.part != Part::Key {
        return;
    }
    let (account, rest) = if place.key_at(2) == Some("accounts") { (place.key_at(3), 4) } else { (None, 2) };
    let is_below_dm = place.key_at(rest) == Some("dm");
    if place.path.len() != rest + 1 + usize::from(is_below_dm) {
        return;
    }
    let about = place.last_key().and_then(|key| About::of(key, is_below_dm));
    let Some((about, explainer)) = about.zip(Explainer::new(place.snapshot)) else { return };
    let account = account.map(account_id::normalize);
    let rows = explainer.access(Some(channel), account.as_deref());
    for row in rows.iter().take(MOST) {
        let name = if rows.len() > 1 { format!(" of {}", code(&row.account)) } else { String::new() };
        let label = if about == About::Direct { "Direct messages" } else { "Groups" };
        card.fact(&format!("{label}{name}"), &words(row, about));
    }
    if rows.len() > MOST {
        card.item(&format!("and {} more accounts: `explain access` lists them", rows.len() - MOST));
    }
}

/// `these 3, from channels.telegram.allowFrom`.
fn words(row: &AccessRow, about: About) -> String {
    let (answer, who) = match about {
        About::Direct => (&row.direct, row.direct.who.clone()),
        About::Groups => (&row.groups, row.in_groups()),
    };
    let by = answer
        .decided_by
        .as_deref()
        .map_or_else(|| ", OpenClaw's own default".to_owned(), |path| format!(", from {}", code(path)));
    format!("{who}{by}")
}

#[cfg(test)]
mod tests {
    use crate::ide::hover::tests::check_facts;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        check_facts(text, &["- Direct messages", "- Groups"], expected);
    }

    #[test]
    fn groups_that_are_named_get_in_where_others_do_not() {
        let groups = |groups: &str| {
            format!("{{ channels: {{ telegram: {{ groupPol$0icy: 'open', groups: {{ {groups} }} }} }} }}")
        };
        check(
            &groups("'-1': {}"),
            expect!["- Groups: one that is named, and no others, from `channels.telegram.groups`"],
        );
        check(
            &groups("'-1': {}, '-2': { requireMention: false }, '-3': { enabled: false }"),
            expect!["- Groups: 2 that are named, and no others, from `channels.telegram.groups`"],
        );
        check(
            &groups("'-1': { enabled: false }"),
            expect!["- Groups: nobody, from `channels.telegram.groups`"],
        );
    }

    #[test]
    fn a_policy_says_who_gets_in() {
        check(
            "{ channels: { telegram: { d$0mPolicy: 'open', allowFrom: ['*'] } } }",
            expect![[r#"- Direct messages: anyone, from `channels.telegram.allowFrom`"#]],
        );
        check(
            "{ channels: { telegram: { allow$0From: ['1', '2'], dmPolicy: 'allowlist' } } }",
            expect![[r#"- Direct messages: these 2, from `channels.telegram.allowFrom`"#]],
        );
        check(
            "{ channels: { telegram: { group$0Policy: 'disabled' } } }",
            expect!["- Groups: nobody, from `channels.telegram.groupPolicy`"],
        );
    }

    #[test]
    fn a_shared_policy_is_told_for_each_account() {
        check(
            "{ channels: { telegram: { d$0mPolicy: 'pairing', accounts: { a: {}, b: { dmPolicy: 'disabled' } } } } }",
            expect![[r#"
                - Direct messages of `a`: who is paired, from `channels.telegram.dmPolicy`
                - Direct messages of `b`: nobody, from `channels.telegram.accounts.b.dmPolicy`"#]],
        );
        check(
            "{ channels: { telegram: { accounts: { a: {}, b: { dm$0Policy: 'disabled' } } } } }",
            expect!["- Direct messages: nobody, from `channels.telegram.accounts.b.dmPolicy`"],
        );
        check("{ channels: { telegram: { groups: { '-1': { allow$0From: ['1'] } } } } }", expect![[""]]);
    }
}
