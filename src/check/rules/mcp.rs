//! `mcp.servers` and `nodeHost.mcp.servers` (docs/openclaw/validation.md#mcp).

use super::plain::{has_text, is_open, member_text};
use crate::check::{At, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "{,nodeHost.}mcp.servers", needs: &[], check: reserved },
    Rule { at: "nodeHost.mcp.servers.*", needs: &[], check: name },
    Rule { at: "{,nodeHost.}mcp.servers.*.*", needs: &[], check: foreign },
    Rule { at: "{,nodeHost.}mcp.servers.*", needs: &[], check: server },
];

/// Keys of other programs, with OpenClaw's own.
const FOREIGN: [(&str, &str); 8] = [
    ("connectTimeout", "connectionTimeoutMs"),
    ("connect_timeout", "connectionTimeoutMs"),
    ("timeout", "requestTimeoutMs"),
    ("workingDirectory", "cwd"),
    ("supports_parallel_tool_calls", "supportsParallelToolCalls"),
    ("ssl_verify", "sslVerify"),
    ("client_cert", "clientCert"),
    ("client_key", "clientKey"),
];

fn reserved(place: &Place<'_>, found: &mut Vec<Finding>) {
    found.extend(place.object().and_then(reserved_name));
}

/// The name that no server may have. OpenClaw looks for it in the text of the main configuration only, before anything is
/// included.
pub fn reserved_name(servers: Node<'_>) -> Option<Finding> {
    let token = servers.member("__proto__").and_then(Entry::key_token)?;
    let message = "no server can be called `__proto__`: rename it";
    Some(Finding::refused("mcp/reserved", "invalid-key-name", token.range, message))
}

fn name(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    if let Some(token) = place.entry.key_token().filter(|_| key.is_empty() || trim(&key) != key) {
        let message = "the name of a server must not be empty, nor begin or end with a space: rename it";
        found.push(Finding::refused("mcp/node-name", "invalid-key-name", token.range, message));
    }
}

fn foreign(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let Some(token) = place.entry.key_token() else { return };
    if let Some((_, own)) = FOREIGN.iter().find(|(foreign, _)| *foreign == key) {
        let message = format!("OpenClaw does not accept `{key}` here: write `{own}`");
        let finding = Finding::refused("mcp/foreign-timeout", "foreign-mcp-key", token.range, message);
        found.push(finding.at(At::Parent).meant(Some(*own)));
    } else if key == "disabled" {
        let message = "OpenClaw does not accept `disabled` here: write `enabled` with the opposite value";
        found.push(Finding::refused("mcp/foreign-disabled", "foreign-mcp-key", token.range, message));
    }
}

fn server(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(server) = place.object() else { return };
    let transport = member_text(server, "transport");
    if let Some(value) = server.get("transport").filter(|_| transport.as_deref() == Some("stdio"))
        && !has_text(server, "command")
        && !is_open(place, server)
    {
        let message = "`stdio` starts a program, and `command` does not say which: add it";
        found.push(Finding::refused("mcp/server-stdio", "missing-required", value.range(), message));
    }
    if let Some(oauth) = server.get("oauth").and_then(Value::object)
        && member_text(oauth, "identity").is_some_and(|identity| identity == "per-requester")
    {
        per_requester(place, server, oauth, found);
    }
}

/// Each person signs in alone: that needs a server on the web that asks for it.
fn per_requester(place: &Place<'_>, server: Node<'_>, oauth: Node<'_>, found: &mut Vec<Finding>) {
    let Some(identity) = oauth.get("identity").map(Value::range) else { return };
    let rule = "mcp/per-requester-auth";
    let mut report =
        |range, message: &str| found.push(Finding::refused(rule, "conflicting-keys", range, message));
    if !server.has("auth") && !is_open(place, server) {
        report(identity, "`per-requester` needs `auth: \"oauth\"` beside `oauth`: add it");
    }
    if let Some(profile) = oauth.get("authProfileId").filter(|_| has_text(oauth, "authProfileId")) {
        report(
            profile.range(),
            "`authProfileId` is one account for everybody, which contradicts `per-requester`: remove it",
        );
    }
    let url = server.get("url").and_then(Value::as_str).is_some_and(|url| !url.is_empty());
    if !url && !is_open(place, server) {
        report(identity, "`per-requester` needs a remote server: add its `url`");
    }
    let stdio = member_text(server, "transport").is_some_and(|transport| transport == "stdio");
    if server.has("command") || stdio {
        report(identity, "`per-requester` needs a remote server: remove `command` and the transport `stdio`");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn names_and_keys() {
        check(
            "{ mcp: { servers: { a: { command: 'x', timeout: 3, disabled: true }, __proto__: {} } } }",
            &expect![[r#"
                error legacy-ttl-key mcp.servers.a `timeout`: `timeout` is retired: it is now `requestTimeoutMs`, in milliseconds
                error foreign-mcp-key mcp.servers.a.disabled `disabled`: OpenClaw does not accept `disabled` here: write `enabled` with the opposite value
                error invalid-key-name mcp.servers.__proto__ `__proto__`: no server can be called `__proto__`: rename it
            "#]],
        );
        check(
            "{ nodeHost: { mcp: { servers: { ' a': { command: 'x' } } } } }",
            &expect![[r#"
            error invalid-key-name nodeHost.mcp.servers. a `' a'`: the name of a server must not be empty, nor begin or end with a space: rename it
        "#]],
        );
        accepts(&["{ mcp: { servers: { ' a': { command: 'x', type: 'http' } } } }"]);
    }

    #[test]
    fn transports_and_identities() {
        check(
            "{ mcp: { servers: { a: { transport: 'stdio', command: ' ' } } } }",
            &expect![[r#"
            error missing-required mcp.servers.a.transport `'stdio'`: `stdio` starts a program, and `command` does not say which: add it
        "#]],
        );
        check(
            "{ mcp: { servers: { a: { command: 'x', oauth: { identity: 'per-requester', authProfileId: 'p' } } } } }",
            &expect![[r#"
                error conflicting-keys mcp.servers.a.oauth.identity `'per-requester'`: `per-requester` needs `auth: "oauth"` beside `oauth`: add it
                error conflicting-keys mcp.servers.a.oauth.identity `'per-requester'`: `per-requester` needs a remote server: add its `url`
                error conflicting-keys mcp.servers.a.oauth.identity `'per-requester'`: `per-requester` needs a remote server: remove `command` and the transport `stdio`
                error conflicting-keys mcp.servers.a.oauth.authProfileId `'p'`: `authProfileId` is one account for everybody, which contradicts `per-requester`: remove it
            "#]],
        );
        accepts(&[
            "{ mcp: { servers: { a: { url: 'https://h/x', auth: 'oauth', oauth: { identity: 'per-requester' } } } } }",
        ]);
    }
}
