//! `explain access`: who may write.

use crate::program::Folder;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

const ACCESS: &str = "{
  agents: { entries: { main: {} } },
  accessGroups: { family: { type: 'message.senders', members: { telegram: ['21', '22'], '*': ['23'] } } },
  channels: {
    telegram: {
      botToken: '1:a',
      allowFrom: ['11', 'tg:12', '@bob', 'accessGroup:family'],
      groups: { '-100': { requireMention: false, topics: { '7': { allowFrom: ['11'] } } }, '*': { groupPolicy: 'open' } },
      direct: { '99': { dmPolicy: 'open', allowFrom: [] } },
      accounts: { default: {}, support: { botToken: '2:b', dmPolicy: 'open', allowFrom: ['*'], groups: { '-200': { enabled: false } } } },
    },
    discord: { token: 'x', dm: { enabled: false, groupEnabled: true }, guilds: { '5': { users: ['1', '2'], roles: ['8'], channels: { '*': { requireMention: false }, '42': { enabled: false } } } } },
    slack: { botToken: 'x', groupPolicy: 'open' },
    whatsapp: { dmPolicy: 'open', allowFrom: ['*'], groupPolicy: 'disabled' },
    irc: { host: 'irc.example.org', nick: 'bot', dmPolicy: 'open', allowFrom: ['*'], accounts: { a: { host: 'irc.example.org', nick: 'a' } } },
  },
}";

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check_access(arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", ACCESS)]).run(arguments);
    assert_eq!(ran.stderr, "", "{arguments}");
    expected.assert_eq(&ran.stdout);
}

#[test]
fn who_may_write_is_shown_for_each_account() {
    check_access(
        "explain access .",
        expect![[r#"
            strangers   get in at telegram · default: other groups; discord · default: channels.discord.dm.groupEnabled; slack · default: other groups; whatsapp · default: direct messages; irc · a: direct messages; irc · a: other groups; irc · default: direct messages; irc · default: other groups
            no match    some entries of lists match nobody, such as names where ids are compared
            not exact   irc: told as the core decides; what plugins add is not known

            CHANNEL   ACCOUNT  WHERE                                           WHO                            MENTION     DECIDED BY
            telegram  default  direct messages                                 these 5 and who is paired      -           channels.telegram.allowFrom
            telegram  default  other groups                                    anyone                         needed      channels.telegram.groups.*.groupPolicy
            telegram  default  channels.telegram.groups.-100                   these 5                        not needed  channels.telegram.allowFrom
            telegram  default  channels.telegram.groups.-100.topics.7          this one                       not needed  channels.telegram.groups.-100.topics.7.allowFrom
            telegram  default  channels.telegram.direct.99                     nobody                         -           channels.telegram.direct.99.allowFrom
            telegram  support  direct messages                                 these 5                        -           channels.telegram.allowFrom
            telegram  support  other groups                                    nobody                         -           channels.telegram.accounts.support.groups
            telegram  support  channels.telegram.accounts.support.groups.-200  nobody                         -           channels.telegram.accounts.support.groups.-200.enabled
            telegram  support  channels.telegram.direct.99                     nobody                         -           channels.telegram.direct.99.allowFrom
            discord   default  direct messages                                 nobody                         -           channels.discord.dm
            discord   default  other groups                                    nobody                         -           channels.discord.guilds
            discord   default  channels.discord.guilds.5                       these 2 and who has this role  not needed  channels.discord.guilds.5.roles
            discord   default  channels.discord.guilds.5.channels.42           nobody                         -           channels.discord.guilds.5.channels.42
            discord   default  channels.discord.dm.groupEnabled                anyone                         not needed  channels.discord.dm.groupEnabled
            slack     default  direct messages                                 who is paired                  -           OpenClaw's own
            slack     default  other groups                                    anyone                         needed      channels.slack.groupPolicy
            whatsapp  default  direct messages                                 anyone                         -           channels.whatsapp.allowFrom
            whatsapp  default  other groups                                    nobody                         -           channels.whatsapp.groupPolicy
            irc       a        direct messages                                 anyone                         -           channels.irc.allowFrom
            irc       a        other groups                                    anyone                         needed      channels.irc.allowFrom
            irc       default  direct messages                                 anyone                         -           channels.irc.allowFrom
            irc       default  other groups                                    anyone                         needed      channels.irc.allowFrom
        "#]],
    );
}

#[test]
fn one_account_and_one_conversation_are_told_layer_by_layer() {
    check_access(
        "explain access --message telegram:support .",
        expect![[r#"
            strangers   get in nowhere
            no match    some entries of lists match nobody, such as names where ids are compared

            CHANNEL   ACCOUNT  WHERE                                           WHO      MENTION  DECIDED BY
            telegram  support  direct messages                                 these 5  -        channels.telegram.allowFrom
            telegram  support  other groups                                    nobody   -        channels.telegram.accounts.support.groups
            telegram  support  channels.telegram.accounts.support.groups.-200  nobody   -        channels.telegram.accounts.support.groups.-200.enabled
            telegram  support  channels.telegram.direct.99                     nobody   -        channels.telegram.direct.99.allowFrom

            WHERE                                           IS ASKED IN THIS ORDER                                  SAYS
            direct messages                                 channels.telegram.accounts.support.dmPolicy             `open`
            direct messages                                 channels.telegram.allowFrom                             5 senders
            other groups                                    OpenClaw's own                                          `allowlist`
            other groups                                    channels.telegram.accounts.support.groups               not named
            channels.telegram.accounts.support.groups.-200  channels.telegram.accounts.support.groups.-200.enabled  off
            channels.telegram.direct.99                     channels.telegram.direct.99.dmPolicy                    `open`
            channels.telegram.direct.99                     channels.telegram.direct.99.allowFrom                   no senders
        "#]],
    );
    check_access(
        "explain access --format md --message telegram:default:group:-100 --thread 7 .",
        expect![[r#"
            ## Who may write

            - **strangers**: get in nowhere

            | Channel | Account | Where | Who | Mention | Decided by |
            |---|---|---|---|---|---|
            | telegram | default | this message | this one | not needed | channels.telegram.groups.-100.topics.7.allowFrom |

            | Where | Is asked in this order | Says |
            |---|---|---|
            | this message | OpenClaw's own | `allowlist` |
            | this message | channels.telegram.groups.-100 | named |
            | this message | channels.telegram.groups.-100.topics.7.allowFrom | one sender |
            | this message | channels.telegram.groups.-100.requireMention | needs no mention |
        "#]],
    );
}

#[test]
fn who_may_write_is_told_to_programs() {
    let found = Folder::with(&[("a.json", ACCESS)]).run("explain access --format json a.json");
    let found: Value = serde_json::from_str(&found.stdout).expect("one object");
    let of = |channel: &str, account: &str| {
        let rows = found["access"].as_array().expect("rows").iter();
        rows.clone()
            .find(|row| row["channel"] == channel && row["account"] == account)
            .expect("a row")
            .clone()
    };
    let support = of("telegram", "support");
    assert_eq!((&support["open"], &support["exact"]), (&json!(false), &json!(true)), "{support:#}");
    // The channel names some, so an account cannot open it to all.
    assert_eq!(support["direct"]["listed"], 5, "{support:#}");
    assert_eq!(of("slack", "default")["groups"]["mention"], true);
    assert_eq!(of("whatsapp", "default")["direct"]["layers"][1]["path"], "channels.whatsapp.allowFrom");
    assert_eq!(of("irc", "a")["direct"]["who"], "anyone");
}
