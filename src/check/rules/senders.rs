//! Keys of `toolsBySender` that are about nobody: whom they mean keeps tools that were to be taken, or lacks what was to be
//! given (docs/openclaw/tools.md#groups-and-senders).

use crate::check::{Finding, Place, Rule};
use crate::config::tools::Unmatched;
use crate::syntax::Node;

/// The rule for all tools, and one for the groups of each channel, which knows its channel.
macro_rules! rules {
    ($($channel:literal $groups:literal,)*) => {
        &[
            Rule {
                at: "{,agents.entries.*.}tools.toolsBySender",
                needs: &[],
                check: |place, found| senders(place, None, found),
            },
            $(Rule {
                at: concat!("channels.", $channel, "{,.accounts.*}.", $groups, ".toolsBySender"),
                needs: &[],
                check: |place, found| senders(place, Some($channel), found),
            },)*
        ]
    };
}

pub(super) const RULES: &[Rule] = rules![
    "discord" "{guilds.*,guilds.*.channels.*}",
    "imessage" "groups.*",
    "irc" "groups.*",
    "msteams" "{teams.*,teams.*.channels.*}",
    "signal" "groups.*",
    "slack" "channels.*",
    "telegram" "groups.*",
    "whatsapp" "groups.*",
];

fn senders(place: &Place<'_>, channel: Option<&str>, found: &mut Vec<Finding>) {
    let entries = place.object().into_iter().flat_map(Node::entries);
    for (key, token) in entries.filter_map(|entry| Some((entry.key()?, entry.key_token()?))) {
        let Some(why) = Unmatched::of(&key, channel) else { continue };
        let id = key.splitn(3, ':').nth(2).unwrap_or_default().trim();
        let why = match (why, channel) {
            (Unmatched::Silent, Some(channel)) => {
                format!("groups in `{channel}` do not say which channel they are of; write `id:{id}`")
            }
            (Unmatched::Foreign, Some(channel)) => {
                format!("these are groups in `{channel}`; write `id:{id}`")
            }
            _ => "it names no sender; write `id:` and the sender's id, or `*` for everybody else".to_owned(),
        };
        let message = format!("`{key}` is about nobody: {why}");
        found.push(Finding::warning("unmatched-sender", token.range, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn keys_that_are_about_nobody() {
        check(
            "{ tools: { toolsBySender: { 'channel:telegram': { deny: ['exec'] }, 'id: ': { deny: ['exec'] }, '*': {} } } }",
            &expect![[r#"
                warning unmatched-sender tools.toolsBySender.channel:telegram `'channel:telegram'`: `channel:telegram` is about nobody: it names no sender; write `id:` and the sender's id, or `*` for everybody else
                warning unmatched-sender tools.toolsBySender.id:  `'id: '`: `id: ` is about nobody: it names no sender; write `id:` and the sender's id, or `*` for everybody else
            "#]],
        );
        check(
            "{ channels: { discord: { token: 'x', guilds: { '1': { toolsBySender: { 'channel:discord:42': { deny: ['exec'] } } } } } } }",
            &expect![[r#"
                warning unmatched-sender channels.discord.guilds.1.toolsBySender.channel:discord:42 `'channel:discord:42'`: `channel:discord:42` is about nobody: groups in `discord` do not say which channel they are of; write `id:42`
            "#]],
        );
        check(
            "{ channels: { telegram: { botToken: '1:x', accounts: { a: { botToken: '2:x', groups: { '-1': { toolsBySender: { 'channel:discord:42': {}, 'Channel:Telegram:42': {} } } } } } } } }",
            &expect![[r#"
                warning unmatched-sender channels.telegram.accounts.a.groups.-1.toolsBySender.channel:discord:42 `'channel:discord:42'`: `channel:discord:42` is about nobody: these are groups in `telegram`; write `id:42`
            "#]],
        );
    }

    #[test]
    fn keys_that_may_be_about_somebody() {
        accepts(&[
            "{ tools: { toolsBySender: { 'channel:discord:42': {}, 'id:42': {}, '42': {}, 'e164:+49': {}, 'username:@bob': {}, 'name:Bob': {} } } }",
            "{ channels: { slack: { botToken: 'xoxb-1', appToken: 'xapp-1', channels: { C1: { toolsBySender: { 'id:U1': {}, '*': {} } } } } } }",
        ]);
    }
}
