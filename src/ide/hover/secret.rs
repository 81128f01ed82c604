//! Secrets: named, never shown.

use super::card::Card;
use super::place::Place;
use crate::base::masking;
use crate::config::secret;
use crate::schema::overlay;

/// Says that the value under the cursor is a secret, if it is one. Nothing else may then be said about it.
pub(super) fn note_value(card: &mut Card, place: &Place<'_>) -> bool {
    let text = place.text();
    if text.as_deref().is_some_and(secret::is_placeholder) {
        card.paragraph("This stands in place of a secret that was removed: it does not work.");
        return true;
    }
    if masking::is_secret(&place.steps()) {
        card.paragraph("Secret: not shown.");
        return true;
    }
    let Some(kind) = text.as_deref().and_then(secret::looks_like) else { return false };
    card.paragraph(&format!(
        "Secret: not shown. This looks like a credential ({kind}) in a place that is not meant for one."
    ));
    true
}

/// Says on a key that its value is a secret, and how to keep it out of the file.
pub(super) fn note_key(card: &mut Card, place: &Place<'_>) {
    let steps = place.steps();
    if !masking::is_secret(&steps) || place.value().is_some_and(|value| value.scalar().is_none()) {
        return;
    }
    let remedy = if overlay::accepts_secret_reference(&steps) {
        "`${NAME}` or a secret reference `{ source, provider, id }` keeps it out of the file"
    } else {
        "`${NAME}` keeps it out of the file"
    };
    card.fact("Secret", &format!("the value is never shown; {remedy}"));
}
