//! Secrets that are known by their form, wherever they stand: credentials of known services, and what follows the words
//! that announce one in addresses, headers, arguments and assignments.

use super::clean::remembered;
use super::mask::MASK;
use super::names::names_secret;
use crate::config::secret::{SHORTEST, is_secret_name, looks_like, public_part};
use crate::text::TextRange;
use std::borrow::Cow;

/// How sure a text is to be the document's own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// A string of the document: what is announced as a secret is one.
    Written,
    /// A sentence of ours, which may say `Bearer token`: only what looks made up at random is masked.
    Prose,
}

/// A sentence that may quote a document, with every credential in it masked. Borrowed where there is none.
pub fn text(text: &str) -> Cow<'_, str> {
    remembered("prose", text, || masked(text, Strength::Prose))
}

/// One string of a document as it may be shown. Borrowed where nothing in it is secret.
pub fn written(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    masked(text, Strength::Written)
}

/// Whether a text is a short word that announces nothing: most keys and values of a document are.
fn is_plain(text: &str) -> bool {
    text.len() < SHORTEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
}

/// The bytes of one string of a document that are secret, in order.
pub(super) fn spans(text: &str) -> Vec<TextRange> {
    found(text, Strength::Written)
}

fn masked(text: &str, strength: Strength) -> Cow<'_, str> {
    let spans = found(text, strength);
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        out.push_str(&text[at..span.start]);
        out.push_str(MASK);
        at = span.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// The secret bytes of a text, in order and without overlaps.
fn found(text: &str, strength: Strength) -> Vec<TextRange> {
    let mut found = Vec::new();
    keys(text, &mut found);
    words(text, &mut found);
    addresses(text, &mut found);
    announced(text, strength, &mut found);
    members(text, strength, &mut found);
    found.retain(|span| !span.is_empty() && !is_open(&text[span.start..span.end]));
    found.sort_unstable();
    found.dedup_by(|next, last| {
        let overlaps = next.start <= last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    found
}

/// Whether a text gives nothing away: a variable stands there, or what was masked before.
fn is_open(text: &str) -> bool {
    let text = text.trim();
    let variable = text.starts_with("${") && text.find('}') == Some(text.len() - 1);
    variable || text.starts_with('<') || !text.is_empty() && text.bytes().all(|byte| byte == b'*')
}

/// Private keys, to the end of their last line.
fn keys(text: &str, found: &mut Vec<TextRange>) {
    for (start, begin) in text.match_indices("-----BEGIN ") {
        let rest = &text[start + begin.len()..];
        if rest.split("-----").next().is_some_and(|kind| kind.ends_with("PRIVATE KEY")) {
            let end = rest.find("-----END ").and_then(|end| {
                let tail = &rest[end + 9..];
                Some(end + 9 + tail.find("-----")? + 5)
            });
            let end = end.map_or(text.len(), |end| start + begin.len() + end);
            found.push(TextRange::new(start, end));
        }
    }
}

/// Credentials of known services; their public beginning stays.
fn words(text: &str, found: &mut Vec<TextRange>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+');
    let mut at = 0;
    while let Some(start) = text[at..].find(is_part).map(|start| at + start) {
        let len = text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
        at = start + len;
        // In a sentence a colon or a full stop may follow.
        let end = start + text[start..at].trim_end_matches([':', '.']).len();
        // Addresses of Telegram's API hold the token behind this word.
        let skipped = if text[start..at].starts_with("bot") { 3 } else { 0 };
        let whole = [start, start + skipped].into_iter().filter(|from| *from <= end).map(|from| (from, end));
        // A path has a name between its dots.
        let mut all = whole.chain(steps(text, start, end)).filter(|(from, to)| to - from >= SHORTEST);
        let known = all.find(|(from, to)| looks_like(&text[*from..*to]).is_some());
        found.extend(known.map(|(from, to)| TextRange::new(from + public_part(&text[from..to]), to)));
    }
}

/// The parts of a word between dots, where it has some.
fn steps(text: &str, start: usize, end: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = start;
    let has_dots = text[start..end].contains('.');
    text[start..end].split('.').filter(move |_| has_dots).map(move |step| {
        let from = at;
        at += step.len() + 1;
        (from, from + step.len())
    })
}

/// Addresses whose path is the secret: who knows it may post there.
const HOOKS: [&str; 6] = [
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "webhook.office.com/webhookb2/",
    "hooks.zapier.com/hooks/catch/",
];

/// What stands before `@` in an address, and the paths of webhooks.
fn addresses(text: &str, found: &mut Vec<TextRange>) {
    for (at, _) in text.match_indices("://") {
        let start = at + 3;
        let rest = &text[start..];
        let end = rest.find(ends_word).map_or(text.len(), |end| start + end);
        let address = &text[start..end];
        if let Some(len) = user_info(address) {
            let user = &address[..len];
            let secret = user.split_once(':').map_or(user, |(_, password)| password);
            if !is_open(secret) && user != "git" {
                found.push(TextRange::new(start, start + len));
            }
        }
        for hook in HOOKS {
            if let Some(path) = address.find(hook).map(|at| start + at + hook.len()) {
                let end = text[path..end].find(['?', '#']).map_or(end, |end| path + end);
                found.push(TextRange::new(path, end));
            }
        }
    }
}

/// How long the part before `@` is: a password may hold what an address may not, so a slash in it does not end it.
fn user_info(address: &str) -> Option<usize> {
    let authority = address.find(['/', '?', '#']).unwrap_or(address.len());
    if let Some(at) = address[..authority].rfind('@') {
        return Some(at);
    }
    let (_, port) = address[..authority].rsplit_once(':')?;
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit())
        || port.eq_ignore_ascii_case("port")
        || port.ends_with(']');
    // What was cut off before the `@` ends in a password.
    if is_port { None } else { address.rfind('@').or(Some(authority)) }
}

/// The values of telling parameters of an address: `?token=x`.
fn parameters(text: &str, start: usize, end: usize, found: &mut Vec<TextRange>) {
    let Some(query) = text[start..end].find(['?', '#']).map(|at| start + at + 1) else { return };
    let mut at = query;
    for part in text[query..end].split(['&', ';', '#']) {
        if let Some((name, value)) = part.split_once('=')
            && announces(name)
        {
            let from = at + name.len() + 1;
            found.push(TextRange::at(from, value.len()));
        }
        at += part.len() + 1;
    }
}

/// Values behind the words that announce a secret: `Authorization: x`, `Bearer x`, `--token x`, `API_KEY=x`.
fn announced(text: &str, strength: Strength, found: &mut Vec<TextRange>) {
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| !ends_word(c)).map(|start| at + start) {
        let end = text[start..].find(ends_word).map_or(text.len(), |end| start + end);
        at = end;
        let word = &text[start..end];
        parameters(text, start, end, found);
        let mut add = |value: TextRange| {
            let shown = &text[value.start..value.end];
            if strength == Strength::Written || looks_random(shown) {
                found.push(value);
            }
        };
        if let Some(len) =
            word.find('=').filter(|len| is_name(&word[..*len]) && announces(flag(&word[..*len])))
        {
            add(TextRange::new(start + len + 1, end));
        } else if is_scheme(word) || word.starts_with('-') && is_secret_flag(word) {
            next_word(text, end).into_iter().for_each(&mut add);
        } else if let Some(len) = word.find(':').filter(|len| is_header(&word[..*len])) {
            let inside = TextRange::new(start + len + 1, end);
            let value = if inside.is_empty() { next_word(text, end) } else { Some(inside) };
            // The scheme is no secret, and what follows it is found by it.
            value.filter(|value| !is_scheme(&text[value.start..value.end])).into_iter().for_each(&mut add);
        }
    }
}

/// The values of members that are written in a text, as in a comment that switches one off: `// token: "x"`,
/// `{"apiKey":"x"}`. Without quotes it may be a sentence, so that a word counts only where nothing else follows it.
fn members(text: &str, strength: Strength, found: &mut Vec<TextRange>) {
    for (colon, _) in text.match_indices(':') {
        if !name_before(&text[..colon]).is_some_and(names_secret) {
            continue;
        }
        let rest = &text[colon + 1..];
        let start = colon + 1 + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let value = quoted(text, start).or_else(|| lone_word(text, start)).unwrap_or_default();
        let shown = &text[value.start..value.end];
        if strength == Strength::Written || looks_random(shown) && !shown.contains(char::is_whitespace) {
            found.push(value);
        }
    }
}

/// The name at the end of a text, with or without quotes, which may be escaped.
fn name_before(text: &str) -> Option<&str> {
    let text = text.trim_end().trim_end_matches(['"', '\'', '\\']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    let start = text.trim_end_matches(is_part).len();
    Some(&text[start..]).filter(|name| !name.is_empty())
}

/// What stands between the quotes that begin at a byte, to the end of the text where they are never closed.
fn quoted(text: &str, start: usize) -> Option<TextRange> {
    let rest = &text[start..];
    // In a text inside of a text, the quotes themselves are escaped.
    let escapes = rest.len() - rest.trim_start_matches('\\').len();
    let quote = rest[escapes..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = start + escapes + 1;
    let mut before = 0;
    for (at, c) in text[inner..].char_indices() {
        if c == quote && before == escapes {
            return Some(TextRange::new(inner, inner + at - escapes));
        }
        before = if c == '\\' { before + 1 } else { 0 };
        if escapes == 0 {
            before %= 2;
        }
    }
    Some(TextRange::new(inner, text.len()))
}

/// A word without quotes that is all that its line says.
fn lone_word(text: &str, start: usize) -> Option<TextRange> {
    let line = text[start..].lines().next().unwrap_or_default();
    let word =
        line.find(|c| ends_word(c) || matches!(c, '}' | ']' | '{' | '[')).map_or(line, |end| &line[..end]);
    let rest = line[word.len()..].trim_start();
    let ends = rest.is_empty()
        || rest.starts_with([',', '}', ']'])
        || rest.starts_with("*/")
        || rest.starts_with("//");
    let is_word = !matches!(word, "" | "true" | "false" | "null") && !word.starts_with('/');
    (ends && is_word).then(|| TextRange::at(start, word.len()))
}

/// The next word behind blanks.
fn next_word(text: &str, at: usize) -> Option<TextRange> {
    let rest = &text[at..];
    let start = at + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let end = text[start..].find(ends_word).map_or(text.len(), |end| start + end);
    (start > at && end > start).then(|| TextRange::new(start, end))
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | '\\')
}

/// Whether a text can be the name of a variable or argument.
fn is_name(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn is_scheme(word: &str) -> bool {
    ["bearer", "basic"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

fn is_header(name: &str) -> bool {
    let name = name.trim_start_matches('-');
    ["authorization", "proxy-authorization", "cookie", "set-cookie"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        || name.contains('-') && announces(name)
}

/// Whether an argument announces that the next one is a secret: `--token`, `-password`.
pub(super) fn is_secret_flag(word: &str) -> bool {
    word.starts_with('-') && !word.contains('=') && announces(flag(word))
}

fn flag(word: &str) -> &str {
    word.trim_start_matches('-')
}

/// Whether the value of a parameter, argument or variable of this name is secret.
pub(super) fn announces(name: &str) -> bool {
    const WHOLE: [&str; 14] = [
        "auth",
        "authorization",
        "bearer",
        "cookie",
        "credential",
        "credentials",
        "jwt",
        "key",
        "pass",
        "passwd",
        "pat",
        "pwd",
        "sig",
        "signature",
    ];
    const ENDS: [&str; 5] = ["passphrase", "accesskey", "signingkey", "secretkey", "authkey"];
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    is_secret_name(name)
        || WHOLE.contains(&&*plain)
        || ENDS.iter().any(|end| plain.ends_with(end))
        || name.ends_with("_KEY")
        || name.ends_with("_PASS")
        || name.ends_with("-key")
}

/// Whether a word could be a secret rather than one of our own: long, with a digit in it.
fn looks_random(word: &str) -> bool {
    let word = word.trim_matches(['.', ')', '(', ':', ';']);
    word.len() >= 6 && word.bytes().any(|byte| byte.is_ascii_digit())
        || word.len() >= 20 && !word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::{Strength, found, is_plain};
    use proptest::prelude::*;

    proptest! {
        /// The short way and the long one agree.
        #[test]
        fn short_words_hide_nothing(text in "(sk-|xoxb-|AKIA|ghp_|eyJ|bearer|token|bot|[a-z0-9]{1,6}|[:=_.-]|[A-Z]{2}){0,5}") {
            prop_assert!(!is_plain(&text) || found(&text, Strength::Written).is_empty(), "{}", text);
        }
    }
}
