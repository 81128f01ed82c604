//! Before and after, for every family; and what each says.

use super::{check, fixed, snapshot};
use crate::fix::{choices, fix_everything};
use crate::migrations::{findings, places};
use crate::text::apply_all;
use expect_test::expect;

fn stays(text: &str) {
    assert_eq!(fixed(text), text);
}

fn messages(text: &str) -> Vec<String> {
    findings(&snapshot(text))
        .into_iter()
        .map(|found| format!("{} {}", found.severity.as_str(), found.message))
        .collect()
}

#[test]
fn streaming_keeps_comments_and_order() {
    check(
        "{\n  channels: {\n    slack: {\n      streaming: true, // on\n      // blocks\n      chunkMode: 'newline',\n      nativeStreaming: false,\n    },\n  },\n}\n",
        expect![[r#"
            {
              channels: {
                slack: {
                  streaming: {
                    mode: 'partial',
                    // blocks
                    chunkMode: 'newline',
                    nativeTransport: false,
                  }, // on
                },
              },
            }
        "#]],
    );
    check(
        "{ channels: { discord: { streamMode: 'Block', draftChunk: { minChars: 3 } } } }",
        expect![
            "{ channels: { discord: { streaming: { mode: 'block', preview: { chunk: { minChars: 3 } } } } } }"
        ],
    );
    check(
        "{ channels: { telegram: { streamMode: 'block', streaming: { mode: 'off' } } } }",
        expect!["{ channels: { telegram: { streaming: { mode: 'off' } } } }"],
    );
    check(
        "{ channels: { matrix: { streamMode: 'partial', streaming: 'quiet' } } }",
        expect!["{ channels: { matrix: { streaming: { mode: 'quiet' } } } }"],
    );
    stays("{ channels: { telegram: { streaming: { mode: 'off' } }, irc: { streaming: true } } }");
}

#[test]
fn accounts_keep_what_they_took_over() {
    check(
        "{ channels: { mattermost: { streamMode: 'block', chunkMode: 'newline', accounts: { a: { streaming: true }, b: { blockStreaming: false }, c: {} } } } }",
        expect![
            "{ channels: { mattermost: { accounts: { a: { streaming: { mode: 'partial', chunkMode: 'newline' } }, b: { streaming: { block: { enabled: false }, chunkMode: 'newline', mode: 'block' } }, c: {} }, streaming: { mode: 'block', chunkMode: 'newline' } } } }"
        ],
    );
    check(
        "{ channels: { irc: { blockStreamingCoalesce: { minChars: 3, idleMs: 5 }, accounts: { a: { blockStreamingCoalesce: { minChars: 9 } } } } } }",
        expect![
            "{ channels: { irc: { accounts: { a: { streaming: { block: { coalesce: { minChars: 9, idleMs: 5 } } } } }, streaming: { block: { coalesce: { minChars: 3, idleMs: 5 } } } } } }"
        ],
    );
    check(
        "{ channels: { whatsapp: { chunkMode: 'newline', accounts: { work: { blockStreaming: true }, default: { chunkMode: 'length' } } } } }",
        expect![
            "{ channels: { whatsapp: { accounts: { work: { streaming: { block: { enabled: true }, chunkMode: 'length' } }, default: { streaming: { chunkMode: 'length' } } }, streaming: { chunkMode: 'newline' } } } }"
        ],
    );
}

#[test]
fn people_who_may_write() {
    check(
        "{ channels: { slack: { dm: { policy: 'open', allowFrom: ['*'] } } } }",
        expect!["{ channels: { slack: { dmPolicy: 'open', allowFrom: ['*'] } } }"],
    );
    check(
        "{ channels: { discord: { dm: { policy: 'open', allowFrom: [' 1 '] }, allowFrom: ['1'] } } }",
        expect!["{ channels: { discord: { allowFrom: ['1'], dmPolicy: 'open' } } }"],
    );
    stays("{ channels: { googlechat: { dm: { policy: 'open' }, dmPolicy: 'pairing' } } }");
}

#[test]
fn agents_of_channels_are_bindings() {
    check(
        "{ channels: { discord: { guilds: { '1': { channels: { '2': { agentId: 'main', enabled: true } } } } } } }",
        expect![
            "{ channels: { discord: { guilds: { '1': { channels: { '2': { enabled: true } } } } } }, bindings: [{ agentId: 'main', match: { channel: 'discord', guildId: '1', peer: { kind: 'channel', id: '2' } } }] }"
        ],
    );
    check(
        "{\n  channels: { discord: { accounts: { a: { guilds: { '1': { channels: { '2': { agentId: 'x' }, '3': { agentId: ' ' } } } } } } } },\n  bindings: [\n    { agentId: 'y', match: { channel: 'slack' } }, // y\n  ],\n}\n",
        expect![[r#"
            {
              channels: { discord: { accounts: { a: { guilds: { '1': { channels: { '2': {}, '3': {} } } } } } } },
              bindings: [
                { agentId: 'y', match: { channel: 'slack' } }, // y
                {
                  agentId: 'x',
                  match: {
                    channel: 'discord',
                    guildId: '1',
                    peer: { kind: 'channel', id: '2' },
                    accountId: 'a',
                  },
                },
              ],
            }
        "#]],
    );
    check(
        "{ channels: { discord: { guilds: { '1': { channels: { '2': { agentId: 'x' } } } } } }, bindings: [{ agentId: 'y', match: { channel: 'discord', guildId: '1', peer: { kind: 'channel', id: '2' } } }] }",
        expect![
            "{ channels: { discord: { guilds: { '1': { channels: { '2': {} } } } } }, bindings: [{ agentId: 'y', match: { channel: 'discord', guildId: '1', peer: { kind: 'channel', id: '2' } } }] }"
        ],
    );
}

#[test]
fn settings_of_all_channels() {
    check(
        "{ routing: { allowFrom: ['+1'], groupChat: { requireMention: true, historyLimit: 3 } }, channels: { whatsapp: {}, telegram: { groups: { '*': { requireMention: false } } } } }",
        expect![
            "{ channels: { whatsapp: { allowFrom: ['+1'], groups: { '*': { requireMention: true } } }, telegram: { groups: { '*': { requireMention: false } } } }, messages: { groupChat: { historyLimit: 3 } } }"
        ],
    );
    check("{ routing: { allowFrom: ['+1'] } }", expect!["{}"]);
    // The oldest files have the channels at the top.
    check(
        "{ routing: { allowFrom: ['+1'], groupChat: { requireMention: true } }, whatsapp: {}, imessage: { groups: { '*': { requireMention: false } } } }",
        expect![
            "{ whatsapp: { allowFrom: ['+1'], groups: { '*': { requireMention: true } } }, imessage: { groups: { '*': { requireMention: false } } } }"
        ],
    );
    check(
        "{ routing: { allowFrom: ['+1'] }, whatsapp: { allowFrom: ['+2'] } }",
        expect!["{ whatsapp: { allowFrom: ['+2'] } }"],
    );
    check(
        "{ channels: { whatsapp: { debounceMs: 1, accounts: { default: { debounceMs: 2 }, b: { debounceMs: 3 } } } } }",
        expect![
            "{ channels: { whatsapp: { accounts: { default: {}, b: {} } } }, messages: { inbound: { byChannel: { whatsapp: 2 } } } }"
        ],
    );
    check(
        "{ channels: { whatsapp: { ackReaction: { emoji: 'x', group: 'always' }, accounts: { a: { ackReaction: {} } } } } }",
        expect![
            "{ channels: { whatsapp: { accounts: { a: {} } } }, messages: { ackReaction: 'x', ackReactionScope: 'all' } }"
        ],
    );
    check(
        "{ tools: { message: { allowCrossContextSend: true } }, agents: { entries: { a: { tools: { message: { crossContext: { allowAcrossProviders: false } } } }, b: {} } } }",
        expect![[
            r#"{ tools: { message: { crossContext: { allowWithinProvider: true, allowAcrossProviders: true } } }, agents: { entries: { a: { tools: { message: { crossContext: { allowAcrossProviders: true, allowWithinProvider: true } } } }, b: {} }, ownership: "explicit" } }"#
        ]],
    );
    check(
        "{ session: { threadBindings: { spawnAcpSessions: true, spawnSubagentSessions: false } }, channels: { slack: { threadBindings: { spawnAcpSessions: true, spawnSessions: false } } } }",
        expect![
            "{ session: { threadBindings: { spawnSessions: false } }, channels: { slack: { threadBindings: { spawnSessions: false } } } }"
        ],
    );
}

#[test]
fn settings_of_one_channel() {
    check(
        "{ channels: { telegram: { includeGroupHistoryContext: 'none', historyLimit: 9, accounts: { a: { includeGroupHistoryContext: 'recent' }, b: { includeGroupHistoryContext: 'all' } } } } }",
        expect![
            "{ channels: { telegram: { historyLimit: 0, accounts: { a: { historyLimit: 9 }, b: {} } } } }"
        ],
    );
    check(
        "{ channels: { discord: { voice: { realtime: { wakeNames: ['one two three', /* b */ 'ok', '!', 'one-two'] } } } } }",
        expect![
            "{ channels: { discord: { voice: { realtime: { wakeNames: ['one two', /* b */ 'ok', 'one-two'] } } } } }"
        ],
    );
    check(
        "{ channels: { matrix: { dm: { policy: 'trusted', allowFrom: ['@a:b'] }, accounts: { a: { dm: { policy: 'trusted' } } } } } }",
        expect![
            "{ channels: { matrix: { dm: { policy: 'allowlist', allowFrom: ['@a:b'] }, accounts: { a: { dm: { policy: 'pairing' } } } } } }"
        ],
    );
    check(
        "{ channels: { imessage: { catchup: { enabled: false }, accounts: { a: { catchup: { enabled: true } } } } } }",
        expect!["{ channels: { imessage: { accounts: { a: { catchup: { enabled: true } } } } } }"],
    );
    check(
        "{ channels: { slack: { capabilities: ['a', 'InteractiveReplies'], accounts: { a: { capabilities: {} } } } } }",
        expect!["{ channels: { slack: { capabilities: ['a'], accounts: { a: {} } } } }"],
    );
    check(
        "{ channels: { feishu: { webhookPath: 'https://a.b/c?d=e', heartbeat: {}, accounts: { a: { webhookPath: 'x y' } } } } }",
        expect![
            "{ channels: { feishu: { webhookPath: '/c?d=e', accounts: { a: { webhookPath: '/x%20y' } } } } }"
        ],
    );
    stays(
        "{ channels: { feishu: { webhookPath: '${HOOK}' }, matrix: { dm: { policy: 'open' } }, slack: { capabilities: ['a'] } } }",
    );
}

#[test]
fn settings_that_stand_with_a_plugin() {
    check(
        "{ plugins: { entries: { feishu: { config: { enabled: true } } } }, channels: { feishu: { enabled: false } } }",
        expect!["{ plugins: { entries: { feishu: {} } }, channels: { feishu: { enabled: false } } }"],
    );
    stays("{ plugins: { entries: { feishu: { config: { bogus: 1 } } } } }");
}

#[test]
fn each_says_what_is_new_and_offers_something() {
    let text = "{ routing: { allowFrom: [] }, session: { threadBindings: { spawnAcpSessions: true } }, channels: { whatsapp: { debounceMs: 1, ackReaction: {} }, slack: { streaming: 'off', dm: { policy: 'open' }, dmPolicy: 'pairing', capabilities: ['interactiveReplies'] }, discord: { guilds: { '1': { channels: { '2': { agentId: 'x' } } } } }, telegram: { includeGroupHistoryContext: 'none' }, feishu: { webhookPath: 'a' } } }";
    expect![[r#"
        error `allowFrom` is retired: it belongs to each channel today, people into `allowFrom` and mentions into `groups."*"`
        error `spawnAcpSessions` is retired: `spawnSubagentSessions` and `spawnAcpSessions` are one switch today, `spawnSessions`
        error `debounceMs` is retired: it is now `messages.inbound.byChannel.whatsapp`, one for all accounts
        error `ackReaction` is retired: it is now `messages.ackReaction` and `messages.ackReactionScope`, for all channels
        error `streaming` is an object today, with `mode` in it
        error `policy` in `dm` is retired: it is now `dmPolicy`, beside `dm`
        warning `interactiveReplies` is no longer a capability: remove it
        error `agentId` is retired: write a binding of the channel to the agent in `bindings`
        error `includeGroupHistoryContext` is retired: the history of a group is always read, up to `historyLimit` messages
        warning `webhookPath` is the path of a URL as a server sees it, such as `/feishu/events`"#]].assert_eq(&messages(text).join("\n"));
    let document = snapshot(text);
    for place in places(&document) {
        assert!(!choices(&document, &place).is_empty(), "{}", place.path());
    }
}

#[test]
fn no_comment_is_lost() {
    let text = "{\n  // 1\n  channels: {\n    // 2\n    mattermost: {\n      // 3\n      streaming /* 4 */ : /* 5 */ 'block', // 6\n      // 7\n      blockStreamingCoalesce: { /* 8 */ minChars: 'x' /* 9 */ }, // 10\n      accounts: { a: { /* 11 */ chunkMode: 'newline' /* 12 */ } },\n    },\n    slack: { capabilities: [ /* 13 */ 'interactiveReplies' /* 14 */ ], dm: { /* 15 */ policy: 'open' /* 16 */ } },\n    imessage: { catchup: { /* 17 */ } },\n  },\n}\n";
    let after = fixed(text);
    for number in 1..=17 {
        assert_eq!(
            after.matches(&format!(" {number}")).count(),
            text.matches(&format!(" {number}")).count(),
            "{number} in {after}"
        );
    }
}

#[test]
fn the_daemon_of_signal() {
    check(
        "{ channels: { signal: { account: '+1', /* own */ cliPath: '/c', receiveMode: 'manual', accounts: { b: { account: '+2' } } } } }",
        expect![[r#"
            { channels: { signal: { account: '+1', accounts: { b: { account: '+2', transport: { kind: 'managed-native', cliPath: '/c', receiveMode: 'manual', httpPort: 8081 } } },
              transport: {
                /* own */
                cliPath: '/c',
                receiveMode: 'manual',
                kind: 'managed-native',
              } } } }"#]],
    );
    check(
        "{ channels: { signal: { apiMode: 'container', account: '+1', httpUrl: 'h:1/' } } }",
        expect![
            "{ channels: { signal: { account: '+1', transport: { kind: 'container', url: 'http://h:1' } } } }"
        ],
    );
    check(
        "{ channels: { signal: { httpHost: 'h', httpPort: 5, apiMode: 'native' } } }",
        expect!["{ channels: { signal: { transport: { kind: 'managed-native', url: 'http://h:5' } } } }"],
    );
    stays("{ channels: { signal: { httpUrl: 'http://h:1' } } }");
    stays("{ channels: { signal: { httpUrl: 'ftp://h', apiMode: 'native' } } }");
    stays("{ channels: { signal: { apiMode: 'container', httpUrl: 'http://h' } } }");
}

#[test]
fn the_plugin_of_qqbot() {
    check(
        "{ channels: { qqbot: { appId: '1', clientSecretFile: '/x', allowFrom: ['A'], streaming: { nativeTransport: true }, accounts: { default: { appId: '2' } } } } }",
        expect![
            "{ channels: { qqbot: { allowFrom: ['A'], streaming: { mode: 'partial' }, appId: '2', clientSecret: { source: 'file', provider: 'qqbot-client-secret', id: 'value' } } }, secrets: { providers: { 'qqbot-client-secret': { source: 'file', path: '/x', mode: 'singleValue' } } } }"
        ],
    );
    let open = "{ channels: { qqbot: { allowFrom: ['*'], groups: { g: { commandLevel: 'strict' } } } } }";
    stays(open);
    let asked = fix_everything(&snapshot(open), None);
    expect!["{ channels: { qqbot: { allowFrom: ['openclaw:approval-disabled'], groups: { g: {} }, dmPolicy: 'open', groupPolicy: 'disabled' } } }"].assert_eq(&apply_all(open, &asked));
    stays(
        "{ channels: { qqbot: { appId: '1', allowFrom: ['ABC'], groups: { g: { toolPolicy: 'full' } } } } }",
    );
    assert_eq!(messages("{ channels: { qqbot: { allowFrom: ['ABC'] } } }"), Vec::<String>::new());
}

#[test]
fn a_form_that_leads_to_another_refused_one_stays_and_stops_nothing() {
    check(
        "{ channels: { signal: { httpPort: 8 } }, agents: { defaults: { params: { cacheControlTtl: '1h' } } } }",
        expect![
            "{ channels: { signal: { httpPort: 8 } }, agents: { defaults: { params: { cacheRetention: 'long' } } } }"
        ],
    );
}

#[test]
fn settings_of_one_account_above_others() {
    let promoted = |text: &str| {
        stays(text);
        apply_all(text, &fix_everything(&snapshot(text), None))
    };
    expect![[r#"
        { channels: { slack: { enabled: true, accounts: { work: { dmPolicy: 'open' }, b: { dmPolicy: 'pairing' },
          default: {
            botToken: 't',
            /* all */
            dmPolicy: 'open',
          } } } } }"#]].assert_eq(&promoted("{ channels: { slack: { enabled: true, botToken: 't', /* all */ dmPolicy: 'open', accounts: { work: {}, b: { dmPolicy: 'pairing' } } } } }"));
    expect!["{ channels: { telegram: { name: 'x', mediaMaxMb: 5, accounts: { work: {}, default: { botToken: 't' } } } } }"].assert_eq(&promoted(
        "{ channels: { telegram: { name: 'x', botToken: 't', mediaMaxMb: 5, accounts: { work: {} } } } }",
    ));
    for kept in [
        "{ channels: { slack: { botToken: 't', mediaMaxMb: 5, accounts: { work: {} } } } }",
        "{ channels: { slack: { botToken: 't', accounts: { Default: {} } } } }",
        "{ channels: { slack: { botToken: 't', accounts: {} } } }",
        "{ channels: { slack: { botToken: 't', accounts: { $include: './a.json5' } } } }",
        "{ channels: { slack: { enabled: true, defaultAccount: 'work', accounts: { work: {} } } } }",
    ] {
        assert_eq!(promoted(kept), kept);
    }
}
