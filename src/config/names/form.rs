//! How names of each kind are compared, and which texts OpenClaw takes for one.

use crate::catalog::Catalog;
use crate::config::agent_id::normalize;
use crate::config::channel;
use crate::config::model_ref::{Parsed, Shape};
use crate::config::placeholder::is_variable_name;
use crate::schema::overlay::NameKind;

/// The most characters of the name of an MCP server in those of its tools.
const LONGEST_SERVER: usize = 30;

/// A name in the form in which OpenClaw compares it.
pub fn folded(kind: NameKind, written: &str) -> String {
    let text = written.trim();
    match kind {
        NameKind::Agent => normalize(text),
        NameKind::Channel => channel::meant(text).map_or_else(|| text.to_lowercase(), str::to_owned),
        NameKind::Server => safe_server_name(text).to_lowercase(),
        NameKind::Alias | NameKind::Provider | NameKind::Account | NameKind::Plugin | NameKind::Voice => {
            text.to_lowercase()
        }
        _ => text.to_owned(),
    }
}

/// The name of an MCP server as its tools begin with it: `-` for every character that is no letter, digit, `_` or `-`.
pub fn safe_server_name(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut safe: String = name.trim().chars().map(|c| if plain(c) { c } else { '-' }).collect();
    if safe.is_empty() {
        "mcp".clone_into(&mut safe);
    } else if !safe.starts_with(|first: char| first.is_ascii_alphabetic()) {
        safe.insert_str(0, "mcp-");
    }
    safe.truncate(LONGEST_SERVER);
    safe
}

/// Why a text cannot be a new name of a kind; nothing where it can. `scope` is what the name belongs to.
pub fn fault(kind: NameKind, scope: &str, name: &str) -> Option<String> {
    let words = kind.words();
    if name.is_empty() || name.trim() != name {
        return Some(format!("a new name of the {words} cannot be empty or begin or end with a blank"));
    }
    let taken =
        format!("`{name}` is a name that OpenClaw itself gives to {}: choose another one", article(words));
    let built_in = match kind {
        NameKind::Provider => Catalog::embedded().provider(&name.to_lowercase()).is_some(),
        NameKind::Account | NameKind::SecretProvider => name.eq_ignore_ascii_case("default"),
        NameKind::Server => matches!(name, "__proto__" | "bundle-mcp"),
        NameKind::Channel | NameKind::Plugin | NameKind::Skill | NameKind::Voice => true,
        _ => false,
    };
    if built_in {
        return Some(taken);
    }
    let rule = rule(kind);
    (!fits(kind, scope, name)).then(|| format!("`{name}` cannot be the name of {}: {rule}", article(words)))
}

fn article(words: &str) -> String {
    let vowel = words.starts_with(['a', 'e', 'i', 'o', 'u']) || words.starts_with("MCP");
    format!("{} {words}", if vowel { "an" } else { "a" })
}

/// What OpenClaw asks of a name, as a remedy.
const fn rule(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Agent | NameKind::Account => {
            "write 1 to 64 letters, digits, `_` and `-`, beginning with a letter or digit"
        }
        NameKind::Alias => "write letters, digits and `_.:-`",
        NameKind::Model => {
            "write an id without blanks around it, `*` at its end, and what would be an auth profile"
        }
        NameKind::Provider => "write it without `/`, `@`, `*` and blanks",
        NameKind::SecretProvider => {
            "write up to 64 small letters, digits, `_` and `-`, beginning with a letter"
        }
        NameKind::Variable => "write capital letters, digits and `_`, not beginning with a digit",
        NameKind::BrowserProfile => "write small letters, digits and `-`",
        NameKind::Role => "write at most 128 characters",
        _ => "write another one",
    }
}

fn fits(kind: NameKind, scope: &str, name: &str) -> bool {
    let all = |more: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
    let first = |more: &str| name.starts_with(|c: char| c.is_ascii_alphanumeric() || more.contains(c));
    let small = !name.contains(|c: char| c.is_ascii_uppercase());
    match kind {
        NameKind::Agent => all("_-") && first("_") && name.len() <= 64,
        NameKind::Account => all("_-") && first("") && name.len() <= 64,
        NameKind::Alias => all("_.:-"),
        NameKind::Model => is_model_id(scope, name),
        NameKind::Provider => !name.contains(|c: char| c.is_whitespace() || matches!(c, '/' | '@' | '*')),
        NameKind::SecretProvider => {
            all("_-") && small && name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_lowercase())
        }
        NameKind::Variable => is_variable_name(name),
        NameKind::BrowserProfile => all("-") && small,
        NameKind::Role => name.chars().count() <= 128,
        _ => true,
    }
}

/// Whether a reference of a provider and this id names exactly that.
fn is_model_id(provider: &str, id: &str) -> bool {
    let text = format!("{provider}/{id}");
    let parsed = Parsed::parse(&text);
    parsed.shape == Shape::Full && parsed.profile.is_none() && parsed.id_text() == Some(id)
}
