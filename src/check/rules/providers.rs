//! `models.providers.*`: a provider that OpenClaw does not ship needs an address and models.

use crate::check::{At, Fact, Finding, Place, Rule};
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] =
    &[Rule { at: "models.providers.*", needs: &[Fact::Providers], check: incomplete }];

fn incomplete(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(provider) = place.object().filter(|provider| place.is_whole(*provider)) else { return };
    let id = place.key();
    let catalog = place.facts.world.catalog();
    let ships = catalog.provider(&id.trim().to_lowercase()).is_some_and(|own| own.overlay);
    if ships || place.facts.is_open(&["models", "providers"]) {
        return;
    }
    match provider.member("baseUrl") {
        None => found.push(missing(provider, &id, "baseUrl", "the address of its API")),
        Some(member) if is_empty(member) => {
            let message = format!("the address of the provider `{id}` is empty: write the URL of its API");
            found.push(Finding::refused(
                "providers/base-url-blank",
                "incomplete-provider",
                member.range(),
                message,
            ));
        }
        Some(_) => {}
    }
    if !provider.has("models") {
        found.push(missing(provider, &id, "models", "an array of its models"));
    }
}

fn is_empty(member: Entry<'_>) -> bool {
    member.value().and_then(Value::as_str).is_some_and(|text| text.is_empty())
}

fn missing(provider: Node<'_>, id: &str, key: &str, what: &str) -> Finding {
    let message =
        format!("the provider `{id}` is not one of OpenClaw's own, so it needs `{key}`: add {what}");
    let finding = Finding::refused("providers/base-url", "incomplete-provider", provider.range(), message);
    finding.on_owner().at(At::Below(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn custom_providers_are_complete() {
        check(
            "{ models: { providers: { box: { models: [] }, crate: { baseUrl: '' } } } }",
            &expect![[r#"
                error incomplete-provider models.providers.box.baseUrl `box`: the provider `box` is not one of OpenClaw's own, so it needs `baseUrl`: add the address of its API
                error incomplete-provider models.providers.crate.models `crate`: the provider `crate` is not one of OpenClaw's own, so it needs `models`: add an array of its models
                error incomplete-provider models.providers.crate.baseUrl `baseUrl: ''`: the address of the provider `crate` is empty: write the URL of its API
            "#]],
        );
    }

    #[test]
    fn own_providers_and_included_parts_may_be_partial() {
        check("{ models: { providers: { ' Z.AI ': {}, box: { $include: './box.json5' } } } }", &expect![""]);
        check("{ models: { $include: './m.json5', providers: { box: {} } } }", &expect![""]);
        check("{ $include: './m.json5', models: { providers: { box: {} } } }", &expect![""]);
    }
}
