//! Proxies before the gateway, and what they are believed (docs/openclaw/security.md#proxies).

use super::advice::{advise, bind, critical_if, risk, texts};
use super::login::{Login, has_control_ui};
use crate::check::rules::plain::is_true;
use crate::check::{At, Fact, Finding, Place, Risk, Rule};
use crate::syntax::{Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "", needs: &[Fact::Gateway, Fact::Access], check: missing },
    Rule { at: "gateway", needs: &[Fact::Access, Fact::Environment], check: real_ip },
    Rule { at: "gateway", needs: &[Fact::Access, Fact::Environment], check: trusted },
];

const TRUST: &str = "security-trusted-proxy";

fn count(list: Option<Value<'_>>) -> usize {
    list.and_then(Value::array).map_or(0, Node::count)
}

/// Without the addresses of proxies a proxy on this machine makes everybody look like somebody on this machine.
fn missing(place: &Place<'_>, found: &mut Vec<Finding>) {
    let facts = place.facts;
    let Some(root) = place.object().filter(|root| place.is_whole(*root) && !facts.is_open(&["gateway"]))
    else {
        return;
    };
    let has_proxies = count(facts.get(&["gateway", "trustedProxies"])) > 0;
    if bind(facts) != "loopback" || has_proxies || !has_control_ui(facts) {
        return;
    }
    let message = "behind a proxy on this machine all visitors would look local: if there is one, put its address into `gateway.trustedProxies`";
    let gateway = root.get("gateway");
    let at = gateway.unwrap_or(place.value);
    let path = if gateway.is_some() { "trustedProxies" } else { "gateway.trustedProxies" };
    let finding = risk(TRUST, at, message).on_owner().at(At::Below(path.to_owned()));
    advise(place, found, finding.answering("gateway.trusted_proxies_missing", Risk::Warn));
}

/// Whether an entry is this machine and nothing else.
fn is_this_machine(entry: &str) -> bool {
    let (address, length) =
        entry.split_once('/').map_or((entry, None), |(address, length)| (address, Some(length)));
    match address.trim().to_lowercase().as_str() {
        "127.0.0.1" => length.is_none_or(|length| length == "32"),
        "::1" => length.is_none_or(|length| length == "128"),
        _ => false,
    }
}

fn real_ip(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object().filter(|gateway| is_true(*gateway, "allowRealIpFallback")) else {
        return;
    };
    let Some(value) = gateway.get("allowRealIpFallback") else { return };
    let is_proxied = Login::of(place.facts, Some(gateway)).mode() == "trusted-proxy";
    let is_far = || texts(gateway.get("trustedProxies")).any(|(_, entry)| !is_this_machine(&entry));
    let message = "a visitor can claim to come from this machine if the proxy passes `X-Real-IP` on: remove this, unless the proxy always writes that header itself";
    let finding = risk(TRUST, value, message);
    let risk = critical_if(bind(place.facts) != "loopback" || is_proxied && is_far());
    advise(place, found, finding.answering("gateway.real_ip_fallback_enabled", risk));
}

fn trusted(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(gateway) = place.object().filter(|gateway| place.is_whole(*gateway)) else { return };
    let login = Login::of(place.facts, Some(gateway));
    let Some(auth) = login.section.filter(|_| login.says("trusted-proxy")) else { return };
    let Some(mode) = auth.get("mode") else { return };
    let settings = auth.get("trustedProxy").and_then(Value::object);
    let mut finding = risk(
        TRUST,
        mode,
        "whoever bypasses the proxy can claim to be anybody: let only the proxy reach the gateway's port, and limit `trustedProxies` to the proxy's own addresses",
    )
    .answering("gateway.trusted_proxy_auth", Risk::Critical);
    // That the gateway does not start without these is told by another rule.
    if count(gateway.get("trustedProxies")) == 0 {
        finding = finding.answering("gateway.trusted_proxy_no_proxies", Risk::Critical);
    }
    if settings
        .and_then(|settings| settings.get("userHeader"))
        .and_then(Value::as_str)
        .is_none_or(|text| text.is_empty())
    {
        finding = finding.answering("gateway.trusted_proxy_no_user_header", Risk::Critical);
    }
    if count(settings.and_then(|settings| settings.get("allowUsers"))) == 0 {
        finding = finding.answering("gateway.trusted_proxy_no_allowlist", Risk::Warn);
    }
    advise(place, found, finding);
    if let Some(settings) = settings {
        loopback(place, settings, found);
        devices(place, settings, found);
    }
}

fn loopback(place: &Place<'_>, settings: Node<'_>, found: &mut Vec<Finding>) {
    let Some(value) = settings.get("allowLoopback").filter(|_| is_true(settings, "allowLoopback")) else {
        return;
    };
    let message = "every program on this machine can claim to be anybody: keep this only if the proxy runs here and nobody else does";
    advise(
        place,
        found,
        risk(TRUST, value, message).answering("gateway.trusted_proxy_allow_loopback", Risk::Warn),
    );
}

fn devices(place: &Place<'_>, settings: Node<'_>, found: &mut Vec<Finding>) {
    let approve = settings.get("deviceAutoApprove").and_then(Value::object);
    let Some(approve) = approve.filter(|approve| is_true(*approve, "enabled")) else { return };
    let Some(enabled) = approve.get("enabled") else { return };
    let admin = texts(approve.get("scopes")).find(|(_, scope)| scope == "operator.admin");
    let finding = match admin {
        Some((value, _)) => {
            let message = "everybody whom the proxy admits can make any device an administrator: remove `operator.admin`, and let administrators in by hand";
            risk(TRUST, value, message)
                .answering("gateway.trusted_proxy_device_auto_approve_admin", Risk::Critical)
        }
        None => risk(
            TRUST,
            enabled,
            "everybody whom the proxy admits can add devices without you: name those who may in `allowUsers`",
        ),
    };
    advise(place, found, finding.answering("gateway.trusted_proxy_device_auto_approve", Risk::Warn));
}
