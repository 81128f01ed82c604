//! Models that understand or transcribe media: one list for all kinds, each row tagged with what it is for.

use super::rewrite::{Apply, Found, Rewrite};
use super::row::Migration;
use super::row::row;
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::{Entry, Node, Value};

pub(super) const ROWS: &[Migration] = &[
    row("legacy-key", "audio.transcription", "tools.media.models", &TRANSCRIPTION),
    row("legacy-key", "tools.media.{image,audio,video}.deepgram", "providerOptions.deepgram", &DEEPGRAM),
    row(
        "legacy-key",
        "tools.media.{models[],image.models[],audio.models[],video.models[]}.deepgram",
        "providerOptions.deepgram",
        &DEEPGRAM,
    ),
    row("legacy-key", "tools.media", "tools.media.models", &CAPABILITIES)
        .by("case:tools.media.models->capabilities"),
    row("legacy-value", "tools.media.models[].model", "", &XAI).accepted(),
];

const TRANSCRIPTION: Rewrite = Rewrite {
    title: "Move `transcription` to `tools.media.models`, where it is needed and its command can be run",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`audio.transcription` is retired: it is now a row of `tools.media.models` for `audio`",
        ))
    },
    apply: Apply::Plain(transcription),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn transcription(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(old) = root.take(path) else { return false };
    root.prune(&["audio"], 1);
    let Some((row, command)) = transcriber(old.item.look()) else { return true };
    if takes_audio(root.at(&["tools", "media", "models"]))
        || takes_audio(root.at(&["tools", "media", "audio", "models"]))
    {
        return true;
    }
    root.set(&["tools", "media", "audio", "enabled"], Item::boolean(true));
    root.set(&["tools", "media", "audio", "preferredModel"], Item::Text(format!("cli:{command}")));
    let models = ["tools", "media", "models"];
    match root.at_mut(&models) {
        Some(list) => list.push(row),
        None => {
            root.set(&models, Item::array([row]));
        }
    }
    true
}

/// The row for a command, and the command.
fn transcriber<'t>(old: Look<'_, 't>) -> Option<(Item<'t>, String)> {
    let parts = old.get("command").filter(|command| command.is_array())?.entries();
    let words: Option<Vec<String>> =
        parts.iter().map(|(_, part)| part.text().map(std::borrow::Cow::into_owned)).collect();
    let words = words?;
    let (first, args) = words.split_first()?;
    let command = first.trim().to_owned();
    if !is_safe(&command) {
        return None;
    }
    let mut row = Item::object();
    row.set(&["command"], Item::text(&command));
    row.set(&["type"], Item::text("cli"));
    if !args.is_empty() {
        let args = args.iter().map(|arg| Item::Text(arg.replace("{input}", "{{AttachmentPath}}")));
        row.set(&["args"], Item::array(args));
    }
    if let Some(seconds) = old.get("timeoutSeconds").and_then(Look::number) {
        row.set(&["timeoutSeconds"], Item::number(seconds));
    }
    row.set(&["capabilities"], Item::array([Item::text("audio")]));
    Some((row, command))
}

/// Whether a text is the name or path of a program and nothing that a shell would read more into.
fn is_safe(command: &str) -> bool {
    let is_path = command.starts_with(['.', '~']) || command.contains(['/', '\\']);
    let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let shell = |c: char| ";&|`$<>\"'\r\n\0".contains(c);
    !command.is_empty()
        && !command.starts_with('-')
        && !command.contains(shell)
        && (is_path || command.chars().all(plain))
}

fn takes_audio(models: Option<Look<'_, '_>>) -> bool {
    let rows = models.filter(|models| models.is_array()).map(Look::entries).unwrap_or_default();
    rows.iter().any(|(_, row)| row.is_object() && takes(*row, "audio").unwrap_or(true))
}

/// Whether a row is tagged with a capability; none where it has no tags.
fn takes(row: Look<'_, '_>, capability: &str) -> Option<bool> {
    let tags = row.get("capabilities").filter(|tags| tags.is_array())?;
    Some(tags.entries().iter().any(|(_, tag)| tag.text().as_deref() == Some(capability)))
}

const DEEPGRAM: Rewrite = Rewrite {
    title: "Move the options of `deepgram` to `providerOptions.deepgram`",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(entry, "`deepgram` is retired here: it is now `providerOptions.deepgram`"))
    },
    apply: Apply::Plain(|root, path| {
        let Some(mut old) = root.take(path) else { return false };
        let way = [&path[..path.len() - 1], &["providerOptions", "deepgram"]].concat();
        if root.object_at(&way).is_none() {
            return false;
        }
        for (from, to) in [
            ("detectLanguage", "detect_language"),
            ("punctuate", "punctuate"),
            ("smartFormat", "smart_format"),
        ] {
            if let Some(option) =
                old.item.take(&[from]).filter(|option| option.item.look().boolean().is_some())
            {
                root.put(&way, option.named(to));
            }
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const KINDS: [&str; 3] = ["image", "audio", "video"];

const CAPABILITIES: Rewrite = Rewrite {
    title: "Put the models for images, sound and video into one list, each tagged with what it is for",
    find: |_: Node<'_>, entry: Entry<'_>| {
        let media = entry.value()?.object()?;
        let old = KINDS.iter().find_map(|kind| media.get(kind)?.object()?.member("models"))?;
        old.value().and_then(Value::array)?;
        Some(Found::at_key(
            old,
            "`models` is retired here: it is now `tools.media.models`, with `capabilities` in each row",
        ))
    },
    apply: Apply::Plain(|root, path| root.at_mut(path).is_some_and(consolidate)),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn consolidate(media: &mut Item<'_>) -> bool {
    let mut moved: Vec<Member<'_>> = Vec::new();
    let mut changed = false;
    for kind in KINDS {
        let Some(mut models) = media.take(&[kind, "models"]) else { continue };
        changed = true;
        let mut seen = Vec::new();
        for mut row in models.item.members() {
            if !row.item.look().is_object() || takes(row.item.look(), kind) == Some(false) {
                continue;
            }
            row.item.remove(&["capabilities"]);
            let content = row.item.look().json();
            if !seen.contains(&content) {
                seen.push(content);
                row.item.set(&["capabilities"], Item::array([Item::text(kind)]));
                moved.push(row);
            }
        }
        media.prune(&[kind], 1);
    }
    if moved.is_empty() {
        return changed;
    }
    if media.at(&["models"]).is_none() {
        media.set(&["models"], Item::array([]));
    }
    if let Some(list) = media.get_mut("models") {
        moved.extend(list.members());
        list.set_members(moved);
    }
    true
}

const XAI: Rewrite = Rewrite {
    title: "Remove the model, which is no longer a choice: xAI has one for transcription",
    find: |row, entry| {
        let value = entry.value()?;
        let own = row
            .get("provider")
            .and_then(Value::as_str)
            .is_some_and(|provider| provider.trim().eq_ignore_ascii_case("xai"));
        (own && value.as_str()?.trim() == "grok-stt")
            .then(|| Found::at_value(value, "`grok-stt` is no longer a choice: remove `model`"))
    },
    apply: Apply::Plain(super::rewrite::remove),
    quiet: false,
    on_parent: false,
    guard: None,
};
