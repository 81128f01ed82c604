//! Which migrations are made.

use super::one::mends;
use super::rewrites::rewrite;
use crate::base::Snapshot;
use crate::migrations::{Extra, Place, work};
use std::collections::BTreeMap;

/// How far migrations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Nothing is lost or switched off.
    Safe,
    /// Something may be.
    WithLoss,
    /// What OpenClaw adds even where nothing is retired is added, too.
    All,
}

/// Which migrations are made.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Only those of a diagnostic code.
    only: Option<&'a str>,
    reach: Reach,
    /// Whether a retired key is mended, so that those that only add something are made too.
    extras: bool,
    /// Whether it is the time for those.
    first: bool,
    /// Whether what a comment has ignored is left as it is.
    heeds: bool,
    /// The rows that are left out, by their patterns.
    without: &'a [&'static str],
}

impl<'a> Which<'a> {
    /// The safe ones; with `only`, those of one diagnostic code.
    pub fn safe(only: Option<&'a str>) -> Self {
        Self { only, reach: Reach::Safe, extras: false, first: false, heeds: false, without: &[] }
    }

    /// All that OpenClaw makes; with `only`, those of one diagnostic code.
    pub fn everything(only: Option<&'a str>) -> Self {
        Self { only, reach: Reach::All, extras: false, first: false, heeds: false, without: &[] }
    }

    /// The same with those that lose or switch off something.
    #[must_use]
    pub fn with_loss(self) -> Self {
        Self { reach: self.reach.max(Reach::WithLoss), ..self }
    }

    /// The same with the extras, if there is anything in a document that brings them: OpenClaw makes them when it migrates
    /// anything at all.
    #[must_use]
    pub fn with_extras(self, snapshot: &Snapshot) -> Self {
        // Where OpenClaw writes down which models were meant, it goes through all of its migrations.
        let timely = Self { first: true, ..self };
        let meant = |place: &Place<'_>| self.reach == Reach::All && place.migration.names_models();
        let may_bring = |place: &Place<'_>| {
            let takes = self.takes(place) && place.migration.brings_extras();
            takes || (meant(place) && timely.takes(place))
        };
        let brings = || {
            let mut places = work(snapshot);
            places.retain(may_bring);
            any_mends(snapshot, places)
        };
        Self { extras: self.only.is_none() && brings(), first: true, ..self }
    }

    /// The same without what a comment of the document has ignored: whoever does so wants it to stay.
    #[must_use]
    pub fn heeding_comments(self) -> Self {
        Self { heeds: true, ..self }
    }

    /// Whether what a comment has ignored is left as it is.
    pub fn heeds_comments(self) -> bool {
        self.heeds
    }

    fn takes_extra(self, extra: Extra) -> bool {
        match extra {
            Extra::No => true,
            Extra::Always => self.first && (self.extras || (self.reach == Reach::All && self.only.is_none())),
            Extra::WithOthers => self.first && self.extras,
        }
    }

    /// The same without the rows of these patterns.
    #[must_use]
    pub fn without<'b>(self, patterns: &'b [&'static str]) -> Which<'b>
    where
        'a: 'b,
    {
        Which { without: patterns, ..self }
    }

    /// Whether the migration of a place is one of them.
    pub fn takes(self, place: &Place<'_>) -> bool {
        !place.withheld
            && !self.without.contains(&place.migration.old)
            && (self.reach >= Reach::WithLoss || place.is_safe())
            && self.takes_extra(place.migration.extra)
            && self.only.is_none_or(|code| place.finding.code == code)
    }
}

/// Whether any of some places has a migration. Rewrites of one row are asked at once: each works on a draft of the whole
/// document.
fn any_mends<'t>(snapshot: &'t Snapshot, places: Vec<Place<'t>>) -> bool {
    let (rewrites, members): (Vec<_>, Vec<_>) =
        places.into_iter().partition(|place| place.migration.is_rewrite());
    members.iter().any(|place| mends(snapshot, place))
        || by_row(rewrites).values().any(|row| !rewrite(snapshot, &row.iter().collect::<Vec<_>>()).is_empty())
}

/// Places by the patterns of their rows.
pub(super) fn by_row<'t>(
    places: impl IntoIterator<Item = Place<'t>>,
) -> BTreeMap<&'static str, Vec<Place<'t>>> {
    let mut rows: BTreeMap<&'static str, Vec<Place<'t>>> = BTreeMap::new();
    for place in places {
        rows.entry(place.migration.old).or_default().push(place);
    }
    rows
}
