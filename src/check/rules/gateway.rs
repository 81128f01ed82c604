//! `gateway`: who reaches it, and how (docs/openclaw/validation.md#gateway).

use super::plain::{is_open, members, text};
use crate::check::{At, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};
use std::collections::HashMap;
use url::{Host, Url};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway", needs: &[], check: tailscale },
    Rule { at: "gateway", needs: &[], check: portal },
    Rule { at: "gateway.portals.ingress.domain", needs: &[], check: domain },
    Rule { at: "gateway.roles", needs: &[], check: roles },
    Rule { at: "gateway.roles.definitions.*.agents[]", needs: &[], check: agent_id },
    Rule { at: "gateway.remote.edgeAuth", needs: &[], check: headers },
];

/// The port of the gateway where none is written.
const PORT: f64 = 18789.0;

/// Headers that the connection itself sets.
const OWNED: [&str; 8] = [
    "host",
    "connection",
    "upgrade",
    "content-length",
    "sec-websocket-key",
    "sec-websocket-version",
    "sec-websocket-protocol",
    "sec-websocket-extensions",
];

fn tailscale(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object() else { return };
    let mode = gateway.get("tailscale").and_then(|part| part.get("mode")).and_then(text);
    let Some(mode) = mode.filter(|mode| matches!(&**mode, "serve" | "funnel")) else { return };
    if let Some(bind) =
        gateway.get("bind").filter(|bind| text(*bind).is_some_and(|bind| !is_local(place, gateway, &bind)))
    {
        let message = format!(
            "with `tailscale.mode: \"{mode}\"` the gateway listens on this machine only: write `loopback`, \
             or `custom` with `customBindHost: \"127.0.0.1\"`"
        );
        found.push(Finding::refused("gateway/tailscale-bind", "unsafe-exposure", bind.range(), message));
    }
    let auth = gateway.get("auth").and_then(|auth| auth.get("mode"));
    if let Some(auth) = auth.filter(|auth| text(*auth).is_some_and(|auth| auth == "none")) {
        let message = format!(
            "`tailscale.mode: \"{mode}\"` lets others reach a gateway without a login: use `token` or `password`"
        );
        found.push(Finding::refused("gateway/tailscale-auth", "unsafe-exposure", auth.range(), message));
    }
}

/// Whether a bind address is on this machine. `custom` needs its host; one that a variable holds is taken as good.
fn is_local(place: &Place<'_>, gateway: Node<'_>, bind: &str) -> bool {
    let host = || match gateway.get("customBindHost") {
        Some(host) => text(host).is_none_or(|host| is_loopback(&host)),
        None => is_open(place, gateway),
    };
    bind == "loopback" || bind == "custom" && host()
}

fn is_loopback(host: &str) -> bool {
    ipv4(trim(host)).is_some_and(|address| address.starts_with("127."))
}

/// The text of an address in its usual form of four numbers.
pub(super) fn ipv4(host: &str) -> Option<String> {
    let address = matches!(Host::parse(host), Ok(Host::Ipv4(address)) if address.to_string() == host);
    address.then(|| host.to_owned())
}

fn portal(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object() else { return };
    let Some(ingress) = gateway.get("portals").and_then(|portals| portals.get("ingress")) else { return };
    let number = |value: Option<Value<'_>>| value.and_then(Value::scalar).and_then(Scalar::as_f64);
    let own =
        number(gateway.get("port")).or((!gateway.has("port") && !is_open(place, gateway)).then_some(PORT));
    if let Some(port) = ingress.get("port").filter(|port| own.is_some() && number(Some(*port)) == own) {
        let message = "the portals need a port of their own: this is the gateway's";
        found.push(Finding::refused("gateway/portal-port", "conflicting-values", port.range(), message));
    }
    if let Some(value) = ingress.get("domain")
        && let Some(domain) = text(value)
        && origins(gateway).any(|origin| is_below(&origin, &domain))
    {
        let message =
            "the portals need a domain of their own: the gateway or its control UI lies below this one";
        found.push(Finding::refused("gateway/portal-domain", "conflicting-values", value.range(), message));
    }
}

/// The origins at which the gateway is reached.
fn origins(gateway: Node<'_>) -> impl Iterator<Item = String> {
    let allowed = gateway.get("controlUi").and_then(|part| part.get("allowedOrigins")).and_then(Value::array);
    let allowed = allowed.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    gateway.get("publicOrigin").into_iter().chain(allowed).filter_map(|value| Some(text(value)?.into_owned()))
}

fn is_below(origin: &str, domain: &str) -> bool {
    let Some(host) = Url::parse(origin).ok().and_then(|url| url.host_str().map(str::to_ascii_lowercase))
    else {
        return false;
    };
    let domain = domain.to_lowercase();
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

fn domain(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|domain| !is_domain(&domain)) {
        let message =
            "this must be a domain such as `portals.example`, without scheme, port, path or wildcard";
        found.push(Finding::refused("gateway/domain", "invalid-host", place.value.range(), message));
    }
}

/// A dotted name of labels, with room for one more label before it, and no address.
fn is_domain(domain: &str) -> bool {
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let label = |label: &str| {
        let (first, last) = (label.bytes().next(), label.bytes().last());
        let inside = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        label.len() <= 63 && inside && edge(first) && edge(last)
    };
    let whole = format!("portal.{}", domain.to_ascii_lowercase());
    let same = Url::parse(&format!("https://{whole}")).is_ok_and(|url| url.host_str() == Some(&whole));
    domain.len() <= 220
        && domain.contains('.')
        && ipv4(domain).is_none()
        && domain.split('.').all(label)
        && same
}

fn roles(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(roles) = place.object() else { return };
    let Some(value) = roles.get("definitions") else { return };
    let Some(definitions) = value.object().filter(|node| !is_open(place, *node)) else { return };
    if definitions.count() == 0 {
        let message = "no role is defined: define at least one, or remove `roles`";
        found.push(Finding::refused("gateway/roles", "invalid-count", value.range(), message).on_owner());
    }
    let Some(default) = roles.get("default") else { return };
    let Some(name) = text(default) else { return };
    // Names are trimmed on both sides before they are compared.
    let name = trim(&name);
    let names = definitions.entries().filter_map(Entry::key);
    let names: Vec<String> = names.map(|key| trim(&key).to_owned()).collect();
    if !definitions.has(name) && !names.iter().any(|key| key == name) {
        let meant = crate::text::nearest::nearest(name, names.iter().map(String::as_str));
        let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        let message = format!("`definitions` has no role `{name}`: use one that it has{hint}");
        found.push(Finding::refused("gateway/roles", "unknown-role", default.range(), message).meant(meant));
    }
}

fn agent_id(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|id| !is_agent_id(trim(&id))) {
        let message = "this is not an agent id: use letters, digits, `_` and `-`, at most 64, beginning with a letter or digit";
        found.push(
            Finding::refused("gateway/agent_id", "invalid-agent-id", place.value.range(), message)
                .at(At::Parent),
        );
    }
}

fn is_agent_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    id.len() <= 64
        && id.bytes().next().is_some_and(plain)
        && id.bytes().all(|byte| plain(byte) || matches!(byte, b'_' | b'-'))
}

fn headers(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object().filter(|node| !is_open(place, *node)) else { return };
    if node.count() == 0 {
        let message = "no header is given: write at least one, or remove `edgeAuth`";
        return found.push(
            Finding::refused("gateway/headers", "invalid-count", place.value.range(), message).on_owner(),
        );
    }
    let mut seen: HashMap<String, String> = HashMap::new();
    for entry in members(node) {
        let Some((token, key)) = entry.key_token().zip(entry.key()) else { continue };
        let message = if !is_token(&key) {
            format!("`{key}` cannot be the name of a header: use letters, digits and `-`")
        } else if OWNED.contains(&&*key.to_ascii_lowercase()) {
            format!("the connection itself sets `{key}`: remove it")
        } else {
            match seen.insert(key.to_ascii_lowercase(), key.to_string()) {
                Some(other) if other != key => format!("`{key}` and `{other}` are the same header: keep one"),
                _ => continue,
            }
        };
        let finding = Finding::refused("gateway/headers-name", "invalid-key-name", token.range, message);
        // OpenClaw takes an empty name for none when it reports.
        found.push(if key.is_empty() { finding.at(At::Parent) } else { finding });
    }
}

/// A token of HTTP (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn tailscale_needs_loopback_and_auth() {
        check(
            "{ gateway: { bind: 'lan', auth: { mode: 'none' }, tailscale: { mode: 'serve' } } }",
            &expect![[r#"
                error unsafe-exposure gateway.bind `'lan'`: with `tailscale.mode: "serve"` the gateway listens on this machine only: write `loopback`, or `custom` with `customBindHost: "127.0.0.1"`
                error unsafe-exposure gateway.auth.mode `'none'`: `tailscale.mode: "serve"` lets others reach a gateway without a login: use `token` or `password`
            "#]],
        );
        accepts(&[
            "{ gateway: { mode: 'local', bind: 'custom', customBindHost: '127.0.0.1', tailscale: { mode: 'serve' } } }",
            "{ gateway: { mode: 'local', bind: 'lan', auth: { mode: 'token' }, tailscale: { mode: 'off' } } }",
        ]);
    }

    #[test]
    fn portals_have_a_place_of_their_own() {
        check(
            "{ gateway: { publicOrigin: 'https://a.b.example', portals: { ingress: { domain: 'b.example', port: 18789 } } } }",
            &expect![[r#"
                error conflicting-values gateway.portals.ingress.domain `'b.example'`: the portals need a domain of their own: the gateway or its control UI lies below this one
                error conflicting-values gateway.portals.ingress.port `18789`: the portals need a port of their own: this is the gateway's
            "#]],
        );
        check(
            "{ gateway: { portals: { ingress: { domain: '*.example', port: 1 } } } }",
            &expect![[r#"
            error invalid-host gateway.portals.ingress.domain `'*.example'`: this must be a domain such as `portals.example`, without scheme, port, path or wildcard
        "#]],
        );
        accepts(&[
            "{ gateway: { mode: 'local', publicOrigin: 'https://b.example', portals: { ingress: { domain: 'p.example', port: 1 } } } }",
        ]);
    }

    #[test]
    fn roles_and_headers() {
        let role = "{ sessions: { others: 'none' }, agents: ['a b'], scopes: [] }";
        check(
            &format!("{{ gateway: {{ roles: {{ default: 'admn', definitions: {{ admin: {role} }} }} }} }}"),
            &expect![[r#"
                error unknown-role gateway.roles.default `'admn'`: `definitions` has no role `admn`: use one that it has; did you mean `admin`?
                error invalid-agent-id gateway.roles.definitions.admin.agents `'a b'`: this is not an agent id: use letters, digits, `_` and `-`, at most 64, beginning with a letter or digit
            "#]],
        );
        check(
            "{ gateway: { remote: { edgeAuth: { Host: 'x', 'a b': 'y', 'X-A': 'z', 'x-a': 'z' } } } }",
            &expect![[r#"
                error invalid-key-name gateway.remote.edgeAuth.Host `Host`: the connection itself sets `Host`: remove it
                error invalid-key-name gateway.remote.edgeAuth.a b `'a b'`: `a b` cannot be the name of a header: use letters, digits and `-`
                error invalid-key-name gateway.remote.edgeAuth.x-a `'x-a'`: `x-a` and `X-A` are the same header: keep one
            "#]],
        );
        accepts(&["{ gateway: { mode: 'local', remote: { edgeAuth: { 'CF-Access-Client-Id': 'x' } } } }"]);
    }
}
