//! From which pages browsers may use the control UI (docs/openclaw/security.md#origins).

use super::login::has_control_ui;
use super::{advise, bind, critical_if, risk, texts};
use crate::check::rules::plain::is_true;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::placeholder::placeholders;
use crate::syntax::{Node, Value};
use url::Url;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway", needs: &[Fact::Access], check: control_ui },
    Rule { at: "gateway.controlUi.allowedOrigins[]", needs: &[Fact::Access], check: form },
];

const OPEN: &str = "security-open-origin";

fn control_ui(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object() else { return };
    let ui = gateway.get("controlUi").and_then(Value::object);
    let list = ui.and_then(|ui| ui.get("allowedOrigins"));
    let origins: Vec<(Value<'_>, String)> = texts(list).filter(|(_, text)| !text.is_empty()).collect();
    let is_exposed = bind(place.facts) != "loopback";
    let fallback = ui.filter(|ui| is_true(*ui, "dangerouslyAllowHostHeaderOriginFallback"));
    let has_unknown = list.and_then(Value::array).is_some_and(|list| list.count() > origins.len() && any_variable(list));
    let is_whole = place.is_whole(gateway) && ui.is_none_or(|ui| place.is_whole(ui)) && !has_unknown;
    if is_exposed && is_whole && origins.is_empty() && fallback.is_none() && has_control_ui(place.facts) {
        let bind = gateway.get("bind").unwrap_or(place.value);
        let message = "others reach the gateway, and no page is named that may use its control UI: write its address into `controlUi.allowedOrigins`, such as `https://gateway.example`";
        let finding = risk(OPEN, bind, message);
        advise(place, found, finding.answering("gateway.control_ui.allowed_origins_required", Risk::Critical));
    }
    for (value, _) in origins.iter().filter(|(_, text)| text == "*") {
        let message = "any page that you open in a browser can use the gateway as you can: name the addresses of your own pages";
        let finding = risk(OPEN, *value, message);
        let check = "gateway.control_ui.allowed_origins_wildcard";
        advise(place, found, finding.answering(check, critical_if(is_exposed)));
    }
    if let Some(value) = fallback.and_then(|ui| ui.get("dangerouslyAllowHostHeaderOriginFallback")) {
        let message = "pages are let in by the name of the host that they say themselves: remove this, and name them in `allowedOrigins`";
        let finding = risk(OPEN, value, message)
            .answering("gateway.control_ui.host_header_origin_fallback", critical_if(is_exposed))
            .answering("config.insecure_or_dangerous_flags", Risk::Warn);
        advise(place, found, finding);
    }
}

fn any_variable(list: Node<'_>) -> bool {
    let texts = list.entries().filter_map(|entry| entry.value()?.as_str());
    texts.into_iter().any(|text| !placeholders(&text).is_empty())
}

/// An origin is compared as a whole: one with a path, or without a scheme, lets no page in.
fn form(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    let origin = text.trim();
    if origin.is_empty() || origin == "*" || origin == "null" || is_origin(origin) {
        return;
    }
    let message = match Url::parse(origin).ok().filter(|url| url.has_host()).map(|url| url.origin().ascii_serialization()) {
        Some(meant) if meant != "null" => {
            format!("no page has this origin, so it lets none in: an origin ends after the port, write `{meant}`")
        }
        _ => "no page has this origin, so it lets none in: write scheme and host, such as `https://gateway.example`".to_owned(),
    };
    advise(place, found, risk("security-invalid-origin", place.value, message));
}

/// Whether a text is an origin as browsers send it, with a slash at its end perhaps.
fn is_origin(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let plain = url.username().is_empty() && url.query().is_none() && url.fragment().is_none();
    url.has_host() && plain && url.path().trim_matches('/').is_empty() && !text.ends_with("//")
}
