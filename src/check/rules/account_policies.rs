//! Policies of a channel that do not reach its accounts, since OpenClaw fills in another one for each account that is written
//! (docs/openclaw/access.md#defaults).

use super::plain::{is_off, text};
use crate::check::{At, Finding, Place, Rule};
use crate::config::access::{Defaults, Policy};
use crate::syntax::Value;

pub(super) const RULES: &[Rule] = &[Rule { at: "channels.*", needs: &[], check: channel }];

fn channel(place: &Place<'_>, found: &mut Vec<Finding>) {
    let filled = Defaults::of_account(&place.key());
    if filled == Defaults::default() {
        return;
    }
    let Some(scope) = place.object().filter(|scope| !is_off(*scope)) else { return };
    let Some(accounts) = scope.get("accounts").and_then(Value::object) else { return };
    for (key, filled) in [("dmPolicy", filled.direct), ("groupPolicy", filled.group)] {
        let Some((value, filled)) = scope.get(key).zip(filled) else { continue };
        let Some(word) = text(value).filter(|word| Policy::of(word).is_some_and(|policy| policy != filled))
        else {
            continue;
        };
        let all = accounts.entries().filter(|entry| entry.key().is_some_and(|key| key != "$include"));
        for entry in all {
            let Some(account) = entry.value().and_then(Value::object) else { continue };
            if account.has(key) || is_off(account) || !place.is_whole(account) {
                continue;
            }
            let filled = filled.word();
            let message = format!(
                "`{word}` of the channel does not reach this account: OpenClaw fills in `{filled}` for each account that is written; add `{key}: \"{word}\"` to it"
            );
            let finding = Finding::warning("defaulted-account-policy", account.range(), message);
            let finding = finding.on_owner().at(At::Below(key.to_owned()));
            found.push(finding.related(value.range(), "does not count for the account"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn a_policy_of_the_channel_that_does_not_reach_an_account() {
        check(
            "{ channels: { irc: { host: 'x', nick: 'y', dmPolicy: 'disabled', groupPolicy: 'open', accounts: { a: {}, b: { dmPolicy: 'disabled', groupPolicy: 'open' }, c: { enabled: false } } } } }",
            &expect![[r#"
                warning defaulted-account-policy channels.irc.accounts.a.dmPolicy `a`: `disabled` of the channel does not reach this account: OpenClaw fills in `pairing` for each account that is written; add `dmPolicy: "disabled"` to it
                warning defaulted-account-policy channels.irc.accounts.a.groupPolicy `a`: `open` of the channel does not reach this account: OpenClaw fills in `allowlist` for each account that is written; add `groupPolicy: "open"` to it
            "#]],
        );
        accepts(&[
            "{ channels: { irc: { host: 'x', nick: 'y', dmPolicy: 'pairing', accounts: { a: {} } } } }",
            "{ channels: { telegram: { botToken: '1:x', dmPolicy: 'disabled', accounts: { a: {} } } } }",
        ]);
    }
}
