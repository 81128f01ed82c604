//! From which pages browsers may use the control UI (docs/openclaw/security.md#origins).

use super::advice::{advise, bind, critical_if, risk, texts};
use super::login::has_control_ui;
use crate::check::rules::plain::is_true;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::placeholder::placeholders;
use crate::syntax::{Node, Value};
use url::Url;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway", needs: &[Fact::Access], check: control_ui },
    Rule { at: "gateway.controlUi.allowedOrigins[]", needs: &[], check: form },
];

const OPEN: &str = "security-open-origin";

fn control_ui(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object() else { return };
    let ui = gateway.get("controlUi").and_then(Value::object);
    let list = ui.and_then(|ui| ui.get("allowedOrigins"));
    let origins: Vec<(Value<'_>, String)> = texts(list).filter(|(_, text)| !text.is_empty()).collect();
    let is_exposed = bind(place.facts) != "loopback";
    let fallback = ui.filter(|ui| is_true(*ui, "dangerouslyAllowHostHeaderOriginFallback"));
    let has_unknown =
        list.and_then(Value::array).is_some_and(|list| list.count() > origins.len() && any_variable(list));
    let is_whole = place.is_whole(gateway) && ui.is_none_or(|ui| place.is_whole(ui)) && !has_unknown;
    if is_exposed && is_whole && origins.is_empty() && fallback.is_none() && has_control_ui(place.facts) {
        let bind = gateway.get("bind").unwrap_or(place.value);
        let message = "others reach the gateway, and no page is named that may use its control UI: write its address into `controlUi.allowedOrigins`, such as `https://gateway.example`";
        let finding = risk(OPEN, bind, message);
        advise(
            place,
            found,
            finding.answering("gateway.control_ui.allowed_origins_required", Risk::Critical),
        );
    }
    for (value, _) in origins.iter().filter(|(_, text)| text == "*") {
        let message = "any page that you open in a browser can use the gateway as you can: name the addresses of your own pages";
        let finding = risk(OPEN, *value, message);
        let check = "gateway.control_ui.allowed_origins_wildcard";
        advise(place, found, finding.answering(check, critical_if(is_exposed)));
    }
    if let Some(value) = fallback.and_then(|ui| ui.get("dangerouslyAllowHostHeaderOriginFallback")) {
        let message = "pages are admitted by the host name that they claim: remove this, and name them in `allowedOrigins`";
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

/// An origin is compared letter by letter with what browsers send: one with a path, a slash at its end, or without a scheme, lets
/// no page in.
fn form(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    let origin = text.trim().to_lowercase();
    if origin.is_empty() || origin == "*" {
        return;
    }
    let is_web = origin.starts_with("http://") || origin.starts_with("https://");
    let meant = Url::parse(&origin).ok().filter(|_| is_web).map(|url| url.origin().ascii_serialization());
    let message = match &meant {
        Some(meant) if *meant == origin => return,
        Some(meant) => {
            format!("no page has this origin, so it admits none: an origin is scheme, host and port, write `{meant}`")
        }
        // What programs that are no browsers send is not known.
        None if origin.contains("://") && !is_web => return,
        None => "no page has this origin, so it admits none: write scheme and host, such as `https://gateway.example`"
            .to_owned(),
    };
    found.push(Finding::warning("invalid-origin", place.value.range(), message).meant(meant));
}
