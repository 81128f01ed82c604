//! Durations and sizes that are written as texts (docs/openclaw/durations.md#keys-with-durations).

use super::plain::{spelled, text};
use crate::check::{Finding, Place, Rule};
use crate::config::byte_size;
use crate::config::duration::{self, Unit};
use crate::syntax::Scalar;

pub(super) const RULES: &[Rule] = &[
    Rule {
        at: "session.maintenance.{pruneAfter,preserveRecent,resetArchiveRetention}",
        needs: &[],
        check: days,
    },
    Rule { at: "session.maintenance.archiveDashboardAfter", needs: &[], check: archive },
    Rule { at: "session.maintenance.{maxDiskBytes,highWaterBytes}", needs: &[], check: size },
    Rule { at: "session.maintenance.rotateBytes", needs: &[], check: rotated },
    Rule { at: "cron.sessionRetention", needs: &[], check: cron },
    Rule { at: "cloudWorkers.profiles.*.suspendAfter", needs: &[], check: suspend },
    Rule {
        at: "agents.defaults.compaction.{maxActiveTranscriptBytes,memoryFlush.forceFlushTranscriptBytes}",
        needs: &[],
        check: written_size,
    },
];

/// The shortest time after which a cloud worker may be suspended.
const MINUTE: u64 = 60_000;

fn days(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = spelled(place.value) else { return };
    match duration::parse(&text, Unit::Days) {
        Ok(0) => {
            let rule = if place.key() == "preserveRecent" { rule(place) } else { "durations/days-zero" };
            let message = "this duration must be longer than zero: write `30d`";
            report_as(rule, place, "invalid-duration", message, found);
        }
        Ok(_) => {}
        Err(_) => malformed(place, "days", found),
    }
}

fn archive(place: &Place<'_>, found: &mut Vec<Finding>) {
    // The number turns archiving off; the text does not.
    if place.value.scalar().and_then(Scalar::as_f64) != Some(0.0) {
        days(place, found);
    }
}

fn cron(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(text) = text(place.value)
        && duration::parse(&text, Unit::Hours).is_err()
    {
        malformed(place, "hours", found);
    }
}

fn suspend(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    let unit = text.ends_with(|last: char| "smhd".contains(last.to_ascii_lowercase()));
    if !unit || duration::parse(&text, Unit::Milliseconds).is_ok_and(|time| time < MINUTE) {
        report(
            place,
            "invalid-duration",
            "this duration needs a unit, and must be at least a minute: write `45m`",
            found,
        );
    } else if duration::parse(&text, Unit::Milliseconds).is_err() {
        malformed(place, "milliseconds", found);
    }
}

fn size(place: &Place<'_>, found: &mut Vec<Finding>) {
    if spelled(place.value).is_some_and(|text| byte_size::parse(&text).is_err()) {
        let message =
            "this is not a size: write a number of bytes, or a number with a unit, such as `512mb` or `2gb`";
        report(place, "invalid-byte-size", message, found);
    }
}

/// The same for a size that is retired: only releases that know the key look at it.
fn rotated(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.is_named(&["session", "maintenance"], "rotateBytes") {
        size(place, found);
    }
}

/// The same where the schema judges numbers.
fn written_size(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some() {
        size(place, found);
    }
}

fn malformed(place: &Place<'_>, unit: &str, found: &mut Vec<Finding>) {
    let message = format!(
        "this is not a duration: write a number with a unit, such as `90s`, `12h` or `1h30m`; without one it counts {unit}"
    );
    report(place, "invalid-duration", &message, found);
}

/// The rule that a setting falls under.
fn rule(place: &Place<'_>) -> &'static str {
    match &*place.key() {
        "pruneAfter" => "durations/days",
        "rotateBytes" => "session.maintenance.rotateBytes",
        "preserveRecent" => "durations/days-preserve-recent",
        "resetArchiveRetention" => "durations/days-reset-archive",
        "archiveDashboardAfter" => "durations/archive",
        "sessionRetention" => "durations/cron",
        "suspendAfter" => "durations/suspend",
        "maxDiskBytes" => "durations/size",
        "highWaterBytes" => "durations/size-high-water",
        "forceFlushTranscriptBytes" => "durations/written_size-flush",
        _ => "durations/written_size",
    }
}

fn report(place: &Place<'_>, code: &'static str, message: &str, found: &mut Vec<Finding>) {
    report_as(rule(place), place, code, message, found);
}

fn report_as(
    rule: &'static str,
    place: &Place<'_>,
    code: &'static str,
    message: &str,
    found: &mut Vec<Finding>,
) {
    if place.value.scalar().is_some() {
        found.push(Finding::refused(rule, code, place.value.range(), message));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn durations() {
        check(
            "{ session: { maintenance: { pruneAfter: '3 days', preserveRecent: 0, archiveDashboardAfter: '0' } } }",
            &expect![[r#"
                error invalid-duration session.maintenance.pruneAfter `'3 days'`: this is not a duration: write a number with a unit, such as `90s`, `12h` or `1h30m`; without one it counts days
                error invalid-duration session.maintenance.preserveRecent `0`: this duration must be longer than zero: write `30d`
                error invalid-duration session.maintenance.archiveDashboardAfter `'0'`: this duration must be longer than zero: write `30d`
            "#]],
        );
        check(
            "{ cron: { sessionRetention: '-1h' }, cloudWorkers: { profiles: { p: { provider: 'x', suspendAfter: '90' } } } }",
            &expect![[r#"
                error invalid-duration cron.sessionRetention `'-1h'`: this is not a duration: write a number with a unit, such as `90s`, `12h` or `1h30m`; without one it counts hours
                error invalid-duration cloudWorkers.profiles.p.suspendAfter `'90'`: this duration needs a unit, and must be at least a minute: write `45m`
            "#]],
        );
        accepts(&[
            "{ session: { maintenance: { pruneAfter: 30, preserveRecent: false, archiveDashboardAfter: 0 } } }",
            "{ cron: { sessionRetention: '0' }, session: { maintenance: { pruneAfter: '${KEEP}' } } }",
            "{ cloudWorkers: { profiles: { p: { provider: 'x', suspendAfter: '1H30M' } } } }",
        ]);
    }

    #[test]
    fn sizes() {
        check(
            "{ session: { maintenance: { maxDiskBytes: '5xb', highWaterBytes: -1 } } }",
            &expect![[r#"
            error invalid-byte-size session.maintenance.maxDiskBytes `'5xb'`: this is not a size: write a number of bytes, or a number with a unit, such as `512mb` or `2gb`
            error invalid-byte-size session.maintenance.highWaterBytes `-1`: this is not a size: write a number of bytes, or a number with a unit, such as `512mb` or `2gb`
        "#]],
        );
        accepts(&["{ session: { maintenance: { maxDiskBytes: '1.5GB', highWaterBytes: 100 } } }"]);
    }
}
