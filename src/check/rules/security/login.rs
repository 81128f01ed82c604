//! The login of the gateway: whether it asks for anything, and how good its secret is (docs/openclaw/security.md#the-login-of-the-gateway).

use super::advice::{advise, advise_as, bind, critical_if, is_exposed, risk, tailscale};
use crate::check::rules::start::has_variable;
use crate::check::{At, Fact, Facts, Finding, Place, Risk, Rule};
use crate::config::placeholder::placeholders;
use crate::schema::format::trim;
use crate::syntax::{Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "", needs: &[Fact::Gateway, Fact::Access, Fact::Environment], check: asks_nothing },
    Rule { at: "gateway", needs: &[Fact::Access, Fact::Environment], check: secret },
    Rule { at: "gateway", needs: &[Fact::Access], check: rate_limit },
];

/// The least length that OpenClaw's audit asks of a secret, in UTF-16 code units.
const LEAST: usize = 24;

/// Texts that stand for no secret.
const NO_SECRET: [&str; 3] = ["", "undefined", "null"];

/// A secret as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Secret {
    /// Not at all, or blank.
    Missing,
    /// By a reference, or with a variable.
    Elsewhere,
    /// As text, without blanks around it.
    Text(String),
}

impl Secret {
    pub(super) fn of(value: Option<Value<'_>>) -> Self {
        match value {
            None => Self::Missing,
            Some(value) => match value.as_str() {
                None => Self::Elsewhere,
                Some(text) if !placeholders(&text).is_empty() || is_reference(trim(&text)) => Self::Elsewhere,
                Some(text) if trim(&text).is_empty() => Self::Missing,
                Some(text) => Self::Text(trim(&text).to_owned()),
            },
        }
    }

    /// Whether anything is written.
    fn is_there(&self) -> bool {
        *self != Self::Missing
    }
}

/// Whether a text is a reference in its short form, `$NAME` (docs/openclaw/secrets.md#references).
fn is_reference(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text.strip_prefix('$').is_some_and(is_name)
}

/// The login that counts. What is not written may come from the environment or from `gateway.remote`.
pub(super) struct Login<'t> {
    /// `gateway.auth`.
    pub(super) section: Option<Node<'t>>,
    /// The mode as written.
    written: Option<String>,
    /// The secrets of the gateway, then those of `gateway.remote`.
    secrets: [[Secret; 2]; 2],
    variables: [bool; 2],
}

/// The places of the secrets in a pair.
const TOKEN: usize = 0;
const PASSWORD: usize = 1;

impl<'t> Login<'t> {
    /// Reads the login. What is reported has to stand in `gateway`, the section as the rule sees it.
    pub(super) fn of(facts: &Facts<'_>, gateway: Option<Node<'t>>) -> Self {
        let section = gateway.and_then(|gateway| gateway.get("auth")?.object());
        let remote = facts.object(&["gateway", "remote"]);
        let pair = |node: Option<Node<'_>>| {
            ["token", "password"].map(|key| Secret::of(node.and_then(|node| node.get(key))))
        };
        let mode = section.and_then(|auth| auth.get("mode")).and_then(Value::as_str);
        let variables =
            ["OPENCLAW_GATEWAY_TOKEN", "OPENCLAW_GATEWAY_PASSWORD"].map(|name| has_variable(facts, name));
        let secrets = [pair(section), pair(remote)];
        Self { section, written: mode.map(|mode| trim(&mode).to_owned()), secrets, variables }
    }

    fn has(&self, kind: usize) -> bool {
        self.secrets.iter().any(|pair| pair[kind].is_there()) || self.variables[kind]
    }

    /// The mode that counts: a password makes it `password` where none is written.
    pub(super) fn mode(&self) -> &str {
        match &self.written {
            Some(mode) => mode,
            None if self.has(PASSWORD) => "password",
            None => "token",
        }
    }

    /// Whether the mode is written, and is this one.
    pub(super) fn says(&self, mode: &str) -> bool {
        self.written.as_deref() == Some(mode)
    }

    /// Whether whoever comes is asked for anything, as OpenClaw's audit sees it.
    fn asks(&self, tailscale: &str) -> bool {
        let both = || self.has(TOKEN) || self.has(PASSWORD);
        match self.written.as_deref() {
            Some("token") => self.has(TOKEN),
            Some("password") => self.has(PASSWORD),
            Some("trusted-proxy") => true,
            Some("none") => false,
            _ => both() || tailscale == "serve" && self.allows_tailscale(tailscale),
        }
    }

    fn allows_tailscale(&self, tailscale: &str) -> bool {
        let said = self.section.and_then(|auth| auth.get("allowTailscale")).and_then(Value::scalar);
        let usual = tailscale == "serve" && !matches!(self.mode(), "password" | "trusted-proxy");
        said.and_then(Scalar::as_bool).unwrap_or(usual)
    }

    /// Whether the HTTP interfaces ask for a secret.
    fn asks_over_http(&self) -> bool {
        match self.mode() {
            "token" => self.has(TOKEN),
            "password" => self.has(PASSWORD),
            mode => mode == "trusted-proxy",
        }
    }

    /// The text of the secret that counts; the place where it stands in the gateway's own section, if it stands there.
    fn secret(&self) -> Option<(&'static str, String, Option<Value<'t>>)> {
        let (kind, key) = match self.mode() {
            "token" => (TOKEN, "token"),
            "password" => (PASSWORD, "password"),
            _ => return None,
        };
        let own = self.section.and_then(|auth| auth.get(key));
        match (&self.secrets[0][kind], &self.secrets[1][kind]) {
            (Secret::Text(text), _) => Some((key, text.clone(), own)),
            (Secret::Missing, _) if self.variables[kind] => None,
            (Secret::Missing, Secret::Text(text)) => Some((key, text.clone(), None)),
            (Secret::Missing, Secret::Missing) if own.is_some() => Some((key, String::new(), own)),
            _ => None,
        }
    }

    /// The text that a token of something else must not be: that of the secret in use, as it is written.
    pub(super) fn shared_secret(&self, facts: &Facts<'_>) -> Option<String> {
        let key = match self.mode() {
            "token" => "token",
            "password" | "trusted-proxy" => "password",
            _ => return None,
        };
        let written =
            |section: &str| Some(trim(&facts.get(&["gateway", section, key])?.as_str()?).to_owned());
        let is_filled = |text: &String| !text.is_empty();
        written("auth").filter(is_filled).or_else(|| written("remote").filter(is_filled))
    }
}

/// The control UI is on unless it is switched off.
pub(super) fn has_control_ui(facts: &Facts<'_>) -> bool {
    let enabled = facts.get(&["gateway", "controlUi", "enabled"]).and_then(Value::scalar);
    enabled.and_then(Scalar::as_bool) != Some(false)
}

const NO_LOGIN: &str = "security-no-login";

fn asks_nothing(place: &Place<'_>, found: &mut Vec<Finding>) {
    let facts = place.facts;
    let is_open = facts.is_open(&["gateway", "auth"]);
    let Some(root) = place.object().filter(|root| place.is_whole(*root) && !is_open) else { return };
    let gateway = root.get("gateway").and_then(Value::object);
    let login = Login::of(facts, gateway);
    let (bind, tailscale) = (bind(facts), tailscale(facts));
    let is_local = bind == "loopback";
    let mode = login.section.and_then(|auth| auth.get("mode"));
    let at = mode.or(gateway.map(Value::Node)).unwrap_or(place.value);
    let path = if gateway.is_some() { "auth" } else { "gateway.auth" };
    let mut finding = risk(NO_LOGIN, at, words(&login, is_local));
    if mode.is_none() {
        finding = finding.on_owner().at(At::Below(path.to_owned()));
    }
    if !login.asks(&tailscale) && !is_local {
        finding = finding.answering("gateway.bind_no_auth", Risk::Critical);
    }
    if !login.asks(&tailscale) && is_local && has_control_ui(facts) {
        finding = finding.answering("gateway.loopback_no_auth", Risk::Critical);
    }
    if !login.asks_over_http() {
        finding = finding.answering("gateway.http.no_auth", critical_if(is_exposed(facts)));
    }
    if finding.answers.is_empty() {
        return;
    }
    // Without a token the gateway makes one, and beyond this machine it does not start: another rule says so.
    if !is_local {
        advise(place, found, finding.silent());
    } else if login.says("none") {
        advise(place, found, finding);
    } else {
        advise_as(place, found, finding, Risk::Warn);
    }
}

fn words(login: &Login<'_>, is_local: bool) -> &'static str {
    if !is_local || login.says("none") {
        "the gateway asks for no login: whoever reaches it can use all that your agents can; use `token`"
    } else {
        "no token or password is set: the gateway makes up a token when it starts; for one that lasts, set `gateway.auth.token`"
    }
}

fn secret(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some((key, text, value)) = Login::of(place.facts, place.object()).secret() else { return };
    let at = value.unwrap_or(place.value);
    if NO_SECRET.contains(&&*text) {
        let finding =
            risk(NO_LOGIN, at, "").answering(format!("gateway.{key}_placeholder_value"), Risk::Critical);
        advise(place, found, finding.silent());
    } else if text.encode_utf16().count() < LEAST {
        let message =
            format!("this {key} is short enough to be guessed: use at least {LEAST} random characters");
        let finding = risk("security-weak-secret", at, message);
        let finding = if value.is_none() { finding.on_owner() } else { finding };
        advise(place, found, finding.answering(format!("gateway.{key}_too_short"), Risk::Warn));
    }
}

fn rate_limit(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object().filter(|gateway| place.is_whole(*gateway)) else { return };
    let login = Login::of(place.facts, Some(gateway));
    let has_limit = login.section.is_some_and(|auth| auth.has("rateLimit") || auth.has("$include"));
    let Some(value) = gateway.get("bind").filter(|_| bind(place.facts) != "loopback") else { return };
    if !has_limit && login.mode() != "trusted-proxy" {
        let message =
            "others reach the gateway, and may try passwords as often as they like: set `auth.rateLimit`";
        let finding = risk("security-no-rate-limit", value, message);
        advise(place, found, finding.answering("gateway.auth_no_rate_limit", Risk::Warn));
    }
}
