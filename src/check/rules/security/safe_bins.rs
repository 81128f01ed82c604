//! Programs that run without asking because they are thought harmless (docs/openclaw/security.md#safe-programs).

use super::advice::{advise, risk, texts};
use crate::check::rules::plain::members;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::syntax::{Entry, Node, Value};
use std::path::{Component, Path};

pub(super) const RULES: &[Rule] =
    &[Rule { at: "{,agents.entries.*.}tools.exec", needs: &[Fact::Access], check: exec }];

const CODE: &str = "security-safe-bins";

/// Programs that run programs.
const INTERPRETERS: [&str; 32] = [
    "ash",
    "awk",
    "bash",
    "busybox",
    "bun",
    "cscript",
    "cmd",
    "dash",
    "deno",
    "fish",
    "gawk",
    "gsed",
    "ksh",
    "lua",
    "mawk",
    "nawk",
    "node",
    "nodejs",
    "perl",
    "php",
    "powershell",
    "pypy",
    "pwsh",
    "python",
    "python2",
    "python3",
    "ruby",
    "sed",
    "sh",
    "toybox",
    "wscript",
    "zsh",
];

/// Names that may have a version behind them.
const VERSIONED: [&str; 5] = ["python", "ruby", "perl", "php", "node"];

/// Programs that do more than pass text through.
const BROAD: [&str; 7] = ["jq", "awk", "gawk", "mawk", "nawk", "sed", "gsed"];

/// Folders that programs install into.
const SHARED: [&str; 4] =
    ["/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin", "/home/linuxbrew/.linuxbrew/bin"];

/// The name of a program: without its folder, and without what Windows puts behind it.
fn base(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = [".exe", ".cmd", ".bat", ".com"].iter().find_map(|end| base.strip_suffix(end));
    plain.unwrap_or(base).to_owned()
}

fn is_version(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((major, minor)) => is_number(major) && is_number(minor),
        None => is_number(text),
    }
}

fn is_interpreter(name: &str) -> bool {
    INTERPRETERS.contains(&name)
        || VERSIONED.iter().any(|known| name.strip_prefix(known).is_some_and(is_version))
}

/// Whether the document says how a program may be called.
fn has_profile(place: &Place<'_>, exec: Node<'_>, name: &str) -> bool {
    let named = |profiles: Option<Value<'_>>| {
        let profiles = profiles.and_then(Value::object);
        profiles.is_some_and(|node| {
            members(node).filter_map(Entry::key).any(|key| key.trim().to_lowercase() == name)
        })
    };
    named(exec.get("safeBinProfiles")) || named(place.facts.get(&["tools", "exec", "safeBinProfiles"]))
}

fn exec(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(exec) = place.object() else { return };
    for (value, text) in texts(exec.get("safeBins")) {
        program(place, exec, value, &base(&text), found);
    }
    for (value, text) in texts(exec.get("safeBinTrustedDirs")) {
        folder(place, value, &text, found);
    }
}

fn program(place: &Place<'_>, exec: Node<'_>, value: Value<'_>, name: &str, found: &mut Vec<Finding>) {
    let is_loose = is_interpreter(name) && !has_profile(place, exec, name);
    if !is_loose && !BROAD.contains(&name) {
        return;
    }
    let message = format!(
        "`{name}` can run programs and write files, and what is listed here runs without asking: remove it, and let it ask"
    );
    let mut finding = risk(CODE, value, message);
    if is_loose {
        finding = finding.answering("tools.exec.safe_bins_interpreter_unprofiled", Risk::Warn);
    }
    if BROAD.contains(&name) {
        finding = finding.answering("tools.exec.safe_bins_broad_behavior", Risk::Warn);
    }
    advise(place, found, finding);
}

/// A path without `.` and `..`, in lower case.
fn plain(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part.to_string_lossy().to_lowercase()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    format!("/{}", parts.join("/"))
}

/// Why anybody may be able to put a program into a folder.
fn weakness(path: &str) -> Option<&'static str> {
    let is_windows = path.as_bytes().get(1) == Some(&b':');
    if !path.starts_with('/') && !is_windows {
        return Some("it depends on the folder that the gateway is started in");
    }
    let plain = plain(path);
    let below = |folder: &str| {
        plain == folder || plain.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    };
    if ["/tmp", "/var/tmp", "/private/tmp"].iter().any(|folder| below(folder)) {
        Some("everybody on this machine can write there")
    } else if SHARED.contains(&&*plain) {
        Some("package managers write there, often as the user")
    } else if plain.starts_with("/users/") || plain.starts_with("/home/") || plain.contains("/.local/bin") {
        Some("its user can write there, and so can an agent")
    } else {
        None
    }
}

fn folder(place: &Place<'_>, value: Value<'_>, path: &str, found: &mut Vec<Finding>) {
    let Some(weakness) = weakness(path).filter(|_| !path.is_empty()) else { return };
    let message =
        format!("programs in this folder are trusted, and {weakness}: keep to `/bin` and `/usr/bin`");
    let finding = risk(CODE, value, message);
    advise(place, found, finding.answering("tools.exec.safe_bin_trusted_dirs_risky", Risk::Warn));
}
