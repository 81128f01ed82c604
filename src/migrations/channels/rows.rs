//! The rows of the table, with what is said about each member.

use super::sheet::Sheet;
use super::{
    access, bindings, discord, feishu, message, promotion, qqbot, reaction, signal, small, streaming,
    telegram,
};
use crate::edit::draft::Item;
use crate::migrations::rewrite::{Apply, Found, Rewrite};
use crate::migrations::row::{self, row};
use crate::migrations::row::{Extra, Migration};
use crate::syntax::{Entry, Node, Value};

const KEY: &str = "legacy-key";
const VALUE: &str = "legacy-value";

/// The rows, in the order in which they are made: what all channels have in common first, as OpenClaw does it.
pub(in crate::migrations) const ROWS: &[Migration] = &[
    row(KEY, "routing.allowFrom", "channels.whatsapp.allowFrom", &ROUTING),
    row(KEY, "routing.groupChat.requireMention", "channels.<id>.groups.\"*\".requireMention", &ROUTING),
    row(KEY, "channels.telegram.requireMention", "channels.telegram.groups.\"*\".requireMention", &ROUTING),
    row(
        KEY,
        "{session,channels.*,channels.*.accounts.*}.threadBindings.{spawnSubagentSessions,spawnAcpSessions}",
        "threadBindings.spawnSessions",
        &SPAWN,
    ),
    row(KEY, "channels.qqbot.{defaultAccount,accounts.default}", "", &QQ_DEFAULT).accepted(),
    row(KEY, "channels.qqbot{,.accounts.*}.clientSecretFile", "clientSecret", &QQ_SECRET).accepted(),
    row(
        KEY,
        "channels.qqbot{,.accounts.*}.streaming.{nativeTransport,c2cStreamApi}",
        "streaming.mode",
        &QQ_TRANSPORT,
    )
    .accepted(),
    row(VALUE, "channels.qqbot", "", &QQ_GUARD).accepted().with_loss(),
    row(VALUE, "channels.qqbot.accounts.*", "", &QQ_GUARD).accepted().with_loss(),
    row(KEY, "channels.signal{,.accounts.*}.{httpHost,httpPort}", "httpUrl", &SIGNAL_ENDPOINT),
    row(KEY, "messages.responsePrefix", "channels.*.responsePrefix", &REPLY_PREFIX)
        .accepted()
        .extra(Extra::WithOthers),
    row(KEY, "channels.whatsapp{,.accounts.*}.debounceMs", "messages.inbound.byChannel.whatsapp", &DEBOUNCE),
    row(KEY, "channels.whatsapp{,.accounts.*}.ackReaction", "messages.ackReaction", &REACTION),
    row(KEY, "channels.{discord,slack,googlechat}{,.accounts.*}.dm.policy", "dmPolicy", &ACCESS),
    row(KEY, "channels.{discord,slack,googlechat}{,.accounts.*}.dm.allowFrom", "allowFrom", &ACCESS),
    row(
        KEY,
        "channels.{discord,telegram,slack,feishu,matrix,mattermost,msteams,googlechat,imessage,irc,nextcloud-talk,signal,whatsapp}{,.accounts.*}.{chunkMode,blockStreaming,blockStreamingCoalesce}",
        "streaming",
        &STREAMING,
    ),
    row(KEY, "channels.{discord,telegram}{,.accounts.*}.draftChunk", "streaming.preview.chunk", &STREAMING),
    row(KEY, "channels.slack{,.accounts.*}.nativeStreaming", "streaming.nativeTransport", &STREAMING),
    row(
        KEY,
        "channels.{discord,telegram,slack,feishu,matrix,mattermost,msteams}{,.accounts.*}.streamMode",
        "streaming.mode",
        &STREAMING,
    ),
    row(
        KEY,
        "channels.{discord,telegram,slack,feishu,matrix,mattermost,msteams}{,.accounts.*}.streaming",
        "streaming.mode",
        &STREAMING_WORD,
    ),
    row(
        KEY,
        "channels.signal{,.accounts.*}.{configPath,httpUrl,cliPath,autoStart,startupTimeoutMs,receiveMode,ignoreStories}",
        "transport",
        &SIGNAL_TRANSPORT,
    ),
    row(KEY, "channels.signal.apiMode", "transport.kind", &SIGNAL_TRANSPORT),
    row(KEY, "channels.telegram{,.accounts.*}.includeGroupHistoryContext", "historyLimit", &HISTORY),
    row(KEY, "channels.discord{,.accounts.*}.guilds.*.channels.*.agentId", "bindings", &AGENT),
    row(VALUE, "channels.discord{,.accounts.*}.voice.realtime.wakeNames", "", &WAKE_NAMES),
    row(VALUE, "channels.matrix{,.accounts.*}.dm.policy", "", &TRUSTED),
    row(KEY, "channels.imessage{,.accounts.*}.catchup", "", &CATCHUP).accepted().with(row::SECTIONS),
    row(VALUE, "channels.slack{,.accounts.*}.capabilities", "", &CAPABILITY).accepted().with(row::SECTIONS),
    row(VALUE, "channels.feishu{,.accounts.*}.webhookPath", "", &WEBHOOK_PATH).accepted().with(row::SECTIONS),
    row(KEY, "channels.feishu{,.accounts.*}.heartbeat", "", &HEARTBEAT),
    row(KEY, "channels.defaults.heartbeat", "heartbeatVisibility", &VISIBILITY),
    row(
        KEY,
        "channels.{discord,telegram,slack,matrix,mattermost,msteams,googlechat,imessage,irc,nextcloud-talk,signal,whatsapp}{,.accounts.*}.heartbeat",
        "heartbeatVisibility",
        &VISIBILITY,
    ),
    row(KEY, "channels.slack{,.accounts.*}.dm.replyToMode", "replyToModeByChatType.direct", &REPLY_MODE),
    row(KEY, "channels.googlechat{,.accounts.*}.serviceAccountRef", "serviceAccount", &SERVICE_ACCOUNT),
    row(KEY, "plugins.entries.{feishu,reef}.config", "channels.<id>", &PARKED).accepted().with(row::SECTIONS),
    row(KEY, "channels.*", "channels.*.accounts.default", &promotion::PROMOTION)
        .accepted()
        .extra(Extra::Always)
        .with_loss(),
];

type Find = fn(Node<'_>, Entry<'_>) -> Option<Found>;
type Make = fn(&mut Item<'_>, &[&str]) -> bool;

/// A key that OpenClaw does not know any more.
const fn key(title: &'static str, find: Find, make: Make) -> Rewrite {
    Rewrite { title, find, apply: Apply::Plain(make), quiet: false, on_parent: true, guard: None }
}

/// A key that OpenClaw knows, with a value that it does not take.
const fn value(title: &'static str, find: Find, make: Make) -> Rewrite {
    Rewrite { title, find, apply: Apply::Plain(make), quiet: false, on_parent: false, guard: None }
}

fn at_key(entry: Entry<'_>, rest: &str) -> Option<Found> {
    let key = entry.key()?;
    Some(Found::at_key(entry, format!("`{key}` is retired: {rest}")))
}

/// Makes a migration of the channel that a path leads through; the step that names it comes second.
fn of_channel(root: &mut Item<'_>, path: &[&str], change: impl Fn(&mut Sheet<'_, '_>, &str)) -> bool {
    let Some(channel) = path.get(1) else { return false };
    change(&mut Sheet::new(root), channel);
    true
}

fn of_all(root: &mut Item<'_>, change: impl Fn(&mut Sheet<'_, '_>)) -> bool {
    change(&mut Sheet::new(root));
    true
}

const ROUTING: Rewrite = key(
    "Move `{key}` to the channels that are there",
    |_, entry| {
        at_key(
            entry,
            "it belongs to each channel today, people into `allowFrom` and mentions into `groups.\"*\"`",
        )
    },
    |root, _| of_all(root, message::routing),
);

const SPAWN: Rewrite = key(
    "Write one switch: `spawnSessions`",
    |_, entry| {
        at_key(entry, "`spawnSubagentSessions` and `spawnAcpSessions` are one switch today, `spawnSessions`")
    },
    |root, path| of_channel(root, path, small::spawn),
);

const REPLY_PREFIX: Rewrite = Rewrite {
    quiet: true,
    ..key(
        "Copy `{key}` to the channels that take one of their own",
        |_, entry| at_key(entry, "channels take a `responsePrefix` of their own"),
        |root, _| of_all(root, message::reply_prefix),
    )
};

const DEBOUNCE: Rewrite = key(
    "Move `{key}` to `messages.inbound.byChannel.whatsapp`",
    |_, entry| at_key(entry, "it is now `messages.inbound.byChannel.whatsapp`, one for all accounts"),
    |root, _| of_all(root, message::debounce),
);

const REACTION: Rewrite = key(
    "Move `{key}` to `messages.ackReaction` and `messages.ackReactionScope`",
    |_, entry| {
        entry.value()?.object()?;
        at_key(entry, "it is now `messages.ackReaction` and `messages.ackReactionScope`, for all channels")
    },
    |root, _| of_all(root, reaction::reaction),
);

const ACCESS: Rewrite = key(
    "Move `{key}` out of `dm`",
    |_, entry| {
        let key = entry.key()?;
        let new = if key == "policy" { "dmPolicy" } else { "allowFrom" };
        Some(Found::at_key(entry, format!("`{key}` in `dm` is retired: it is now `{new}`, beside `dm`")))
    },
    |root, path| of_channel(root, path, access::access),
);

const STREAMING: Rewrite = key(
    "Gather the settings of streaming in `streaming`",
    |_, entry| {
        let new = match &*entry.key()? {
            "chunkMode" => "streaming.chunkMode",
            "blockStreaming" => "streaming.block.enabled",
            "blockStreamingCoalesce" => "streaming.block.coalesce",
            "draftChunk" => "streaming.preview.chunk",
            "nativeStreaming" => "streaming.nativeTransport",
            _ => "streaming.mode",
        };
        at_key(entry, &format!("it is now `{new}`"))
    },
    |root, path| of_channel(root, path, streaming::streaming),
);

const STREAMING_WORD: Rewrite = value(
    "Turn `{key}` into an object",
    |_, entry| {
        let value = entry.value().filter(|value| is_word(*value))?;
        Some(Found::at_value(value, "`streaming` is an object today, with `mode` in it"))
    },
    |root, path| of_channel(root, path, streaming::streaming),
);

fn is_word(value: Value<'_>) -> bool {
    value.scalar().is_some_and(|scalar| scalar.as_bool().is_some() || scalar.as_str().is_some())
}

const HISTORY: Rewrite = key(
    "Replace `{key}` with `historyLimit`",
    |_, entry| at_key(entry, "the history of a group is always read, up to `historyLimit` messages"),
    |root, _| of_all(root, telegram::history),
);

const AGENT: Rewrite = key(
    "Turn `{key}` into a binding",
    |_, entry| at_key(entry, "write a binding of the channel to the agent in `bindings`"),
    |root, _| of_all(root, bindings::agents),
);

const WAKE_NAMES: Rewrite = value(
    "Shorten the names to two words",
    |_, entry| {
        let value = entry.value().filter(|value| discord::has_long_names(*value))?;
        Some(Found::at_value(
            value,
            "a name that wakes the voice has one or two words; leave the list out where there is none",
        ))
    },
    |root, _| of_all(root, discord::wake_names),
);

const TRUSTED: Rewrite = value(
    "Write today's policy",
    |_, entry| {
        let value = entry.value().filter(|value| value.as_str().as_deref() == Some("trusted"))?;
        let message = "`trusted` is retired: write `allowlist` for the people in `allowFrom`, or `pairing`";
        Some(Found::at_value(value, message))
    },
    |root, _| of_all(root, small::trusted_policy),
);

const CATCHUP: Rewrite = key(
    "Remove the retired `{key}`",
    |_, entry| {
        entry.value().filter(|value| !small::is_on(*value))?;
        at_key(entry, "remove it, what was missed is always caught up with")
    },
    |root, _| of_all(root, small::catchup),
);

const CAPABILITY: Rewrite = value(
    "Remove the capability `interactiveReplies`",
    |_, entry| {
        let value = entry.value().filter(|value| small::has_capability(*value))?;
        Some(Found::at_value(value, "`interactiveReplies` is no longer a capability: remove it"))
    },
    |root, _| of_all(root, small::capability),
);

const WEBHOOK_PATH: Rewrite = value(
    "Write the path as a server sees it",
    |_, entry| {
        let value = entry.value().filter(|value| feishu::is_crooked(*value))?;
        Some(Found::at_value(
            value,
            "`webhookPath` is the path of a URL as a server sees it, such as `/feishu/events`",
        ))
    },
    |root, _| of_all(root, feishu::webhook_path),
);

const HEARTBEAT: Rewrite = key(
    "Remove the retired `{key}`",
    |_, entry| {
        entry.value().filter(|value| feishu::is_foreign(*value))?;
        at_key(entry, "remove it, nothing read these members")
    },
    |root, _| of_all(root, feishu::heartbeat),
);

const VISIBILITY: Rewrite = key(
    "Rename `{key}` to `heartbeatVisibility`",
    |_, entry| {
        entry.value().filter(|value| small::is_visibility(*value))?;
        at_key(entry, "it is now `heartbeatVisibility`")
    },
    |root, path| of_channel(root, path, small::visibility),
);

const REPLY_MODE: Rewrite = key(
    "Move `{key}` to `replyToModeByChatType.direct`",
    |_, entry| at_key(entry, "it is now `replyToModeByChatType.direct`, beside `dm`"),
    |root, _| of_all(root, small::reply_mode),
);

const SERVICE_ACCOUNT: Rewrite = key(
    "Rename `{key}` to `serviceAccount`",
    |_, entry| at_key(entry, "it is now `serviceAccount`, which takes a reference too"),
    |root, _| of_all(root, small::service_account),
);

const SIGNAL_ENDPOINT: Rewrite = key(
    "Write `httpUrl` for the host and the port",
    |_, entry| at_key(entry, "it belongs in `transport` of its account today"),
    |root, _| of_all(root, signal::endpoint),
);

const SIGNAL_TRANSPORT: Rewrite = key(
    "Give each account a `transport`",
    |_, entry| at_key(entry, "it belongs in `transport` of its account today"),
    |root, _| of_all(root, signal::transport),
);

const QQ_DEFAULT: Rewrite = value(
    "Put the account `default` into the channel itself",
    |_, entry| at_key(entry, "the channel itself is the default account today"),
    |root, _| of_all(root, qqbot::default_account),
);

const QQ_SECRET: Rewrite = value(
    "Replace `{key}` with a reference to a provider of secrets",
    |_, entry| at_key(entry, "write a `clientSecret` that refers to a provider for the file"),
    |root, _| of_all(root, qqbot::secret_file),
);

const QQ_TRANSPORT: Rewrite = value(
    "Replace `{key}` with `streaming.mode`",
    |_, entry| at_key(entry, "it is now `streaming.mode`"),
    |root, _| of_all(root, qqbot::transport),
);

const QQ_GUARD: Rewrite = value(
    "Narrow who may approve and what groups may do, as its plugin can say it today: review it",
    |_, entry| Some(Found::at_key(entry, qqbot::fault(entry.value()?.object()?)?)),
    |root, _| of_all(root, qqbot::guard),
);

const PARKED: Rewrite = Rewrite {
    guard: Some(|root, path| feishu::joined(&Sheet::new(root), path.get(2)?)),
    ..value(
        "Move the settings to the channel",
        |_, entry| {
            entry.value()?.object().filter(|config| config.count() > 0)?;
            Some(Found::at_key(
                entry,
                "the channel does not read the `config` of its plugin: write its settings into `channels`",
            ))
        },
        |root, path| {
            let Some(channel) = path.get(2) else { return false };
            feishu::parked(&mut Sheet::new(root), channel);
            true
        },
    )
};
