//! What ends the gateway at once though the configuration is valid (docs/openclaw/starting.md). A setting of the environment or a flag
//! may take the place of some keys: where one could, it is only told.

use super::gateway::ipv4;
use super::plain::{is_true, text};
use crate::check::{At, Fact, Facts, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway", needs: &[Fact::Environment], check: gateway },
    Rule { at: "gateway.mode", needs: &[], check: client },
    Rule { at: "hooks", needs: &[], check: hooks },
];

const CODE: &str = "unstartable-gateway";

/// Texts that stand for no secret: what empty variables become, and examples of the documentation.
const NO_SECRET: [&str; 6] = [
    "",
    "undefined",
    "null",
    "change-me-to-a-long-random-token",
    "change-me-now",
    "change-me-to-a-strong-password",
];

/// Whether a variable is set for the gateway, as far as is seen from here.
pub(super) fn has_variable(facts: &Facts<'_>, name: &str) -> bool {
    let names = &facts.world.options.env_names;
    names.iter().any(|known| known == name)
        || facts.get(&["env", "vars", name]).is_some()
        || facts.is_open(&["env", "vars"])
}

fn is_judged(place: &Place<'_>, section: Node<'_>) -> bool {
    place.is_whole(section) && !place.facts.world.reader().is_old() && !place.facts.is_open(&[])
}

fn warning(value: Value<'_>, message: impl Into<String>) -> Finding {
    Finding::warning(CODE, value.range(), message)
}

fn object<'t>(section: Node<'t>, key: &str) -> Option<Node<'t>> {
    section.get(key)?.object()
}

/// How the gateway asks who is there. What is not written here may come from the environment.
struct Auth<'t> {
    section: Option<Node<'t>>,
    mode: Option<String>,
}

impl<'t> Auth<'t> {
    fn of(gateway: Node<'t>) -> Self {
        let section = object(gateway, "auth");
        Self {
            section,
            mode: section.and_then(|auth| text(auth.get("mode")?)).map(|mode| trim(&mode).to_owned()),
        }
    }

    fn get(&self, key: &str) -> Option<Value<'t>> {
        self.section.and_then(|auth| auth.get(key))
    }

    /// Whether something is written for a secret that is not blank; a reference and a variable count.
    fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.as_str().is_none_or(|text| !trim(&text).is_empty()))
    }

    /// The mode that counts: a password alone makes it `password`.
    fn effective(&self) -> &str {
        match &self.mode {
            Some(mode) => mode,
            None if self.has("password") && !self.has("token") => "password",
            None => "token",
        }
    }
}

fn gateway(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object().filter(|gateway| is_judged(place, *gateway)) else { return };
    let auth = Auth::of(gateway);
    if auth.section.is_some_and(|auth| !place.is_whole(auth)) {
        return;
    }
    let variable = |name: &str| has_variable(place.facts, name);
    found.extend(no_mode(place, gateway));
    found.extend(secrets(&auth, &variable));
    found.extend(proxy(gateway, &auth));
    found.extend(funnel(gateway, &auth, &variable));
    found.extend(bind(gateway, &auth, &variable));
    found.extend(tls(gateway));
}

/// Without `mode` the gateway takes the file for a damaged one, unless a flag tells it to go on.
fn no_mode(place: &Place<'_>, gateway: Node<'_>) -> Option<Finding> {
    if gateway.has("mode") {
        return None;
    }
    let message = "the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: \"local\"`";
    let finding = Finding::warning(CODE, place.value.range(), message).on_owner();
    Some(finding.at(At::Below("mode".to_owned())))
}

fn client(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|mode| mode == "remote") && !place.facts.world.reader().is_old() {
        let message = "with `remote` this file is for commands that ask another machine: no gateway starts with it here";
        found.push(Finding::information(CODE, place.value.range(), message));
    }
}

fn secrets(auth: &Auth<'_>, variable: &dyn Fn(&str) -> bool) -> Option<Finding> {
    let section = auth.section?;
    if auth.mode.is_none() && auth.has("token") && auth.has("password") {
        let message = "the gateway does not start with both a token and a password and no `mode`: write which one counts";
        let whole = Value::Node(section);
        return Some(warning(whole, message).on_owner().at(At::Below("mode".to_owned())));
    }
    let (key, name) = match auth.effective() {
        "password" => ("password", "OPENCLAW_GATEWAY_PASSWORD"),
        "token" => ("token", "OPENCLAW_GATEWAY_TOKEN"),
        _ => return None,
    };
    if variable(name) {
        return None;
    }
    if key == "password" && !auth.has("password") {
        let message = format!(
            "the gateway does not start: `password` needs one, and there is none here; write it, or set `{name}` for it"
        );
        return Some(warning(auth.get("mode")?, message));
    }
    let value = auth.get(key)?;
    let is_none = text(value).is_some_and(|text| NO_SECRET.contains(&trim(&text)));
    let message = format!(
        "this is not a usable {key}, and the gateway does not start with it: it is blank, a placeholder or an example; write a random one"
    );
    is_none.then(|| warning(value, message))
}

fn proxy(gateway: Node<'_>, auth: &Auth<'_>) -> Option<Finding> {
    let mode = auth.get("mode").filter(|_| auth.effective() == "trusted-proxy")?;
    let settings = auth.get("trustedProxy").and_then(Value::object);
    let header = settings.and_then(|settings| settings.get("userHeader"));
    let list = gateway.get("trustedProxies").and_then(Value::array);
    let is_include = settings.is_some_and(|settings| settings.has("$include"));
    let told = |message: &str| Some(warning(mode, message));
    if settings.is_none() {
        return told(
            "the gateway does not start: `trusted-proxy` needs `trustedProxy` beside it, with the header that carries the user",
        );
    }
    if !is_include && header.is_none_or(|header| header.as_str().is_some_and(|text| trim(&text).is_empty())) {
        return told(
            "the gateway does not start: `trustedProxy.userHeader` must name the header that carries the user",
        );
    }
    if let Some(token) = auth.get("token").filter(|_| auth.has("token")) {
        return Some(warning(
            token,
            "the gateway does not start: a token and `trusted-proxy` exclude each other, remove the token",
        ));
    }
    if list.is_none_or(|list| list.count() == 0) {
        return told(
            "the gateway does not start: `gateway.trustedProxies` must contain the address of the proxy",
        );
    }
    None
}

fn funnel(gateway: Node<'_>, auth: &Auth<'_>, variable: &dyn Fn(&str) -> bool) -> Option<Finding> {
    let mode = object(gateway, "tailscale")?.get("mode")?;
    let is_funnel = text(mode).is_some_and(|mode| mode == "funnel");
    // What a mode of `none` leads to is refused, which another rule says.
    let is_other = matches!(auth.effective(), "token" | "trusted-proxy")
        && (auth.mode.is_some() || !variable("OPENCLAW_GATEWAY_PASSWORD"));
    let message = "the gateway does not start: `funnel` opens it to the internet, and needs `auth.mode: \"password\"` with a password";
    (is_funnel && is_other).then(|| warning(mode, message))
}

fn tls(gateway: Node<'_>) -> Option<Finding> {
    let tls = object(gateway, "tls").filter(|tls| is_true(*tls, "enabled") && !tls.has("$include"))?;
    let generated = tls.get("autoGenerate").and_then(Value::scalar).and_then(Scalar::as_bool);
    let is_missing = ["certPath", "keyPath"].iter().any(|key| !tls.has(key));
    let message = "the gateway does not start: without `autoGenerate` it needs `certPath` and `keyPath`";
    (generated == Some(false) && is_missing).then(|| warning(Value::Node(tls), message).on_owner())
}

fn bind(gateway: Node<'_>, auth: &Auth<'_>, variable: &dyn Fn(&str) -> bool) -> Option<Finding> {
    let value = gateway.get("bind")?;
    let name = text(value)?;
    let name = trim(&name);
    let host = gateway.get("customBindHost");
    if name == "custom" {
        let Some(host) = host else {
            return Some(warning(
                value,
                "the gateway does not start: `custom` needs `customBindHost` beside it",
            ));
        };
        let written = text(host)?;
        let Some(address) = ipv4(trim(&written)) else {
            return Some(warning(
                host,
                "the gateway does not start: `customBindHost` must be an IPv4 address of this machine",
            ));
        };
        if address.starts_with("127.") {
            return None;
        }
    }
    if !matches!(name, "lan" | "custom" | "auto") {
        return None;
    }
    if auth.mode.as_deref() == Some("none") {
        let message = format!(
            "the gateway does not start: with `bind: \"{name}\"` others reach it, and `auth.mode: \"none\"` asks for no login"
        );
        return Some(warning(value, message));
    }
    let is_set = ["OPENCLAW_GATEWAY_TOKEN", "OPENCLAW_GATEWAY_PASSWORD"].iter().any(|name| variable(name));
    let is_asked = is_set || auth.has("token") || auth.has("password") || auth.effective() == "trusted-proxy";
    let message = format!(
        "with `bind: \"{name}\"` others reach the gateway, which starts only with a token or password: write one in `gateway.auth`, or set `OPENCLAW_GATEWAY_TOKEN` for it"
    );
    (!is_asked).then(|| Finding::information(CODE, value.range(), message))
}

/// Hooks that are on and cannot be.
fn hooks(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(hooks) = place.object().filter(|hooks| is_judged(place, *hooks) && is_true(*hooks, "enabled"))
    else {
        return;
    };
    let is_blank = |value: Value<'_>| value.as_str().is_some_and(|text| trim(&text).is_empty());
    if hooks.get("token").is_none_or(is_blank) {
        let message = "the gateway does not start: hooks that are on need a `token`";
        found.extend(hooks.get("enabled").map(|enabled| warning(enabled, message)));
    }
    if let Some(path) = hooks.get("path").filter(|path| text(*path).is_some_and(|path| is_root(trim(&path))))
    {
        found.push(warning(
            path,
            "the gateway does not start: hooks need a path of their own, such as `/hooks`",
        ));
    }
    found.extend(sessions(hooks));
}

fn is_root(path: &str) -> bool {
    !path.is_empty() && path.bytes().all(|byte| byte == b'/')
}

/// A session that hooks may use has to begin as one of the prefixes does.
fn sessions(hooks: Node<'_>) -> Option<Finding> {
    let prefixes = hooks.get("allowedSessionKeyPrefixes").and_then(Value::array)?;
    let words: Option<Vec<String>> = prefixes
        .entries()
        .filter_map(Entry::value)
        .map(|value| Some(trim(&text(value)?).to_lowercase()))
        .collect();
    let words: Vec<String> = words?.into_iter().filter(|word| !word.is_empty()).collect();
    let takes = |key: &str| {
        words.is_empty() || words.iter().any(|word| key.to_lowercase().starts_with(word.as_str()))
    };
    match hooks.get("defaultSessionKey").map(|value| (value, text(value))) {
        Some((value, Some(key))) if !trim(&key).is_empty() => (!takes(trim(&key))).then(|| {
            warning(
                value,
                "the gateway does not start: this key has none of the prefixes in `allowedSessionKeyPrefixes`",
            )
        }),
        Some((_, None)) => None,
        _ => (!takes("hook:example")).then(|| {
            let message =
                "the gateway does not start: without `defaultSessionKey` the prefixes must allow `hook:`";
            warning(Value::Node(prefixes), message).on_owner()
        }),
    }
}
