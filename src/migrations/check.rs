//! What is wrong with one member, judged by its row, its value, and the object that holds it.

use super::finding::LegacyFinding;
use super::retention::{Says, legacy, meant, retention, shown};
use super::rewrite::Rewrite;
use super::roster;
use super::row::{Change, MCP, Migration, Target, Transform, WEB_SEARCH};
use super::value_map::{mapped, word};
use crate::base::{Severity, Tag};
use crate::config::duration::{self, Unit};
use crate::syntax::{Entry, Node, Value};

/// Judges the member `entry` of `object` by the row of its path. Nothing beyond the object is looked at.
pub fn check(migration: &'static Migration, object: Node<'_>, entry: Entry<'_>) -> Option<LegacyFinding> {
    match migration.change {
        Change::CacheTtl => Some(cache_ttl(migration, object, entry)),
        Change::CacheRetention => cache_retention(migration, entry),
        Change::BesideParams | Change::UnreadParams | Change::ProviderKey => {
            Some(misplaced(migration, entry))
        }
        Change::RemoveZero => zero(migration, entry),
        Change::Value { map } => value(migration, entry, map),
        Change::Wrap { key, map } => wrapped(migration, entry, key, map),
        Change::Variable => variable(migration, object, entry),
        Change::Roster => roster::list(migration, object, entry),
        Change::Rewrite(rewrite) => rewritten(migration, rewrite, object, entry),
        Change::Carry => Some(carried(migration, entry)),
        Change::Move(target) => moved(migration, object, entry, target),
        Change::Rename { .. } | Change::Merge { .. } | Change::Into { .. } | Change::Remove { .. } => {
            Some(retired(migration, object, entry))
        }
    }
}

fn rewritten(
    migration: &Migration,
    rewrite: &Rewrite,
    object: Node<'_>,
    entry: Entry<'_>,
) -> Option<LegacyFinding> {
    let found = (rewrite.find)(object, entry)?;
    let finding = LegacyFinding::on_key(migration, entry, found.message);
    Some(LegacyFinding { range: found.range, tags: Vec::new(), on_parent: rewrite.on_parent, ..finding })
}

fn cache_ttl(migration: &Migration, object: Node<'_>, entry: Entry<'_>) -> LegacyFinding {
    let Some(current) = object.member("cacheRetention") else {
        let (message, fixable) = lone_ttl(entry);
        return LegacyFinding { fixable, ..LegacyFinding::on_key(migration, entry, message) };
    };
    let says = current.value().map_or(Says::Nothing, retention);
    let message = match says {
        Says::Retention(_) => "`cacheControlTtl` has no effect: `cacheRetention` beside it wins; remove it",
        Says::Variable => {
            "`cacheControlTtl` counts only while the variable in `cacheRetention` holds no valid value"
        }
        Says::Nothing => {
            "`cacheControlTtl` counts only because the value of `cacheRetention` beside it is not valid; keep one of them"
        }
    };
    let mut finding = LegacyFinding::on_key(migration, entry, message.to_owned());
    finding.code = "duplicate-cache-setting";
    finding.fixable = says != Says::Variable;
    if matches!(says, Says::Retention(_)) {
        finding.tags.push(Tag::Unnecessary);
    }
    let place = current.key_token().map_or_else(|| current.range(), |token| token.range);
    finding.related.push((place, "`cacheRetention` is set here".to_owned()));
    finding
}

/// The sentence about a `cacheControlTtl` that stands alone, and whether it can be mended.
fn lone_ttl(entry: Entry<'_>) -> (String, bool) {
    let Some(value) = entry.value() else {
        return ("`cacheControlTtl` is the older name of `cacheRetention`".to_owned(), false);
    };
    match legacy(value) {
        Says::Retention(retention) => {
            let word = retention.word();
            (format!("`cacheControlTtl` is retired: write `cacheRetention: \"{word}\"`"), true)
        }
        Says::Variable => {
            let message = "`cacheControlTtl` is retired: write `cacheRetention`, and let its variable hold `none`, `short` or `long`";
            (message.to_owned(), false)
        }
        Says::Nothing => {
            let shown = shown(value);
            let message = format!(
                "`cacheControlTtl` with {shown} has no effect: it knows `\"5m\"` and `\"1h\"` only; write `cacheRetention` with `none`, `short` or `long`"
            );
            (message, true)
        }
    }
}

fn cache_retention(migration: &Migration, entry: Entry<'_>) -> Option<LegacyFinding> {
    let value = entry.value()?;
    if retention(value) != Says::Nothing {
        return None;
    }
    let hint = meant(value).map(|meant| format!(", write `\"{}\"`", meant.word())).unwrap_or_default();
    let shown = shown(value);
    let message =
        format!("`cacheRetention` with {shown} is ignored: it takes exactly `none`, `short` or `long`{hint}");
    Some(LegacyFinding::on_value(migration, value, message))
}

fn misplaced(migration: &Migration, entry: Entry<'_>) -> LegacyFinding {
    let key = migration.key();
    let message = match migration.change {
        Change::BesideParams => format!("`{key}` is not allowed here: it belongs in `params`"),
        Change::ProviderKey => {
            format!("`{key}` is not allowed here: it belongs in the `params` of a model under `agents`")
        }
        _ => format!("`{key}` is not read here: it belongs in the `params` of a model under `agents`"),
    };
    let mut finding = LegacyFinding::on_key(migration, entry, message);
    if !migration.is_ttl() {
        finding.tags.clear();
    }
    if matches!(migration.change, Change::UnreadParams) {
        finding.tags.push(Tag::Unnecessary);
    }
    finding.fixable = entry.value().is_some();
    finding
}

fn zero(migration: &Migration, entry: Entry<'_>) -> Option<LegacyFinding> {
    let value = entry.value()?;
    if !is_zero(value) {
        return None;
    }
    let (key, note) = (migration.key(), migration.note);
    let message = format!("`{key}` of zero is not allowed: remove it, {note}");
    Some(LegacyFinding::on_value(migration, value, message))
}

/// Whether a value is a duration of zero, whatever its unit.
pub fn is_zero(value: Value<'_>) -> bool {
    let Some(scalar) = value.scalar() else { return false };
    match scalar.as_str() {
        Some(text) => duration::parse(&text, Unit::Days) == Ok(0),
        None => scalar.as_f64() == Some(0.0),
    }
}

fn retired(migration: &Migration, object: Node<'_>, entry: Entry<'_>) -> LegacyFinding {
    let key = entry.key().unwrap_or_default();
    let winner = winner(migration, object, &key);
    let note = if migration.note.is_empty() { String::new() } else { format!("; {}", migration.note) };
    let message = match (winner, migration.new) {
        (Some(winner), _) => format!("`{key}` is retired, and `{winner}` beside it wins: remove it"),
        (None, "") => format!("`{key}` is retired: remove it, {}", migration.note),
        (None, new) => format!("`{key}` is retired: it is now `{}`{}{note}", first_word(new), rest(new)),
    };
    let mut finding = LegacyFinding::on_key(migration, entry, message);
    finding.fixable = is_fixable(migration, object, entry);
    if let Some(member) = winner.and_then(|winner| object.member(winner)) {
        let range = member.key_token().map_or_else(|| member.range(), |token| token.range);
        finding.related.push((range, "this one counts".to_owned()));
    }
    finding
}

/// Records that only OpenClaw's doctor can bring where they belong.
fn carried(migration: &Migration, entry: Entry<'_>) -> LegacyFinding {
    let key = entry.key().unwrap_or_default();
    let message = format!("`{key}` is retired: {}", migration.note);
    LegacyFinding { fixable: false, ..LegacyFinding::on_key(migration, entry, message) }
}

/// A value that has another name today.
fn value(migration: &Migration, entry: Entry<'_>, map: &'static str) -> Option<LegacyFinding> {
    let value = entry.value()?;
    let old = word(value)?;
    let new = mapped(map, &old)?;
    let message = format!("`{old}` is retired here: write `{new}`");
    let finding = LegacyFinding::on_value(migration, value, message);
    let severity = if migration.refused { Severity::Error } else { Severity::Information };
    Some(LegacyFinding { severity, ..finding })
}

fn wrapped(migration: &Migration, entry: Entry<'_>, key: &str, map: &'static str) -> Option<LegacyFinding> {
    let value = entry.value().filter(|value| value.object().is_none())?;
    let name = entry.key()?;
    let new = word(value).and_then(|word| mapped(map, &word));
    let message = match new {
        Some(new) => format!("`{name}` is an object today: write `{name}: {{ {key}: \"{new}\" }}`"),
        None => format!("`{name}` is an object today, with `{key}` in it"),
    };
    let finding = LegacyFinding::on_value(migration, value, message);
    Some(LegacyFinding { fixable: new.is_some(), ..finding })
}

/// Whether a key below `env` looks like the name of a variable: `API_KEY`, `https_proxy`, and no `shellEnv`.
fn is_variable_name(key: &str) -> bool {
    let is_word = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let shouts = !key.bytes().any(|byte| byte.is_ascii_lowercase());
    is_word
        && !key.is_empty()
        && !key.starts_with(|c: char| c.is_ascii_digit())
        && (shouts || key.contains('_'))
}

/// The value is never shown: variables hold keys.
fn variable(migration: &Migration, object: Node<'_>, entry: Entry<'_>) -> Option<LegacyFinding> {
    let key = entry.key().filter(|key| is_variable_name(key))?;
    let there = object.get("vars").and_then(|vars| vars.object()?.member(&key));
    let message = if there.is_some() {
        format!("variables belong in `env.vars`, and `{key}` there wins: remove this one")
    } else {
        format!(
            "variables belong in `env.vars`: move `{key}` there. Older releases of OpenClaw still take it here"
        )
    };
    let mut finding = LegacyFinding::on_key(migration, entry, message);
    let has_room = object.member("vars").is_none_or(|vars| vars.child().is_some_and(Node::is_object));
    finding.fixable = has_room && entry.value().and_then(Value::as_str).is_some();
    Some(finding)
}

/// A member that belongs elsewhere. Where OpenClaw takes the old form, only what it would move is reported.
fn moved(migration: &Migration, object: Node<'_>, entry: Entry<'_>, target: Target) -> Option<LegacyFinding> {
    let known = target.map.is_empty()
        || entry.value().and_then(word).is_some_and(|word| mapped(target.map, &word).is_some());
    if !known && !migration.refused {
        return None;
    }
    let key = entry.key()?;
    let path = target.path;
    let there = target.path.split('.').try_fold(Value::Node(object), Value::get);
    let message = match there.filter(|there| target.up == 0 && there.object().is_none()) {
        Some(_) => format!("`{key}` is retired, and `{path}` beside it wins: remove it"),
        None if target.up == 0 || migration.new.is_empty() => {
            format!("`{key}` is retired: it is now `{path}`")
        }
        // Seen from elsewhere, a place needs its whole name, and so does the key: the two may be called alike.
        None => format!("`{}` is retired: it is now `{}`", migration.old, migration.new),
    };
    let mut finding = LegacyFinding::on_key(migration, entry, message);
    finding.fixable = known && entry.value().is_some();
    if !migration.refused {
        finding.severity = Severity::Information;
    }
    if migration.code == MCP {
        finding.message = match &*key {
            "disabled" => {
                format!("OpenClaw does not accept `{key}` here: write `{path}` with the opposite value")
            }
            _ => format!("OpenClaw does not accept `{key}` here: write `{path}`"),
        };
        finding.tags.clear();
        finding.on_parent = &*key != "disabled";
    }
    if migration.code == WEB_SEARCH {
        entry
            .value()
            .filter(|value| &*key == "apiKey" || value.object().is_some_and(|object| object.count() > 0))?;
        finding.message = format!(
            "`{key}` is retired here: write the settings of the provider into `plugins.entries.<plugin>.config.webSearch`"
        );
        finding.on_parent = false;
    }
    Some(finding)
}

fn first_word(text: &str) -> &str {
    text.split(',').next().unwrap_or(text)
}

fn rest(text: &str) -> &str {
    &text[first_word(text).len()..]
}

/// The key in the same object that wins over a renamed one.
pub fn winner(migration: &Migration, object: Node<'_>, own: &str) -> Option<&'static str> {
    let Change::Rename { unless, .. } = migration.change else { return None };
    unless.iter().copied().find(|key| *key != own && object.has(key))
}

fn is_fixable(migration: &Migration, object: Node<'_>, entry: Entry<'_>) -> bool {
    let Some(value) = entry.value() else { return false };
    let variable = value.as_str().is_some_and(|text| text.contains("${"));
    match migration.change {
        Change::Rename { transform: Transform::SecondsToMillis, .. } => {
            !variable || winner(migration, object, migration.key()).is_some()
        }
        Change::Into { into, .. } => object.get(into).is_none_or(|value| value.object().is_some()),
        Change::Merge { to } => {
            value.object().is_some() && object.get(to).is_none_or(|value| value.object().is_some())
        }
        _ => true,
    }
}
