//! Providers whose `api` and `baseUrl` do not fit each other (docs/openclaw/models.md#own-providers).

use super::case::Case;
use crate::edit::NewMember;
use crate::ide::action::offer::Offers;

/// The protocol that the address has, or the address without what OpenClaw adds to it.
pub(super) fn fitting<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(meant) = case.finding.meant.as_deref() else { return };
    if case.key() == "api" || meant.contains("://") {
        case.offer_text(offers, meant, true);
        return;
    }
    let title = format!("Add `api: \"{meant}\"`");
    case.offer(offers, title, true, |plan| plan.insert(case.object, &[], NewMember::text("api", meant)));
}
