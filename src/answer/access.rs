//! Who may write, for programs.

use super::subject::Subject;
use crate::explain::{AccessAnswer, AccessLayer, AccessRow, PlaceRow};
use serde_json::{Value, json};

pub(super) fn json(found: &[AccessRow], subject: &Subject<'_>) -> Value {
    json!({ "access": found.iter().map(|row| account(row, subject)).collect::<Vec<_>>() })
}

fn account(row: &AccessRow, subject: &Subject<'_>) -> Value {
    json!({
        "channel": row.channel,
        "account": row.account,
        "exact": row.is_exact,
        "open": row.is_open(),
        "direct": answer(&row.direct, subject),
        "groups": answer(&row.groups, subject),
        "places": row.places.iter().map(|place| of_place(place, subject)).collect::<Vec<_>>(),
        "message": row.asked.as_ref().map(|asked| answer(asked, subject)),
    })
}

fn of_place(place: &PlaceRow, subject: &Subject<'_>) -> Value {
    json!({
        "path": place.path,
        "file": subject.file(place.range),
        "direct": place.is_direct,
        "access": answer(&place.answer, subject),
    })
}

fn answer(found: &AccessAnswer, subject: &Subject<'_>) -> Value {
    json!({
        "who": found.who,
        "open": found.open,
        "shut": found.shut,
        "listed": found.listed,
        "idle": found.idle,
        "variables": found.variables,
        "pairing": found.pairing,
        "mention": found.mention,
        "decidedBy": found.decided_by,
        "layers": found.layers.iter().map(|found| layer(found, subject)).collect::<Vec<_>>(),
    })
}

fn layer(found: &AccessLayer, subject: &Subject<'_>) -> Value {
    json!({ "path": found.path, "file": subject.file(found.range), "says": found.says })
}
