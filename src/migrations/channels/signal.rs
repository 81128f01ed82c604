//! Signal: how its daemon is reached, which is one object of each account today.

use super::scope::{Scope, scopes};
use super::sheet::Sheet;
use super::values::trimmed;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use url::{Host, Url};

/// The flat keys of before.
const FIELDS: &[&str] = &[
    "configPath",
    "httpUrl",
    "httpHost",
    "httpPort",
    "cliPath",
    "autoStart",
    "startupTimeoutMs",
    "receiveMode",
    "ignoreStories",
];

/// The port of a daemon where nothing says one.
const PORT: u64 = 8080;

/// A host and a port become a URL first. An account whose channel has a URL loses its own.
pub(super) fn endpoint(draft: &mut Sheet<'_, '_>) {
    let common = draft.get(&["channels", "signal"]).unwrap_or_default();
    for (index, path) in scopes(draft, "signal").into_iter().enumerate() {
        let mut scope = Scope::new(draft, path);
        if !scope.has(&["httpHost"]) && !scope.has(&["httpPort"]) {
            continue;
        }
        let inherited = |key: &str| common.get(key).filter(|_| index > 0).cloned();
        if !scope.has(&["httpUrl"]) && !inherited("httpUrl").is_some_and(|url| url.is_string()) {
            let host = trimmed(scope.get(&["httpHost"]).or_else(|| inherited("httpHost")).as_ref());
            let host = host.unwrap_or_else(|| "127.0.0.1".to_owned());
            let host = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host };
            let port = scope.get(&["httpPort"]).or_else(|| inherited("httpPort")).filter(Json::is_number);
            let port = port.unwrap_or_else(|| json!(PORT));
            for key in ["httpHost", "httpPort"] {
                scope.shift(&[key], &["httpUrl"]);
            }
            scope.set(&["httpUrl"], json!(format!("http://{host}:{port}")));
            if !scope.has(&["autoStart"]) {
                scope.set(&["autoStart"], json!(true));
            }
        }
        scope.remove(&["httpHost"]);
        scope.remove(&["httpPort"]);
    }
}

/// The channel and its accounts as they are.
struct Accounts {
    paths: Vec<Vec<String>>,
    entries: Vec<Json>,
    /// Which of them is the account `default`.
    default: Option<usize>,
}

/// Each account gets a `transport` of its own. Nothing happens where it is not clear what the old settings mean for one
/// of them.
pub(super) fn transport(draft: &mut Sheet<'_, '_>) {
    let paths = scopes(draft, "signal");
    let entries: Vec<Json> =
        paths.iter().map(|path| Scope::new(draft, path.clone()).get(&[]).unwrap_or_default()).collect();
    let is_default =
        |path: &Vec<String>| path.get(3).is_some_and(|id| id.trim().eq_ignore_ascii_case("default"));
    let default = paths.iter().position(is_default);
    let accounts = Accounts { paths, entries, default };
    let Some(transports) = accounts.transports() else { return };
    for (index, path) in accounts.paths.iter().enumerate() {
        let mut scope = Scope::new(draft, path.clone());
        let own = match index {
            0 => accounts.default.filter(|_| !accounts.has_transport(0)).map_or_else(
                || transports[0].clone().filter(|_| accounts.root_is_account() || accounts.default.is_some()),
                |default| transports[default].clone(),
            ),
            index if accounts.default == Some(index) => None,
            index => transports[index].clone(),
        };
        write(&mut scope, own);
    }
    draft.remove(&["channels", "signal", "apiMode"]);
}

fn write(scope: &mut Scope<'_, '_, '_>, transport: Option<Json>) {
    match transport {
        Some(transport) => {
            let keys = transport
                .as_object()
                .map(|object| object.keys().cloned().collect::<Vec<_>>())
                .unwrap_or_default();
            for key in keys.iter().filter(|key| scope.has(&[key])).cloned().collect::<Vec<_>>() {
                scope.shift(&[&key], &["transport", &key]);
            }
            scope.set(&["transport"], transport);
        }
        None => scope.remove(&["transport"]),
    }
    for field in FIELDS {
        scope.remove(&[field]);
    }
}

impl Accounts {
    /// The new object of each, where it gets one; nothing at all where that is not clear for one of them.
    fn transports(&self) -> Option<Vec<Option<Json>>> {
        let mode = self.entries.first()?.get("apiMode");
        let has_fields = |entry: &Json| FIELDS.iter().any(|field| entry.get(*field).is_some());
        if mode.is_none() && !self.entries.iter().any(has_fields) {
            return None;
        }
        let mode = mode.and_then(Json::as_str);
        let mut found = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            found.push(if self.takes_part(index) { Some(self.resolve(entry, mode)?) } else { None });
        }
        self.give_ports(&mut found)?;
        self.have_numbers(&found).then_some(found)
    }

    fn value<'v>(&'v self, entry: &'v Json, key: &str) -> Option<&'v Json> {
        entry.get(key).or_else(|| self.entries.first()?.get(key))
    }

    fn text(&self, entry: &Json, key: &str) -> Option<String> {
        trimmed(self.value(entry, key))
    }

    fn has_transport(&self, index: usize) -> bool {
        self.entries.get(index).is_some_and(|entry| is_transport(entry.get("transport")))
    }

    fn root_is_account(&self) -> bool {
        let account = self.entries.first().and_then(|root| root.get("account"));
        self.entries.len() == 1 || trimmed(account).is_some() || self.has_transport(0)
    }

    fn is_discarded(&self, index: usize) -> bool {
        if index == 0 {
            let fields = |entry: &Json| FIELDS.iter().any(|field| entry.get(*field).is_some());
            let owns = |at: usize| self.has_transport(at) || self.entries.get(at).is_some_and(fields);
            return !self.root_is_account() || self.default.is_some_and(owns);
        }
        self.default == Some(index) && self.has_transport(0)
    }

    fn takes_part(&self, index: usize) -> bool {
        let Some(entry) = self.entries.get(index).filter(|_| !self.is_discarded(index)) else { return false };
        let texts = ["account", "configPath", "httpUrl", "httpHost", "cliPath"];
        self.has_transport(index)
            || texts.iter().any(|key| self.text(entry, key).is_some())
            || self.value(entry, "httpPort").is_some_and(Json::is_number)
            || self.value(entry, "autoStart").is_some_and(Json::is_boolean)
    }

    fn resolve(&self, entry: &Json, mode: Option<&str>) -> Option<Json> {
        if let Some(own) = entry.get("transport").filter(|own| is_transport(Some(own))) {
            return Some(own.clone());
        }
        let port = self.value(entry, "httpPort");
        let written = self.text(entry, "httpUrl");
        if written.is_none() && port.is_some_and(|port| !is_port(port)) {
            return None;
        }
        let port = port.and_then(Json::as_u64).unwrap_or(PORT);
        let host = self.text(entry, "httpHost").unwrap_or_else(|| "127.0.0.1".to_owned());
        let base = match &written {
            Some(text) => straight(text)?,
            None => straight(&format!("http://{}:{port}", bracketed(&host)))?,
        };
        let switch = self.value(entry, "autoStart").and_then(Json::as_bool);
        let starts = switch.unwrap_or(written.is_none());
        match mode {
            Some("container") => Some(json!({ "kind": "container", "url": base })),
            Some("native") if starts => Some(self.managed(entry, &base)),
            Some("native") => Some(json!({ "kind": "external-native", "url": base })),
            None | Some("auto") if written.is_some() || !starts => None,
            _ if switch == Some(false) => Some(json!({ "kind": "external-native", "url": base })),
            _ => Some(self.managed(entry, &base)),
        }
    }

    /// A daemon that OpenClaw starts itself.
    fn managed(&self, entry: &Json, base: &str) -> Json {
        let mut new = Map::from_iter([("kind".to_owned(), json!("managed-native"))]);
        let texts = ["configPath", "cliPath", "httpHost"];
        new.extend(texts.iter().filter_map(|key| Some(((*key).to_owned(), json!(self.text(entry, key)?)))));
        let fits = |key: &str, value: &Json| match key {
            "receiveMode" => value == "on-start" || value == "manual",
            "ignoreStories" => value.is_boolean(),
            _ => value.is_number(),
        };
        for key in ["httpPort", "startupTimeoutMs", "receiveMode", "ignoreStories"] {
            if let Some(value) = self.value(entry, key).filter(|value| fits(key, value)) {
                new.insert(key.to_owned(), value.clone());
            }
        }
        let own = |key: &str| new.get(key).cloned();
        let host = own("httpHost").and_then(|host| host.as_str().map(str::to_owned));
        let bind =
            (host.unwrap_or_else(|| "127.0.0.1".to_owned()), own("httpPort").and_then(|port| port.as_u64()));
        if self.text(entry, "httpUrl").is_some()
            && place(base) != Some((bind.0.to_lowercase(), bind.1.unwrap_or(PORT)))
        {
            new.insert("url".to_owned(), json!(base));
        }
        Json::Object(new)
    }

    /// Daemons of several accounts must not share a port.
    fn give_ports(&self, found: &mut [Option<Json>]) -> Option<()> {
        let main = if self.has_transport(0) {
            Some(0)
        } else {
            self.default.or_else(|| self.root_is_account().then_some(0))
        };
        let mut taken = BTreeSet::new();
        for (index, transport) in found.iter().enumerate() {
            let Some(transport) = transport.as_ref().filter(|_| index > 0 || main == Some(0)) else {
                continue;
            };
            if let Some(url) = transport.get("url").and_then(Json::as_str) {
                taken.extend(place(url).filter(|(host, _)| is_local(host)).map(|(_, port)| port));
            }
            let fixed =
                main == Some(index) || self.entries[index].get("transport").is_some_and(Json::is_object);
            if transport.get("kind") == Some(&json!("managed-native")) && fixed {
                taken.insert(transport.get("httpPort").and_then(Json::as_u64).unwrap_or(PORT));
            }
        }
        for (index, transport) in found.iter_mut().enumerate() {
            let fixed =
                main == Some(index) || self.entries[index].get("transport").is_some_and(Json::is_object);
            let Some(transport) = transport.as_mut().filter(|_| !fixed && (index > 0 || main == Some(0)))
            else {
                continue;
            };
            if transport.get("kind") != Some(&json!("managed-native")) {
                continue;
            }
            let wished = self.entries[index]
                .get("httpPort")
                .or_else(|| transport.get("httpPort"))
                .and_then(Json::as_u64);
            let free = |port: &u64| !taken.contains(port);
            let port = wished.filter(free).or_else(|| (PORT..=65535).find(free))?;
            taken.insert(port);
            transport.as_object_mut()?.insert("httpPort".to_owned(), json!(port));
        }
        Some(())
    }

    /// A container needs the number of its account.
    fn have_numbers(&self, found: &[Option<Json>]) -> bool {
        let enabled = |entry: &Json| entry.get("enabled") != Some(&json!(false));
        let root = self.entries.first().is_none_or(enabled);
        found.iter().zip(&self.entries).all(|(transport, entry)| {
            let container =
                transport.as_ref().is_some_and(|new| new.get("kind") == Some(&json!("container")));
            !(container && root && enabled(entry)) || self.text(entry, "account").is_some()
        })
    }
}

fn is_port(port: &Json) -> bool {
    port.as_u64().is_some_and(|port| (1..=65535).contains(&port))
}

fn is_transport(value: Option<&Json>) -> bool {
    let Some(value) = value.filter(|value| value.is_object()) else { return false };
    let url = value.get("url").map(|url| url.as_str().and_then(straight).is_some());
    match value.get("kind").and_then(Json::as_str) {
        Some("managed-native") => url != Some(false) && value.get("httpPort").is_none_or(is_port),
        Some("external-native" | "container") => url == Some(true),
        _ => false,
    }
}

fn bracketed(host: &str) -> String {
    if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() }
}

/// The URL of a daemon without what it may not have; none where it is no such URL.
fn straight(text: &str) -> Option<String> {
    let text = text.trim();
    let url =
        if text.contains("://") { Url::parse(text) } else { Url::parse(&format!("http://{text}")) }.ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    if text.contains("${") || !plain || !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}://{}{port}{}", url.scheme(), url.host_str()?, url.path().trim_end_matches('/')))
}

/// Host and port of a URL over plain HTTP.
fn place(url: &str) -> Option<(String, u64)> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?.trim_matches(['[', ']']).to_lowercase();
    Some((host, u64::from(url.port_or_known_default()?)))
}

fn is_local(host: &str) -> bool {
    let address = Host::parse(host).ok();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "::1"
        || matches!(address, Some(Host::Ipv4(address)) if address.is_loopback() || address.is_unspecified())
}
