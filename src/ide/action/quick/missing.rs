//! Members that are missing.

use super::case::Case;
use super::sample::{Filling, sample};
use crate::base::Diagnostic;
use crate::edit::{NewMember, NewValue};
use crate::ide::action::offer::Offers;
use crate::syntax::Node;

/// Where a provider on one's own machine answers most of the time.
const ADDRESS: &str = "http://localhost:8080/v1";

/// The missing member, or all that are missing at one place.
pub(super) fn required<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(object) = case.inner() else { return };
    for keys in missing(case, object) {
        let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let title = format!("Add {}, for you to fill in", names.join(" and "));
        for filling in Filling::ALL {
            let members: Vec<NewMember> = keys.iter().map(|key| member(case, key, filling)).collect();
            if case.offer(offers, title.clone(), true, |plan| plan.insert_all(object, members)) {
                break;
            }
        }
    }
}

/// The sets of keys that may be missing in an object: what the findings name, else what some branch of a union needs.
fn missing<'t>(case: &Case<'t>, object: Node<'t>) -> Vec<Vec<&'t str>> {
    let here = case.all.iter().filter(|one| (one.code, one.range) == (case.finding.code, case.finding.range));
    let last = |finding: &'t Diagnostic| finding.path.rsplit('.').next();
    let mut keys: Vec<&str> = here.filter_map(last).collect();
    keys.dedup();
    let own = last(case.finding).unwrap_or_default();
    let schemas = case.value_schemas();
    let branches = case.branches(&schemas);
    let is_key = |key: &str| !object.has(key) && branches.iter().any(|branch| branch.property(key).is_some());
    if !is_key(own) {
        let lacking = |branch: &crate::schema::Node<'t>| {
            branch.required().filter(|key| !object.has(key)).collect::<Vec<_>>()
        };
        return branches.iter().map(lacking).filter(|keys| !keys.is_empty()).collect();
    }
    if keys.len() > 1 { vec![keys, vec![own]] } else { vec![vec![own]] }
}

fn member(case: &Case<'_>, key: &str, filling: Filling) -> NewMember {
    let schemas = case.child_schemas(key);
    NewMember::new(key, sample(case, &schemas, key, filling))
}

/// `baseUrl` and `models` of a provider.
pub(super) fn provider<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(object) = case.inner() else {
        case.offer_text(offers, ADDRESS, false);
        return;
    };
    let lacking: Vec<NewMember> =
        [NewMember::text("baseUrl", ADDRESS), NewMember::new("models", NewValue::Source("[]".to_owned()))]
            .into_iter()
            .filter(|member| member.key.as_deref().is_some_and(|key| !object.has(key)))
            .collect();
    let names: Vec<String> =
        lacking.iter().filter_map(|member| member.key.as_ref()).map(|key| format!("`{key}`")).collect();
    let title = format!("Add {}, for you to fill in", names.join(" and "));
    case.offer(offers, title, true, |plan| plan.insert_all(object, lacking));
}
