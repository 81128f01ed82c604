//! What holds for every document: comments, all other bytes, and the verdict of another parser stay.

use super::{fixed, snapshot};
use crate::fix::{choices, is_safe};
use crate::migrations::{Place, places, trie};
use crate::schema::{PathStep, State};
use crate::syntax::{Entry, Node, Value};
use crate::text::apply_all;
use proptest::prelude::*;

/// How members and values are written.
#[derive(Clone, Debug)]
struct Habits {
    newline: &'static str,
    quote: char,
    quoted_keys: bool,
    lines: bool,
    trailing: bool,
    comments: Vec<u8>,
}

fn habits() -> impl Strategy<Value = Habits> {
    let newline = prop_oneof![Just("\n"), Just("\r\n")];
    let quote = prop_oneof![Just('"'), Just('\'')];
    (newline, quote, any::<bool>(), any::<bool>(), any::<bool>(), prop::collection::vec(0_u8..12, 0..40))
        .prop_map(|(newline, quote, quoted_keys, lines, trailing, comments)| Habits {
            newline,
            quote,
            quoted_keys,
            lines,
            trailing,
            comments,
        })
}

/// Members of one object that the migrations are about, as path and literal.
const MEMBERS: &[(&str, &str)] = &[
    ("agents.defaults.params.cacheControlTtl", "'1h'"),
    ("agents.defaults.params.cacheControlTtl", "'2h'"),
    ("agents.defaults.params.cacheRetention", "'short'"),
    ("agents.defaults.params.cacheRetention", "'LONG'"),
    ("agents.defaults.models.a/b.params.cacheControlTtl", "'5m'"),
    ("agents.defaults.models.a/b.params.temperature", "1"),
    ("agents.defaults.models.a/b.cacheRetention", "'none'"),
    ("agents.defaults.models.c/d.cacheControlTtl", "'1h'"),
    ("agents.defaults.model.timeoutMs", "5"),
    ("agents.entries.main.tools.exec.timeoutSec", "5"),
    ("session.threadBindings.ttlHours", "24"),
    ("session.threadBindings.idleHours", "1"),
    ("session.idleMinutes", "60"),
    ("session.reset.mode", "'daily'"),
    ("session.reset.idleMinutes", "5"),
    ("session.maintenance.pruneDays", "30"),
    ("session.maintenance.pruneAfter", "0"),
    ("session.maintenance.mode", "'warn'"),
    ("media.ttlHours", "24"),
    ("media.preserveFilenames", "true"),
    ("attachments.ttlHours", "2"),
    ("acp.runtime.ttlMinutes", "5"),
    ("acp.enabled", "true"),
    ("mcp.servers.x.timeout", "3"),
    ("mcp.servers.x.connect_timeout", "3"),
    ("mcp.servers.x.connectTimeout", "0"),
    ("mcp.servers.x.command", "'c'"),
    ("cloudWorkers.profiles.p.lifetime", "5"),
    ("models.providers.p.params.cacheRetention", "'long'"),
    ("ui.seamColor", "'red'"),
    ("tui.theme", "'a'"),
    ("env.OPENAI_API_KEY", "'x'"),
    ("env.NODE_ENV", "'y'"),
    ("env.vars.NODE_ENV", "'z'"),
    ("agents.defaults.sandbox.perSession", "true"),
    ("agents.defaults.runRetries", "3"),
    ("agents.defaults.memorySearch", "{ enabled: true, query: { maxResults: 3 } }"),
    ("memory.search.query.maxResults", "4"),
    ("memory.search.query.hybrid.mmr.lambda", "1"),
    ("gateway.bind", "'localhost'"),
    ("gateway.reload.debounceMs", "3"),
    ("gateway.nodes.allowCommands", "['a']"),
    ("gateway.nodes.denyCommands", "['b']"),
    ("messages.tts.realtime.voice", "'v'"),
    ("messages.tts.auto", "'off'"),
    ("tts.auto", "'always'"),
    ("tts.edge.lang", "'en'"),
    ("tts.microsoft.lang", "'de'"),
    ("channels.discord.chunkMode", "'newline'"),
    ("channels.discord.blockStreaming", "true"),
    ("channels.discord.streaming", "false"),
    ("channels.discord.dm.policy", "'open'"),
    ("channels.discord.dmPolicy", "'pairing'"),
    ("tools.web.search.apiKey", "'k'"),
    ("tools.web.search.brave.apiKey", "'l'"),
    ("web.enabled", "true"),
    ("web.reconnect", "{}"),
    ("agents.defaults.agentRuntime", "{ id: 'claude-cli' }"),
    ("agents.defaults.model", "'claude-cli/claude-opus-4-5'"),
    ("agents.entries.main.model", "{ primary: 'openai/gpt-4o', fallbacks: ['codex/x', 'a/b'] }"),
    ("agents.defaults.utilityModel", "'openai/gpt-4o'"),
    ("agents.defaults.contextTokens", "5"),
    ("agents.defaults.sandbox.browser.network", "'none'"),
    ("agents.defaults.compaction.truncateAfterCompaction", "false"),
    ("agents.defaults.compaction.maxActiveTranscriptBytes", "'1mb'"),
    ("agents.defaults.memory.search.qmd", "{ extraCollections: [{ path: '/a' }] }"),
    ("agents.defaults.params.qwenThinkingFormat", "'qwen'"),
    ("agents.entries.other.name", "'o'"),
    ("heartbeat.every", "'1h'"),
    ("heartbeat.showOk", "true"),
    ("memory.qmd.paths", "[{ path: '/b', pattern: 'x' }]"),
    ("memory.backend", "'qmd'"),
    ("models.providers.codex.models", "[{ id: 'g' }]"),
    ("models.providers.codex.contextWindow", "7"),
    ("models.providers.openai.models", "[{ id: 'h', contextTokens: 4 }]"),
    ("models.providers.vllm.models", "[{ id: 'q' }]"),
    ("models.providers.vllm.params.qwen_thinking_format", "'chat template'"),
    ("plugins.allow", "['openai-codex', 'a', 'openai']"),
    ("plugins.entries.codex-supervisor.config.allowWriteControls", "true"),
    ("plugins.entries.openai-codex.enabled", "true"),
    ("plugins.entries.llm-task.config.allowedModels", "['openai/x', 'y']"),
    ("talk.voiceId", "'v'"),
    ("talk.model", "'m'"),
    ("tools.exec.security", "'full'"),
    ("tools.exec.ask", "'off'"),
    ("tools.message.allowCrossContextSend", "true"),
    ("tools.allow", "['image', 'exec']"),
    ("tools.alsoAllow", "['read']"),
    ("tools.media.image.models", "[{ provider: 'a', deepgram: { punctuate: true } }]"),
    ("audio.transcription.command", "['w', '{input}']"),
    ("gateway.auth.token", "'secretref-env:TOKEN'"),
    ("gateway.tailscale.serviceName", "'s'"),
    ("gateway.tailscale.mode", "'serve'"),
    ("diagnostics.otel.protocol", "'grpc'"),
    ("diagnostics.otel.captureContent", "{ a: true }"),
    ("discovery.wideArea.enabled", "false"),
    ("discovery.wideArea.domain", "'d'"),
    ("skills.entries.nano-banana-pro.apiKey", "'k'"),
    ("canvasHost.enabled", "true"),
    ("session.typingMode", "'never'"),
    ("agents.defaults.typingMode", "'instant'"),
    ("channels.slack.streaming", "true"),
    ("channels.slack.chunkMode", "'newline'"),
    ("channels.slack.accounts.work.streamMode", "'append'"),
    ("channels.slack.dm.policy", "'open'"),
    ("channels.telegram.streaming", "'partial'"),
    ("channels.telegram.draftChunk", "{ minChars: 3 }"),
    ("channels.telegram.requireMention", "true"),
    ("channels.telegram.accounts.a.blockStreaming", "false"),
    ("channels.whatsapp.ackReaction", "{ emoji: 'x' }"),
    ("channels.whatsapp.accounts.b.blockStreamingCoalesce", "{ idleMs: 4 }"),
    ("channels.matrix.dm.policy", "'trusted'"),
    ("channels.matrix.rooms", "{ r: { allow: true } }"),
    ("channels.matrix.accounts.m.allowPrivateNetwork", "true"),
    ("channels.signal.httpUrl", "'http://localhost:1'"),
    ("channels.signal.autoStart", "true"),
    ("channels.signal.accounts.s.account", "'+1'"),
    ("channels.discord.accounts.d.streamMode", "'block'"),
    ("channels.modelByChannel", "{ slack: { c: 'a/b' } }"),
    ("routing.allowFrom", "['+1']"),
    ("routing.groupChat.mentionPatterns", "['m']"),
    ("routing.queue.mode", "'steer'"),
    ("messages.groupChat.historyLimit", "9"),
];

/// Members that no migration is about: odd enough that nobody else would write them so. They must stay to the byte.
const KEPT: &str = "kept";

/// The objects that several rows bring elsewhere and that then go, with what nobody ever read in them: by the key and the
/// one before it.
const GO_WHOLE: [[&str; 2]; 7] = [
    ["defaults", "memory"],
    ["memory", "qmd"],
    ["entries", "codex-supervisor"],
    ["audio", "transcription"],
    ["entries", "nano-banana-pro"],
    ["providers", "codex"],
    ["providers", "openai-codex"],
];

#[derive(Default)]
struct Object(Vec<(String, Member)>);

enum Member {
    Literal(&'static str),
    /// One that no migration is about, with its number.
    Kept(usize),
    Object(Object),
}

impl Object {
    fn put(&mut self, path: &[&str], literal: &'static str) {
        let (first, rest) = path.split_first().expect("a path");
        let index = self.0.iter().position(|(key, _)| key == first);
        if rest.is_empty() {
            if index.is_none() {
                self.0.push(((*first).to_owned(), Member::Literal(literal)));
            }
            return;
        }
        let index = index.unwrap_or_else(|| {
            self.0.push(((*first).to_owned(), Member::Object(Self::default())));
            self.0.len() - 1
        });
        if let Member::Object(object) = &mut self.0[index].1 {
            object.put(rest, literal);
        }
    }
}

impl Object {
    /// Puts members here and below that no migration is about: as many as the places say, next to each other. Nothing
    /// goes into an object that is retired as a whole, and with everything in it.
    fn keep(
        &mut self,
        own: &str,
        state: State,
        places: &mut impl Iterator<Item = (usize, usize)>,
        next: &mut usize,
    ) {
        for (key, member) in &mut self.0 {
            let state = trie().step(state, PathStep::Key(key));
            let is_retired = trie().values(state).iter().any(|row| !row.is_rewrite() || row.is_unknown_key());
            let goes = is_retired || GO_WHOLE.contains(&[own, key.as_str()]);
            if let (Member::Object(object), false) = (member, goes) {
                object.keep(key, state, places, next);
            }
        }
        let (at, count) = places.next().unwrap_or_default();
        for _ in 0..count {
            let at = at.min(self.0.len());
            self.0.insert(at, (format!("{KEPT}{next}"), Member::Kept(*next)));
            *next += 1;
        }
    }
}

/// A member that no migration is about, as a document holds it.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    key: String,
    /// The keys of the objects around it.
    around: Vec<String>,
    /// From the key to the end of the value.
    source: String,
    value: String,
    /// What stands between it and the next of its kind, where nothing else does.
    gap: Option<String>,
}

fn kept(text: &str) -> Vec<Found> {
    let snapshot = snapshot(text);
    let mut found = Vec::new();
    let root = snapshot.tree.value().and_then(Value::object).expect("an object");
    collect(text, root, &mut Vec::new(), &mut found);
    found
}

fn collect(text: &str, object: Node<'_>, around: &mut Vec<String>, found: &mut Vec<Found>) {
    let is_kept = |entry: &Entry<'_>| entry.key().is_some_and(|key| key.starts_with(KEPT));
    let entries: Vec<Entry<'_>> = object.entries().collect();
    for (index, entry) in entries.iter().enumerate() {
        let (Some(key), Some(value)) = (entry.key(), entry.value()) else { continue };
        if is_kept(entry) {
            let next = entries.get(index + 1).filter(|next| is_kept(next));
            let cut = |from: usize, to: usize| text[from..to].to_owned();
            found.push(Found {
                key: key.into_owned(),
                around: around.clone(),
                source: cut(entry.range().start, entry.range().end),
                value: cut(value.range().start, value.range().end),
                gap: next.map(|next| cut(entry.range().end, next.range().start)),
            });
        } else if let Some(inner) = value.object() {
            around.push(key.into_owned());
            collect(text, inner, around, found);
            around.pop();
        }
    }
}

/// What is about no migration is there to the byte, and in its order, with what stands between; where the object around
/// it has gone elsewhere, its value is.
fn keeps_the_rest(before: &str, after: &str) -> Result<(), TestCaseError> {
    let (old, new) = (kept(before), kept(after));
    let mut stayed: Vec<&str> = Vec::new();
    for member in &old {
        let same: Vec<&Found> = new.iter().filter(|other| other.key == member.key).collect();
        let [same] = same[..] else {
            return Err(TestCaseError::fail(format!(
                "{} is lost or doubled:\n{before}\n{after}",
                member.key
            )));
        };
        prop_assert_eq!(&same.value, &member.value, "{}\n{}", before, after);
        if same.around == member.around {
            prop_assert_eq!(&same.source, &member.source, "{}\n{}", before, after);
            prop_assert!(
                member.gap.is_none() || same.gap == member.gap,
                "{:?}\n{}\n{}",
                member,
                before,
                after
            );
            stayed.push(&member.key);
        }
    }
    for around in new.iter().map(|member| &member.around) {
        let in_order = |found: &[Found]| -> Vec<String> {
            let here = found.iter().filter(|member| member.around == *around);
            here.map(|member| member.key.clone()).filter(|key| stayed.contains(&key.as_str())).collect()
        };
        prop_assert_eq!(in_order(&old), in_order(&new), "{}\n{}", before, after);
    }
    Ok(())
}

struct Writer {
    habits: Habits,
    out: String,
    next: usize,
}

impl Writer {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        std::fmt::Write::write_fmt(&mut self.out, text).expect("a string takes all");
    }

    /// A comment that names its number, where the habits want one here. `inline` ones must not end the line.
    fn comment(&mut self, inline: bool) {
        let at = self.next;
        self.next += 1;
        let newline = self.habits.newline;
        match self.habits.comments.get(at) {
            Some(0..=1) => self.add(format_args!(" /* c{at} */ ")),
            Some(2) if !inline => self.add(format_args!(" // c{at}{newline}")),
            Some(3) => self.add(format_args!("/* c{at}{newline}more */")),
            _ => {}
        }
    }

    fn object(&mut self, object: &Object, depth: usize) {
        self.out.push('{');
        for (index, (key, member)) in object.0.iter().enumerate() {
            self.comment(false);
            self.line(depth + 1);
            self.comment(true);
            let bare = !self.habits.quoted_keys && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let quote = if bare { String::new() } else { self.habits.quote.to_string() };
            self.add(format_args!("{quote}{key}{quote}"));
            self.comment(true);
            self.out.push(':');
            self.comment(false);
            match member {
                Member::Literal(literal) => {
                    self.out.push_str(&literal.replace('\'', &self.habits.quote.to_string()));
                }
                Member::Kept(number) => self.add(format_args!("[ {number} ,0x0{number}  , ]")),
                Member::Object(object) => self.object(object, depth + 1),
            }
            self.comment(false);
            if self.habits.trailing || index + 1 < object.0.len() {
                self.out.push(',');
            }
            self.comment(true);
        }
        self.comment(false);
        self.line(depth);
        self.out.push('}');
    }

    fn line(&mut self, depth: usize) {
        if self.habits.lines {
            self.out.push_str(self.habits.newline);
            self.out.push_str(&"  ".repeat(depth));
        } else {
            self.out.push(' ');
        }
    }
}

fn documents() -> impl Strategy<Value = String> {
    let kept = prop::collection::vec((0_usize..6, 0_usize..3), 12);
    (prop::collection::vec(0..MEMBERS.len(), 1..10), kept, habits()).prop_map(|(members, kept, habits)| {
        let mut root = Object::default();
        for index in members {
            let (path, literal) = MEMBERS[index];
            root.put(&path.split('.').collect::<Vec<_>>(), literal);
        }
        root.keep("", trie().start(), &mut kept.into_iter(), &mut 0);
        let mut writer = Writer { habits, out: String::new(), next: 0 };
        writer.object(&root, 0);
        writer.out
    })
}

fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> =
        text.match_indices('c').filter_map(|(at, _)| comment_number(&text[at..])).collect();
    found.sort();
    found
}

fn comment_number(text: &str) -> Option<String> {
    let digits: String = text[1..].chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn json5(text: &str) -> serde_json::Value {
    json5::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn fixes_keep_comments_and_meaning(text in documents()) {
        let before = json5(&text);
        let after = fixed(&text);
        let value = json5(&after);
        prop_assert_eq!(comments(&after), comments(&text), "{}\n{}", text, after);
        prop_assert_eq!(&fixed(&after), &after, "fixed twice:\n{}", text);
        prop_assert_eq!(value.pointer("/ui"), before.pointer("/ui"));
        keeps_the_rest(&text, &after)?;
        let (old, new) = (snapshot(&text), snapshot(&after));
        for left in places(&new) {
            prop_assert!(!is_safe(&new, &left), "{}\n{}\n{}", left.path(), text, after);
            let has_safe = |place: &Place<'_>| place.path() == left.path() && place.migration == left.migration && is_safe(&old, place);
            prop_assert!(!places(&old).iter().any(has_safe), "{}\n{}\n{}", left.path(), text, after);
        }
    }

    #[test]
    fn every_choice_mends_its_finding(text in documents()) {
        let before = snapshot(&text);
        for place in places(&before).iter().filter(|place| place.finding.fixable) {
            let offered = choices(&before, place);
            prop_assert!(!offered.is_empty(), "{} {}", place.path(), text);
            for choice in offered {
                let after = apply_all(&text, &choice.edits);
                let _ = json5(&after);
                prop_assert_eq!(comments(&after), comments(&text), "{}: {}\n{}", choice.title, text, after);
                let same = |other: &&Place<'_>| other.migration == place.migration && other.path() == place.path();
                let count = |text: &str| places(&snapshot(text)).iter().filter(same).count();
                prop_assert!(count(&after) < count(&text), "{}: {}\n{}", choice.title, text, after);
            }
        }
    }
}
