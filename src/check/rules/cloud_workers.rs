//! `cloudWorkers`: names of profiles and repositories, and secrets in settings
//! (docs/openclaw/validation.md#cloud-workers).

use super::plain::{members, text};
use crate::check::{Finding, Place, Rule};
use crate::config::placeholder::is_variable_name;
use crate::schema::format::{is_secret_exec_id, is_secret_file_id, trim};
use crate::syntax::{Entry, Node, Value};
use url::Url;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "cloudWorkers.profiles.*", needs: &[], check: profile_name },
    Rule { at: "cloudWorkers.projectProfiles.*", needs: &[], check: project },
    Rule { at: "cloudWorkers.profiles.*.settings", needs: &[], check: settings },
];

fn profile_name(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    if let Some(token) = place.entry.key_token().filter(|_| trim(&key) != key) {
        let message = "the name of a profile must not begin or end with a space: rename it";
        found.push(Finding::refused("cloud_workers/profile_name", "invalid-key-name", token.range, message));
    }
}

fn project(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    if let Some(token) = place.entry.key_token().filter(|_| !key.is_empty() && !is_repository(&key)) {
        let message =
            format!("`{key}` is not a repository: write `host/owner/name` in lower case, without `.git`");
        found.push(Finding::refused("cloud_workers/project", "invalid-key-name", token.range, message));
    }
    if text(place.value).is_some_and(|name| !name.is_empty() && trim(&name) != name) {
        let message = "the name of a profile must not begin or end with a space: remove it";
        found.push(Finding::refused(
            "cloud_workers/project-padded",
            "invalid-format",
            place.value.range(),
            message,
        ));
    }
}

/// Whether a name is that of a repository as OpenClaw writes it: its address without scheme, user, branch and ending.
fn is_repository(name: &str) -> bool {
    let Some((host, path)) = name.split_once('/') else { return false };
    let parts: Vec<&str> = path.split('/').collect();
    let branch = path.get(1..).is_some_and(|rest| rest.contains('@'));
    parts.len() >= 2
        && is_written_so(host, path, &parts)
        && parts.iter().all(|part| !matches!(*part, "" | "." | ".."))
        && name.rsplit('.').next() != Some("git")
        && name == name.to_lowercase()
        && !branch
        && !name.contains(['?', '#', '\\'])
}

/// Whether host and path stay the same when they are read as an address. The large hosts are known by name, and so is
/// what follows a repository there.
fn is_written_so(host: &str, path: &str, parts: &[&str]) -> bool {
    match host {
        "github.com" => !path.contains('%') && parts.get(2) != Some(&"tree"),
        "bitbucket.org" => !path.contains('%') && parts.len() == 2,
        "gitlab.com" | "git.sr.ht" | "gist.github.com" => !path.contains('%'),
        "www.github.com" | "www.gitlab.com" | "www.bitbucket.org" => false,
        _ => Url::parse(&format!("https://{host}/{path}")).is_ok_and(|url| {
            url.host_str() == Some(host) && url.path().strip_prefix('/') == Some(path) && url.port().is_none()
        }),
    }
}

fn settings(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.object().is_none() {
        return;
    }
    let range = place.value.range();
    if !Size::default().takes(place.value, 0) {
        let message = "these settings are too large: at most 32 levels, 4096 values and 256 KiB are allowed";
        return found
            .push(Finding::refused("cloud_workers/settings", "invalid-count", range, message).on_owner());
    }
    if let Some(entry) = plain_secret(place.value) {
        let key = entry.key().unwrap_or_default();
        let message = format!(
            "`{key}` in these settings is a secret: write a reference `{{ source, provider, id }}` to it"
        );
        let finding = Finding::refused("cloud_workers/settings", "plain-secret", range, message).on_owner();
        found.push(finding.related(entry.range(), "this member"));
    }
}

/// How much of the settings was seen. OpenClaw takes so much and no more.
#[derive(Default)]
struct Size {
    values: usize,
}

impl Size {
    fn takes(&mut self, value: Value<'_>, depth: usize) -> bool {
        self.values += 1;
        let bytes = value.range().len() <= 262_144;
        let node = match value {
            _ if self.values > 4096 || depth > 32 || !bytes => return false,
            Value::Node(node) => node,
            Value::Scalar(scalar) => {
                let finite = scalar.as_f64().is_none_or(f64::is_finite);
                return finite && scalar.as_str().is_none_or(|text| text.encode_utf16().count() <= 65_536);
            }
        };
        (!node.is_object() || node.count() <= 512)
            && node.entries().filter_map(Entry::value).all(|value| self.takes(value, depth + 1))
    }
}

/// The first member whose name is that of a secret and whose value is no reference.
fn plain_secret(value: Value<'_>) -> Option<Entry<'_>> {
    let Value::Node(node) = value else { return None };
    members(node).find_map(|entry| {
        let value = entry.value()?;
        if !entry.key().is_some_and(|key| is_secret_key(&key)) {
            return plain_secret(value);
        }
        (!value.object().is_some_and(is_reference)).then_some(entry)
    })
}

/// Whether an object is a complete reference to a secret (docs/openclaw/secrets.md#references).
fn is_reference(node: Node<'_>) -> bool {
    let word = |key| node.get(key).and_then(Value::as_str);
    let (Some(source), Some(provider), Some(id)) = (word("source"), word("provider"), word("id")) else {
        return false;
    };
    let known = match &*source {
        "env" | "store" => is_variable(&id),
        "file" => is_secret_file_id(&id),
        "exec" => is_secret_exec_id(&id),
        _ => false,
    };
    let alias = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    let provider = (1..=64).contains(&provider.len())
        && provider.starts_with(|first: char| first.is_ascii_lowercase())
        && provider.bytes().all(alias);
    node.count() == 3 && known && provider
}

fn is_variable(id: &str) -> bool {
    id.len() <= 128 && id.starts_with(|first: char| first.is_ascii_uppercase()) && is_variable_name(id)
}

/// Whether a key names a secret or the reference to one.
fn is_secret_key(key: &str) -> bool {
    let cut = key.len().checked_sub(3).filter(|at| key.is_char_boundary(*at));
    let base = cut.filter(|at| key[*at..].eq_ignore_ascii_case("ref")).map(|at| &key[..at]);
    key.eq_ignore_ascii_case("keyref") || is_secret_name(key) || base.is_some_and(is_secret_name)
}

/// Whether OpenClaw takes a member of the settings for a secret.
fn is_secret_name(name: &str) -> bool {
    const COUNTS: [&str; 10] = [
        "maxtokens",
        "maxoutputtokens",
        "maxinputtokens",
        "maxcompletiontokens",
        "contexttokens",
        "totaltokens",
        "tokencount",
        "tokenlimit",
        "tokenbudget",
        "passwordfile",
    ];
    let lower = name.to_ascii_lowercase();
    let key_after = |word: &str| {
        lower.match_indices(word).any(|(at, _)| {
            let rest = &lower[at + word.len()..];
            rest.starts_with("key")
                || rest.chars().next().is_some_and(|one| rest[one.len_utf8()..].starts_with("key"))
        })
    };
    let marked = lower.ends_with("token")
        || ["password", "secret"].iter().any(|word| lower.contains(word))
        || ["api", "encrypt", "private"].into_iter().any(key_after)
        || ["serviceaccount", "serviceaccountref"].iter().any(|word| lower.ends_with(word));
    lower.contains("localservice.env.") || marked && !COUNTS.iter().any(|word| lower.ends_with(word))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn names() {
        check(
            "{ cloudWorkers: { projectProfiles: { main: 'x', 'github.com/A/b': ' x' }, profiles: { ' p': { provider: 'x' } } } }",
            &expect![[r#"
                error invalid-key-name cloudWorkers.projectProfiles.main `main`: `main` is not a repository: write `host/owner/name` in lower case, without `.git`
                error invalid-key-name cloudWorkers.projectProfiles.github.com/A/b `'github.com/A/b'`: `github.com/A/b` is not a repository: write `host/owner/name` in lower case, without `.git`
                error invalid-format cloudWorkers.projectProfiles.github.com/A/b `' x'`: the name of a profile must not begin or end with a space: remove it
                error invalid-key-name cloudWorkers.profiles. p `' p'`: the name of a profile must not begin or end with a space: rename it
            "#]],
        );
        accepts(&[
            "{ cloudWorkers: { projectProfiles: { 'github.com/openclaw/openclaw': 'x', 'h.example/a/b/c': 'x' } } }",
        ]);
    }

    #[test]
    fn settings_hold_no_secrets() {
        check(
            "{ cloudWorkers: { profiles: { p: { provider: 'x', settings: { a: [{ apiKey: 'plain' }], maxTokens: 1 } } } } }",
            &expect![[r#"
                error plain-secret cloudWorkers.profiles.p.settings `settings`: `apiKey` in these settings is a secret: write a reference `{ source, provider, id }` to it
            "#]],
        );
        accepts(&[
            "{ cloudWorkers: { profiles: { p: { provider: 'x', settings: { tokenRef: { source: 'env', provider: 'default', id: 'A' } } } } } }",
        ]);
    }
}
