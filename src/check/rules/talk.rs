//! `talk` and `talk.realtime`: which of several providers speaks.

use super::plain::members;
use crate::check::{At, Finding, Place, Rule, known_text};
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[Rule { at: "{talk,talk.realtime}", needs: &[], check: provider }];

fn provider(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object().filter(|section| place.is_whole(*section)) else { return };
    let providers = section.get("providers").and_then(Value::object);
    let Some(providers) =
        providers.filter(|providers| place.is_whole(*providers) && members(*providers).next().is_some())
    else {
        return;
    };
    let member = section.member("provider");
    let Some(chosen) = member.map_or(Some(String::new()), chosen) else { return };
    if place.facts.is_open(&["talk"]) || (!chosen.is_empty() && providers.has(&chosen)) {
        return;
    }
    let rule = if chosen.is_empty() { "talk/provider-none" } else { "talk/provider-unknown" };
    if !chosen.is_empty() {
        let names = names(providers);
        let message = format!("`providers` has no `{chosen}`: name one of {names} (compared in lower case)");
        found.extend(
            member.map(|member| Finding::refused(rule, "undeclared-provider", member.range(), message)),
        );
    } else if members(providers).nth(1).is_some() {
        let message =
            format!("several providers and none is chosen: set `provider` to one of {}", names(providers));
        let finding = match member {
            Some(member) => Finding::refused(rule, "undeclared-provider", member.range(), message),
            None => Finding::refused(rule, "undeclared-provider", section.range(), message)
                .on_owner()
                .at(At::Below("provider".to_owned())),
        };
        found.push(finding);
    }
}

/// The name as OpenClaw looks it up; none where nobody knows it.
fn chosen(member: Entry<'_>) -> Option<String> {
    let text = known_text(member.value()?)?;
    Some(text.trim().to_lowercase())
}

fn names(providers: Node<'_>) -> String {
    let names: Vec<String> =
        members(providers).filter_map(Entry::key).take(5).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    #[test]
    fn the_provider_is_one_of_the_providers() {
        check(
            "{ talk: { provider: 'a', providers: { b: {} }, realtime: { providers: { a: {}, b: {} } } } }",
            &expect![[r#"
                error undeclared-provider talk.provider `provider: 'a'`: `providers` has no `a`: name one of `b` (compared in lower case)
                error undeclared-provider talk.realtime.provider `realtime`: several providers and none is chosen: set `provider` to one of `a`, `b`
            "#]],
        );
        errors("{ talk: { provider: 'A', providers: { a: {} } } }", &[]);
        errors("{ talk: { provider: 'A', providers: { A: {} } } }", &["talk.provider"]);
        errors("{ talk: { provider: 'a' } }", &[]);
        errors("{ talk: { providers: { a: {} } } }", &[]);
        errors("{ talk: { provider: '${P}', providers: { a: {}, b: {} } } }", &[]);
        errors("{ talk: { provider: 'x', providers: { a: {}, $include: './b.json5' } } }", &[]);
    }
}
