//! `secrets`, and references to secrets anywhere (docs/openclaw/secrets.md#references).

use super::plain::{is_absolute, is_open, member_text, text};
use crate::base::Severity;
use crate::check::{Fact, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::schema::overlay;
use crate::syntax::Node;
use std::sync::LazyLock;
use url::Host;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "secrets.providers.*", needs: &[], check: provider },
    Rule { at: "secrets.providers.*.trustedDirs[]", needs: &[], check: trusted },
    Rule { at: "secrets.egressProxy.{allowedHosts,bypassHosts}[]", needs: &[], check: host },
    Rule { at: "channels.discord{,.accounts.*}.threadBindings.webhookToken", needs: &[], check: misplaced },
    Rule { at: "channels.whatsapp{,.accounts.*}.creds.json", needs: &[], check: misplaced },
];

/// The rules at every place that takes a reference to a secret.
pub(super) fn references() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let check = |at: &str| if is_asked(at) { refused_source } else { silent_source };
        let places = overlay::secret_reference_patterns();
        places.map(|at| Rule { at, needs: &[Fact::SecretProviders], check: check(at) }).collect()
    });
    &RULES
}

/// Where OpenClaw asks for the source of the provider before it starts: its own sections, and the plugins that come with
/// it. Elsewhere the reference fails when it is used.
fn is_asked(at: &str) -> bool {
    const ASKED: [&str; 17] = [
        "agents.entries.*.memory.",
        "agents.entries.*.tts.",
        "channels.telegram",
        "cron.",
        "gateway.auth.",
        "gateway.remote.password",
        "gateway.remote.token",
        "memory.",
        "models.",
        "plugins.entries.google.",
        "plugins.entries.imap.",
        "plugins.entries.minimax.",
        "plugins.entries.webhooks.",
        "plugins.entries.xai.",
        "skills.",
        "talk.",
        "tts.",
    ];
    ASKED.iter().any(|start| at.starts_with(start))
}

fn provider(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) =
        place.object().filter(|node| member_text(*node, "source").is_some_and(|kind| kind == "exec"))
    else {
        return;
    };
    let Some(value) = node.get("command") else { return };
    let Some(command) = text(value).filter(|command| !command.is_empty()) else { return };
    if !is_safe_command(trim(&command)) {
        let message =
            "this is not the plain path of a program: remove leading spaces, quotes and shell characters";
        found.push(Finding::refused("secrets/provider-shell", "unsafe-command", value.range(), message));
    } else if !is_absolute(&command) {
        let message =
            "the command must be the absolute path of a program, without arguments: those go into `args`";
        found.push(Finding::refused("secrets/provider-relative", "invalid-path", value.range(), message));
    }
}

/// A path or a bare name without what a shell would act upon.
pub(super) fn is_safe_command(command: &str) -> bool {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
    let path = command.starts_with(['.', '~']) || command.contains(['/', '\\']);
    !command.is_empty()
        && !command.contains(['\0', '\r', '\n', ';', '&', '|', '`', '$', '<', '>', '"', '\''])
        && (path || !command.starts_with('-') && command.bytes().all(bare))
}

fn trusted(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|path| !path.is_empty() && !is_absolute(&path)) {
        let message = "a trusted folder must be an absolute path";
        found.push(Finding::refused("secrets/trusted", "invalid-path", place.value.range(), message));
    }
}

fn host(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|host| !trim(&host).is_empty() && !is_exact_host(&host)) {
        let message = "this must be one host name or address, without scheme, port, path or wildcard";
        found.push(Finding::refused("secrets/host", "invalid-host", place.value.range(), message));
    }
}

/// One host name, in any case and with dots at its end, or an address, also in brackets.
fn is_exact_host(host: &str) -> bool {
    let lower = trim(host).to_lowercase();
    let host = lower.trim_end_matches('.');
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if inner.contains(':') {
        let (address, zone) = inner.split_once('%').unwrap_or((inner, "zone"));
        return !zone.is_empty() && matches!(Host::parse(&format!("[{address}]")), Ok(Host::Ipv6(_)));
    }
    let foreign = |one: char| one.is_whitespace() || "*:/?#@".contains(one);
    if inner.is_empty() || inner.contains(foreign) {
        return false;
    }
    // The same steps as `domainToASCII`: what precedes a backslash, by IDNA, then what that makes of the name.
    let name = inner.split('\\').next().unwrap_or_default();
    let Ok(ascii) = Host::parse(name).map(|host| host.to_string()) else { return false };
    ascii.len() <= 253 && ascii.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inside)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn misplaced(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object().filter(|node| source_of(*node).is_some() && node.has("id")) else {
        return;
    };
    if node.count() <= 3 {
        let range = place.entry.key_token().map_or(place.value.range(), |token| token.range);
        let message = "OpenClaw changes this secret itself, so it cannot be a reference: write the text, or a `${VARIABLE}`";
        let is_discord = place.key() == "webhookToken";
        let rule = if is_discord { "secrets/misplaced-discord" } else { "secrets/misplaced-whatsapp" };
        found.push(Finding::refused(rule, "misplaced-secret-reference", range, message));
    }
}

/// The source of a reference.
fn source_of(node: Node<'_>) -> Option<std::borrow::Cow<'_, str>> {
    member_text(node, "source").filter(|source| matches!(&**source, "env" | "file" | "exec" | "store"))
}

fn refused_source(place: &Place<'_>, found: &mut Vec<Finding>) {
    source(place, Severity::Error, found);
}

fn silent_source(place: &Place<'_>, found: &mut Vec<Finding>) {
    source(place, Severity::Warning, found);
}

fn source(place: &Place<'_>, severity: Severity, found: &mut Vec<Finding>) {
    let Some(node) = place.object().filter(|node| !is_open(place, *node) && node.count() == 3) else {
        return;
    };
    let Some((source, provider)) = source_of(node).zip(member_text(node, "provider")) else { return };
    let configured = place.facts.get(&["secrets", "providers", &provider, "source"]).and_then(text);
    let Some(configured) = configured.filter(|configured| *configured != source) else { return };
    if is_built_in(place, &source, &provider) {
        return;
    }
    let message = format!(
        "the secret provider `{provider}` has the source `{configured}`, and this reference asks for `{source}`: \
         use the same source, or another provider"
    );
    let finding = Finding::new("secret-source-mismatch", severity, place.value.range(), message);
    let finding = if severity == Severity::Error { finding.rule("secrets/source") } else { finding };
    found.push(finding.on_owner());
}

/// Whether a name stands for the provider of its source that is always there.
fn is_built_in(place: &Place<'_>, source: &str, provider: &str) -> bool {
    let named = place.facts.get(&["secrets", "defaults", source]).and_then(text);
    let named = named.as_deref().map(trim).filter(|name| !name.is_empty()).unwrap_or("default");
    matches!(source, "env" | "store") && provider == named
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn commands_and_folders() {
        check(
            "{ secrets: { providers: { a: { source: 'exec', command: 'op' }, b: { source: 'exec', command: '/bin/op; x' }, c: { source: 'exec', command: '/bin/op', trustedDirs: ['bin'] } } } }",
            &expect![[r#"
                error invalid-path secrets.providers.a.command `'op'`: the command must be the absolute path of a program, without arguments: those go into `args`
                error unsafe-command secrets.providers.b.command `'/bin/op; x'`: this is not the plain path of a program: remove leading spaces, quotes and shell characters
                error invalid-path secrets.providers.c.trustedDirs.0 `'bin'`: a trusted folder must be an absolute path
            "#]],
        );
        accepts(&[
            r"{ secrets: { providers: { a: { source: 'exec', command: 'C:\\bin\\op.exe', trustedDirs: ['/usr/bin'] } } } }",
        ]);
    }

    #[test]
    fn hosts_of_the_egress_proxy() {
        check(
            "{ secrets: { egressProxy: { allowedHosts: ['https://h', '*.h.example', 'h:1', '-h'] } } }",
            &expect![[r#"
                error invalid-host secrets.egressProxy.allowedHosts.0 `'https://h'`: this must be one host name or address, without scheme, port, path or wildcard
                error invalid-host secrets.egressProxy.allowedHosts.1 `'*.h.example'`: this must be one host name or address, without scheme, port, path or wildcard
                error invalid-host secrets.egressProxy.allowedHosts.2 `'h:1'`: this must be one host name or address, without scheme, port, path or wildcard
                error invalid-host secrets.egressProxy.allowedHosts.3 `'-h'`: this must be one host name or address, without scheme, port, path or wildcard
            "#]],
        );
        accepts(&[
            "{ secrets: { egressProxy: { allowedHosts: ['API.example.', '[::1]', 'fe80::1%eth0', '10.0.0.1', 'bücher.example'] } } }",
        ]);
    }

    #[test]
    fn references_match_their_provider() {
        check(
            "{ secrets: { providers: { v: { source: 'env' } } }, gateway: { auth: { token: { source: 'file', provider: 'v', id: '/a' } } } }",
            &expect![[r#"
                error secret-source-mismatch gateway.auth.token `token`: the secret provider `v` has the source `env`, and this reference asks for `file`: use the same source, or another provider
            "#]],
        );
        check(
            "{ gateway: { auth: { token: { source: 'file', provider: 'v', id: 'a/b' }, password: { source: 'exec', provider: 'v', id: 'a/../b' } } } }",
            &expect![[r#"
                information unknown-secret-provider gateway.auth.token.provider `'v'`: `secrets.providers` has no `v`, so this secret cannot be read: declare it there
                error invalid-format gateway.auth.token.id `'a/b'`: this text is not a valid id of a file secret: write `value` or a JSON pointer such as `/providers/openai/key`
                information unknown-secret-provider gateway.auth.password.provider `'v'`: `secrets.providers` has no `v`, so this secret cannot be read: declare it there
                error invalid-format gateway.auth.password.id `'a/../b'`: this text is not a valid id of an exec secret: write letters, digits and `._:/#-`, without `.` and `..` as parts
            "#]],
        );
        check(
            "{ channels: { discord: { threadBindings: { webhookToken: { source: 'env', provider: 'default', id: 'X' } } } } }",
            &expect![[r#"
                error misplaced-secret-reference channels.discord.threadBindings.webhookToken `webhookToken`: OpenClaw changes this secret itself, so it cannot be a reference: write the text, or a `${VARIABLE}`
            "#]],
        );
        accepts(&[
            "{ gateway: { mode: 'local', auth: { token: { source: 'file', provider: 'nope', id: '/a~1b' } } } }",
            "{ secrets: { providers: { default: { source: 'file', path: '/s' } } }, gateway: { mode: 'local', auth: { token: { source: 'env', provider: 'default', id: 'A' } } } }",
        ]);
    }
}
