//! What ends the gateway before it listens.

use super::case::Case;
use crate::edit::NewMember;
use crate::ide::action::offer::Offers;
use crate::syntax::Value;

/// The mode that a gateway of this machine has.
pub(super) fn mode<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(gateway) = case.get(&["gateway"]).and_then(Value::object) else { return };
    if case.finding.path == "gateway.mode" && !gateway.has("mode") {
        let local = NewMember::text("mode", "local");
        case.offer(offers, "Add `mode: \"local\"`", true, |plan| plan.insert(gateway, &[], local));
    }
}

#[cfg(test)]
mod tests {
    use crate::ide::action::tests::check;
    use expect_test::expect;

    #[test]
    fn a_gateway_gets_its_mode() {
        check(
            "{ gate$0way: { port: 18789 } }",
            expect![[r#"
            * - QuickFix: Add `mode: "local"`
                { gateway: { port: 18789, mode: "local" } }"#]],
        );
        check("{ gateway: { mo$0de: 'remote' } }", expect![[""]]);
    }
}
