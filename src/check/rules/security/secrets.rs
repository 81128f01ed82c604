//! Secrets that stand in the file as text (docs/openclaw/security.md#secrets).

use super::advice::{advise, risk};
use super::elsewhere::is_text;
use super::login::Secret;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::secret::is_placeholder;
use crate::schema::overlay::secret_patterns;

/// A rule for each place of a secret. The token of hooks has one of its own, and `env` sets variables of all kinds.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    let rule = |at: &'static str| {
        let check = if at == "gateway.auth.password" { password } else { other };
        Rule { at, needs: &[Fact::Access], check }
    };
    secret_patterns().filter(|at| *at != "hooks.token" && !at.starts_with("env.")).map(rule)
}

fn plain(place: &Place<'_>) -> Option<Finding> {
    let Secret::Text(text) = Secret::of(Some(place.value)) else { return None };
    let message = "whoever reads this file has this secret, and so has every copy of it: use `${NAME}` or a reference to a secret";
    (!is_placeholder(&text) && is_text(place.value))
        .then(|| risk("security-plain-secret", place.value, message))
}

/// The fewest characters of a text that is taken for a secret; local services are given any text.
const LEAST: usize = 8;

/// Whether a text is no secret though it stands in the place of one: the name of a variable, or something short.
fn is_harmless(place: &Place<'_>) -> bool {
    place.text().is_some_and(|text| {
        let is_name =
            text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        text.chars().count() < LEAST || is_name && text.contains('_')
    })
}

fn other(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(finding) = plain(place).filter(|_| !is_harmless(place)) {
        advise(place, found, finding);
    }
}

fn password(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(finding) = plain(place) {
        advise(place, found, finding.answering("config.secrets.gateway_password_in_config", Risk::Warn));
    }
}
