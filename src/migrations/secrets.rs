//! Texts that stood for variables before there were references to secrets.

use super::rewrite::{Apply, Found, Rewrite};
use super::row::Migration;
use super::row::{self, row};
use crate::edit::draft::Item;
use crate::schema::overlay::secret_reference_patterns;
use core::net::IpAddr;

/// The rows: every place that takes a reference.
pub(super) fn rows() -> impl Iterator<Item = Migration> {
    let marker =
        |old| row("legacy-value", old, "a reference to a secret", &MARKER).accepted().with(row::SECTIONS);
    secret_reference_patterns().map(marker).chain(EGRESS.iter().copied())
}

const EGRESS: &[Migration] =
    &[row("legacy-value", "secrets.egressProxy.{bypassHosts,allowedHosts}", "", &HOSTS).with_loss()];

const MARKER: Rewrite = Rewrite {
    title: "Replace the marker with a reference to the variable",
    find: |_, entry| {
        let value = entry.value()?;
        let name = variable(&value.as_str()?)?.to_owned();
        Some(Found::at_value(
            value,
            format!(
                "this marker is retired: write `{{ source: \"env\", provider: \"default\", id: \"{name}\" }}`"
            ),
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(name) = root.at(path).and_then(|look| variable(&look.text()?).map(str::to_owned)) else {
            return false;
        };
        let provider =
            root.look().text_at(&["secrets", "defaults", "env"]).unwrap_or_else(|| "default".to_owned());
        let mut reference = Item::object();
        for (key, text) in [("source", "env"), ("provider", &provider), ("id", &name)] {
            reference.set(&[key], Item::text(text));
        }
        root.set(path, reference)
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

/// The variable that a marker names.
fn variable(marker: &str) -> Option<&str> {
    let marker = marker.trim();
    let name = marker.strip_prefix("secretref-env:").or_else(|| marker.strip_prefix("__env__:"))?;
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let starts = name.starts_with(|first: char| first.is_ascii_uppercase());
    (starts && name.len() <= 128 && name.bytes().all(fits)).then_some(name)
}

const HOSTS: Rewrite = Rewrite {
    title: "Remove the entries that are not host names",
    find: |_, entry| {
        let list = entry.value()?.array()?;
        let bad = list
            .entries()
            .filter_map(crate::syntax::Entry::value)
            .find(|value| !value.as_str().is_some_and(|text| text.contains("${") || is_host(&text)))?;
        Some(Found::at_value(bad, ""))
    },
    apply: Apply::Plain(|root, path| {
        let Some(list) = root.at_mut(path).filter(|list| list.look().is_array()) else { return false };
        let mut hosts = list.members();
        let before = hosts.len();
        hosts
            .retain(|host| host.item.look().text().is_some_and(|text| text.contains("${") || is_host(&text)));
        let (after, empty) = (hosts.len(), hosts.is_empty());
        list.set_members(hosts);
        if empty {
            root.remove(path);
        }
        after < before
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Whether a text names one host exactly.
fn is_host(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<IpAddr>().is_ok() {
        return true;
    }
    let label = |label: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (1..=63).contains(&label.len())
            && label.bytes().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}
