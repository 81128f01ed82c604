//! Values of secret fields: placeholders that were saved, and references to providers that nobody declares.

use crate::check::{Fact, Finding, Place, Rule, redacted};
use crate::config::secret::is_placeholder;
use crate::schema::overlay::{secret_patterns, secret_reference_patterns};
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;
use std::sync::LazyLock;

/// The rules at the places of the overlay.
pub(super) fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let values = secret_patterns().map(|at| Rule { at, needs: &[], check: placeholder });
        let needs: &[Fact] = &[Fact::SecretProviders];
        let references = secret_reference_patterns().map(move |at| Rule { at, needs, check: provider });
        values.chain(references).collect()
    });
    &RULES
}

/// The short placeholders, which elsewhere are ordinary texts.
fn placeholder(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.text().is_some_and(|text| is_placeholder(&text)) {
        found.push(redacted(place.value.range()));
    }
}

fn provider(place: &Place<'_>, found: &mut Vec<Finding>) {
    let path = ["secrets", "providers"];
    let Some(reference) = place.object() else { return };
    let text = |key: &str| reference.get(key).and_then(Value::as_str);
    let (Some(source), Some(name)) = (text("source"), text("provider")) else { return };
    // These two have a provider without configuration.
    let is_built_in = name == "default" && matches!(&*source, "env" | "store");
    let providers = place.facts.object(&path);
    if is_built_in || place.facts.is_open(&path) || providers.is_some_and(|providers| providers.has(&name)) {
        return;
    }
    let keys: Vec<_> = providers.into_iter().flat_map(Node::entries).filter_map(Entry::key).collect();
    let meant = nearest(&name, keys.iter().map(|key| &**key));
    let rest =
        meant.map_or_else(|| "declare it there".to_owned(), |meant| format!("did you mean `{meant}`?"));
    let message = format!("`secrets.providers` has no `{name}`, so this secret cannot be read: {rest}");
    let range = reference.get("provider").map_or(reference.range(), Value::range);
    found.push(Finding::information("unknown-secret-provider", range, message).meant(meant));
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn providers_of_secrets_are_declared() {
        check(
            "{ secrets: { providers: { vault: { source: 'file', path: '/s' } } },
               gateway: { auth: {
                 token: { source: 'file', provider: 'vualt', id: '/a' },
                 password: { source: 'env', provider: 'default', id: 'A' } } } }",
            &expect![[r#"
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning unstartable-gateway gateway.auth.mode `auth`: the gateway does not start with both a token and a password and no `mode`: write which one counts
                information unknown-secret-provider gateway.auth.token.provider `'vualt'`: `secrets.providers` has no `vualt`, so this secret cannot be read: did you mean `vault`?
            "#]],
        );
    }
}
