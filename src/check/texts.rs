//! The text pass: `${NAME}` and what looks like it, in any string value (docs/openclaw/variables.md#placeholders), and
//! what stands for a secret that is lost (docs/openclaw/secrets.md#lost-secrets).
//!
//! What is found does not depend on the rest of the document; which variables are set is asked at the very end, so that
//! an edit in `env` costs nothing elsewhere.

use super::backslashes::{Lost, lost};
use super::facts::total;
use super::finding::Finding;
use crate::config::environment::{Skipped, sets};
use crate::config::placeholder::placeholders;
use crate::config::secret::is_placeholder;
use crate::schema::format::trim;
use crate::syntax::{Container, Entry, Item, Kids, Measured, Node, SeqNode, TokenAt, Value};
use crate::text::TextRange;
use std::sync::{Arc, LazyLock};

/// What the memo of a node is kept under.
const MEMO: u64 = u64::from_be_bytes(*b"texts..1");

/// What was found in a node, with places relative to it, and the nodes below in which something was found.
#[derive(Debug, Default)]
pub(super) struct Texts {
    own: Vec<Found>,
    below: Vec<(usize, Arc<Texts>)>,
}

/// A finding, and the variable that it is about: it says nothing where that is set.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) finding: Finding,
    pub(super) variable: Option<String>,
    /// It holds only where no reference to a secret may stand.
    pub(super) unless_reference: bool,
}

impl Found {
    /// A finding that holds wherever the text stands.
    const fn anywhere(finding: Finding) -> Self {
        Self { finding, variable: None, unless_reference: false }
    }
}

impl Texts {
    /// What is to be found in a container and below it.
    pub(super) fn of(green: &Arc<Container>) -> Arc<Self> {
        green.memo().get_or_share(MEMO, || {
            let mut texts = Self::default();
            if let Some(root) = green.items().root() {
                texts.add(green.opener_len(), sequence(root));
            }
            texts.shared()
        })
    }

    /// Most parts of a document are clean, and share one value for that.
    fn shared(self) -> Arc<Self> {
        static NOTHING: LazyLock<Arc<Texts>> = LazyLock::new(Arc::default);
        if self.own.is_empty() && self.below.is_empty() { Arc::clone(&NOTHING) } else { Arc::new(self) }
    }

    fn add(&mut self, offset: usize, texts: Arc<Self>) {
        if !texts.own.is_empty() || !texts.below.is_empty() {
            self.below.push((offset, texts));
        }
    }

    /// Calls `each` for everything found, with the first byte of its node.
    pub(super) fn each<'f>(&'f self, start: usize, each: &mut impl FnMut(usize, &'f Found)) {
        self.own.iter().for_each(|found| each(start, found));
        self.below.iter().for_each(|(offset, texts)| texts.each(start + offset, each));
    }
}

fn sequence(node: &Arc<SeqNode<Item>>) -> Arc<Texts> {
    node.memo().get_or_share(MEMO, || {
        let mut texts = Texts::default();
        let mut offset = 0;
        match node.kids() {
            Kids::Branch(nodes) => {
                for node in nodes {
                    texts.add(offset, sequence(node));
                    offset += node.len();
                }
            }
            Kids::Leaf(items) => {
                for (index, item) in items.iter().enumerate() {
                    entry(Entry::new(item, offset, index), &mut texts);
                    offset += item.bytes() as usize;
                }
            }
        }
        texts.shared()
    })
}

fn entry(entry: Entry<'_>, texts: &mut Texts) {
    texts.own.extend(entry.key_token().and_then(misencoded));
    match entry.value() {
        // Paths of includes are taken as they are.
        _ if entry.key().as_deref() == Some("$include") => {}
        Some(Value::Node(node)) => texts.add(node.range().start, Texts::of(node.green())),
        Some(value) => {
            if let Some((text, scalar)) = value.as_str().zip(value.scalar()) {
                judge(&text, value.range(), &mut texts.own);
                written(&entry.key().unwrap_or_default(), scalar.token, &mut texts.own);
            }
        }
        None => {}
    }
}

fn judge(text: &str, range: TextRange, found: &mut Vec<Found>) {
    if is_placeholder(text) && text.len() > "REDACTED".len() {
        found.push(Found::anywhere(redacted(range)));
    }
    found.extend(of_shell(text, range));
    if !text.contains("${") {
        return;
    }
    for variable in placeholders(text) {
        let name = variable.name;
        let message = format!(
            "`{name}` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is"
        );
        let finding = Finding::warning("missing-variable", part(text, variable.range, range), message)
            .rule("env/missing-variable");
        found.push(Found { variable: Some(name.to_owned()), ..Found::anywhere(finding) });
    }
    lookalikes(text, range, found);
}

/// What is lost where a key or text was no UTF-8.
fn misencoded(token: TokenAt<'_>) -> Option<Found> {
    let message = "the file is not encoded as UTF-8: a character of this text is lost, save the file as UTF-8 and write it again";
    let finding = || Finding::warning("wrong-encoding", token.range, message);
    token.text.contains('\u{FFFD}').then(|| Found::anywhere(finding()))
}

/// What is lost between the text as it is written and the value.
fn written(key: &str, token: TokenAt<'_>, found: &mut Vec<Found>) {
    found.extend(misencoded(token));
    if let Some(lost) = token.token.special.then(|| lost(key, token.text)).flatten() {
        let finding = Finding::warning("lost-backslash", token.range, backslashes(lost));
        found.push(Found::anywhere(finding));
    }
}

/// The sentence. It never repeats the text, which may be a secret.
fn backslashes(lost: Lost) -> String {
    let count =
        |count: usize| if count == 1 { "1 backslash".to_owned() } else { format!("{count} backslashes") };
    let dropped = (lost.dropped > 0).then(|| format!("drops {} of this text", count(lost.dropped)));
    let control = (lost.control > 0).then(|| format!("makes control characters of {}", count(lost.control)));
    let what: Vec<String> = dropped.into_iter().chain(control).collect();
    format!("JSON5 {}: write `\\\\` for each backslash that is meant", what.join(" and "))
}

/// The finding for a value that stands for a secret that is lost.
pub fn redacted(range: TextRange) -> Finding {
    let message = "this is what OpenClaw shows in place of a secret, not the secret: write the real one, or a `${VARIABLE}`";
    Finding::warning("redacted-secret", range, message)
}

/// Where a part of the decoded text lies; all of it where escapes stand between.
fn part(text: &str, part: TextRange, whole: TextRange) -> TextRange {
    let plain = whole.len() == text.len() + 2;
    if plain { part.shifted(whole.start + 1) } else { whole }
}

/// `${lower}` and `${NAME:-default}`, which a shell would replace.
fn lookalikes(text: &str, range: TextRange, found: &mut Vec<Found>) {
    let known: Vec<usize> = placeholders(text).iter().map(|variable| variable.range.start).collect();
    for (start, _) in text.match_indices("${") {
        let Some(len) = text[start..].find('}').map(|at| at + 1) else {
            found.extend(unclosed(text, start, range));
            break;
        };
        if known.contains(&start)
            || text[..start].ends_with('$')
            || !is_meant(&text[start + 2..start + len - 1])
        {
            continue;
        }
        // A string that is nothing else was surely meant so; inside a longer one it may be meant for another program.
        let is_all = len == text.trim().len();
        let message = "this stays as it is: OpenClaw replaces only `${NAME}`, with capitals, digits and `_`, and without a default";
        let range = part(text, TextRange::at(start, len), range);
        let finding = if is_all || text[start..start + len].contains(":-") {
            Finding::warning("literal-variable", range, message)
        } else {
            Finding::information("literal-variable", range, message)
        };
        found.push(Found::anywhere(finding));
    }
}

/// `${NAME` up to the end of a text.
fn unclosed(text: &str, start: usize, range: TextRange) -> Option<Found> {
    text.get(start + 2..).filter(|name| is_capital(name) && !text[..start].ends_with('$'))?;
    let message = "this stays as it is: the `}` behind the name is missing";
    let range = part(text, TextRange::new(start, text.len()), range);
    Some(Found::anywhere(Finding::warning("literal-variable", range, message)))
}

/// `$NAME` alone, which a shell would replace. Where a reference to a secret may stand, OpenClaw takes it for one
/// (docs/openclaw/secrets.md#references).
fn of_shell(text: &str, range: TextRange) -> Option<Found> {
    text.strip_prefix('$').filter(|name| name.len() > 1 && is_capital(name))?;
    let message = "this stays as it is: OpenClaw replaces only `${NAME}`, with braces";
    let finding =
        Finding::warning("literal-variable", part(text, TextRange::new(0, text.len()), range), message);
    Some(Found { unless_reference: true, ..Found::anywhere(finding) })
}

/// Whether a text is the name of a variable that OpenClaw replaces.
fn is_capital(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A name with or without blanks, or one with an operator of a shell behind it.
fn is_meant(inside: &str) -> bool {
    let inside = inside.trim();
    let word = inside.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (name, rest) = inside.split_at(word);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && (rest.is_empty()
            || [":-", ":=", ":?", ":+", "-", "="].iter().any(|operator| rest.starts_with(operator)))
}

/// Whether `env` of a document sets a variable, or another file may.
pub(super) fn is_set(root: Node<'_>, name: &str) -> bool {
    let Some(env) = root.get("env").and_then(Value::object) else { return root.has("$include") };
    let vars = env.get("vars").and_then(Value::object);
    let value = vars.and_then(|vars| vars.get(name)).and_then(Value::object);
    let is_open = [Some(root), Some(env), vars, value].into_iter().flatten().any(|node| node.has("$include"));
    is_open || sets(&Value::Node(root), name) || vars.is_some_and(|vars| is_padded(vars, name))
}

/// Whether a variable is set under a key with blanks around its name. Such keys are counted, since looking through all
/// for every `${NAME}` would cost too much.
fn is_padded(vars: Node<'_>, name: &str) -> bool {
    let padded = |entry: Entry<'_>| u64::from(entry.key().is_some_and(|key| trim(&key) != key));
    let is_it = |entry: Entry<'_>| {
        let (Some(key), Some(value)) = (entry.key(), entry.value().and_then(Value::as_str)) else {
            return false;
        };
        trim(&key) == name && Skipped::of(&key, &value).is_none()
    };
    total(vars, u64::from_be_bytes(*b"padded.."), padded) > 0 && vars.members().any(is_it)
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn variables_are_set_somewhere() {
        check(
            "{ env: { vars: { SET: 'x' } }, gateway: { auth: { token: '${SET}', password: 'a${UNSET}b\\t$${ESCAPED}' } } }",
            &expect![[r#"
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning unstartable-gateway gateway.auth.mode `auth`: the gateway does not start with both a token and a password and no `mode`: write which one counts
                warning missing-variable gateway.auth.password `'a${UNSET}b\t$${ESCAPED}'`: `UNSET` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            "#]],
        );
        check("{ $include: './env.json5', gateway: { auth: { token: '${X}' } } }", &expect![""]);
    }

    #[test]
    fn what_looks_like_a_variable_and_is_none() {
        check(
            "{ gateway: { auth: { token: '${lower}', password: '${A:-b}' } },
               messages: { responsePrefix: 'hi ${name}, ${a.b} $name ${' } }",
            &expect![[r#"
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning unstartable-gateway gateway.auth.mode `auth`: the gateway does not start with both a token and a password and no `mode`: write which one counts
                warning literal-variable gateway.auth.token `${lower}`: this stays as it is: OpenClaw replaces only `${NAME}`, with capitals, digits and `_`, and without a default
                warning literal-variable gateway.auth.password `${A:-b}`: this stays as it is: OpenClaw replaces only `${NAME}`, with capitals, digits and `_`, and without a default
                information literal-variable messages.responsePrefix `${name}`: this stays as it is: OpenClaw replaces only `${NAME}`, with capitals, digits and `_`, and without a default
            "#]],
        );
    }

    #[test]
    fn what_a_shell_would_replace_and_what_is_not_closed() {
        check(
            "{ gateway: { auth: { mode: 'token', token: '$GATEWAY_TOKEN' } }, logging: { file: '$LOG_FILE' },
               mcp: { servers: { a: { url: 'https://a.example', headers: { Authorization: 'Bearer ${A_TOKEN' } } } },
               messages: { responsePrefix: '$5, $name', ackReaction: '$X' } }",
            &expect![[r#"
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning literal-variable logging.file `$LOG_FILE`: this stays as it is: OpenClaw replaces only `${NAME}`, with braces
                warning literal-variable mcp.servers.a.headers.Authorization `${A_TOKEN`: this stays as it is: the `}` behind the name is missing
            "#]],
        );
    }

    #[test]
    fn placeholders_are_no_secrets() {
        check(
            "{ gateway: { auth: { token: '__OPENCLAW_REDACTED__', password: '***' } }, messages: { responsePrefix: '***' } }",
            &expect![[r#"
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning unstartable-gateway gateway.auth.mode `auth`: the gateway does not start with both a token and a password and no `mode`: write which one counts
                warning redacted-secret gateway.auth.token `'__OPENCLAW_REDACTED__'`: this is what OpenClaw shows in place of a secret, not the secret: write the real one, or a `${VARIABLE}`
                warning redacted-secret gateway.auth.password `'***'`: this is what OpenClaw shows in place of a secret, not the secret: write the real one, or a `${VARIABLE}`
            "#]],
        );
    }
}
