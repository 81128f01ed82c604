//! Time zones and active hours that OpenClaw ignores in silence: it takes the zone of its machine, or any hour.

use crate::check::{Finding, Place, Rule, known_text};
use crate::config::time_zone;
use crate::schema::format::trim;
use crate::syntax::{Node, Value};
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.userTimezone", needs: &[], check: user },
    Rule {
        at: "{agents.defaults,agents.entries.*}.heartbeat.activeHours.timezone",
        needs: &[],
        check: active,
    },
    Rule { at: "plugins.entries.memory-core.config.dreaming.timezone", needs: &[], check: dreaming },
    Rule { at: "{agents.defaults,agents.entries.*}.heartbeat.activeHours", needs: &[], check: hours },
];

fn user(place: &Place<'_>, found: &mut Vec<Finding>) {
    // All of them stand for the zone of the machine.
    let is_word = |text: &str| ["local", "host", "user"].iter().any(|word| word.eq_ignore_ascii_case(text));
    zone(place, is_word, "OpenClaw uses that of its machine", found);
}

fn active(place: &Place<'_>, found: &mut Vec<Finding>) {
    let is_word = |text: &str| matches!(text, "local" | "user");
    zone(place, is_word, "OpenClaw uses that of the user, as for `user`", found);
}

fn dreaming(place: &Place<'_>, found: &mut Vec<Finding>) {
    zone(place, |_| false, "OpenClaw does not report it", found);
}

fn zone(place: &Place<'_>, is_word: fn(&str) -> bool, outcome: &str, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    let name = trim(&text);
    if name.is_empty() || is_word(name) || time_zone::is_known(name) {
        return;
    }
    let close = || nearest(name, time_zone::names()).map(str::to_owned);
    // Among short names, the nearest one is another zone.
    let meant = if name.contains('/') { close() } else { time_zone::meant(name) };
    let rest = match &meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a name such as `Europe/Berlin`, or an offset such as `+02:00`".to_owned(),
    };
    let message = format!("there is no time zone `{name}`, and {outcome}: {rest}");
    found.push(Finding::warning("unknown-time-zone", place.value.range(), message).meant(meant));
}

/// Hours that never begin, or of which one end is open.
fn hours(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(hours) = place.object().filter(|hours| hours.count() > 0 && place.is_whole(*hours)) else {
        return;
    };
    match (hours.get("start"), hours.get("end")) {
        (Some(start), Some(end)) => never(start, end, found),
        (None, None) => half(hours, "`start` and `end`", found),
        (None, _) => half(hours, "`start`", found),
        (_, None) => half(hours, "`end`", found),
    }
}

fn half(hours: Node<'_>, missing: &str, found: &mut Vec<Finding>) {
    let message =
        format!("active hours without {missing} have no effect: heartbeats run at any hour, add it");
    found.push(Finding::warning("ineffective-active-hours", hours.range(), message).on_owner());
}

fn never(start: Value<'_>, end: Value<'_>, found: &mut Vec<Finding>) {
    let Some((from, to)) = known_text(start).zip(known_text(end)) else { return };
    if from == to && !from.is_empty() {
        let whole = (from == "00:00").then_some("24:00");
        let rest = whole.map_or("let them differ", |_| "write `24:00` for the whole day");
        let message = format!("active hours that end when they start, at `{to}`, allow no heartbeat: {rest}");
        found.push(Finding::warning("ineffective-active-hours", end.range(), message).meant(whole));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn zones() {
        check(
            "{ agents: { defaults: { userTimezone: 'Europe/Berlni', heartbeat: { activeHours: { start: '08:00', end: '22:00', timezone: 'UTC+2' } } },
                entries: { main: { heartbeat: { activeHours: { start: '08:00', end: '22:00', timezone: 'EDT' } } } } },
              plugins: { entries: { 'memory-core': { config: { dreaming: { timezone: 'berlin' } } } } } }",
            &expect![[r#"
                warning unknown-time-zone agents.defaults.userTimezone `'Europe/Berlni'`: there is no time zone `Europe/Berlni`, and OpenClaw uses that of its machine: did you mean `Europe/Berlin`?
                warning unknown-time-zone agents.defaults.heartbeat.activeHours.timezone `'UTC+2'`: there is no time zone `UTC+2`, and OpenClaw uses that of the user, as for `user`: did you mean `+02:00`?
                warning unknown-time-zone agents.entries.main.heartbeat.activeHours.timezone `'EDT'`: there is no time zone `EDT`, and OpenClaw uses that of the user, as for `user`: write a name such as `Europe/Berlin`, or an offset such as `+02:00`
                warning unknown-time-zone plugins.entries.memory-core.config.dreaming.timezone `'berlin'`: there is no time zone `berlin`, and OpenClaw does not report it: did you mean `Europe/Berlin`?
            "#]],
        );
        for zone in ["Europe/Berlin", "europe/berlin", "+02:00", " UTC ", "local", "user", "", "${ZONE}"] {
            accepts(&[
                &format!("{{ agents: {{ defaults: {{ userTimezone: '{zone}' }} }} }}"),
                &format!(
                    "{{ agents: {{ entries: {{ a: {{ heartbeat: {{ activeHours: {{ start: '08:00', end: '24:00', timezone: '{zone}' }} }} }} }} }} }}"
                ),
            ]);
        }
    }

    #[test]
    fn hours() {
        check(
            "{ agents: { defaults: { heartbeat: { activeHours: { start: '00:00', end: '00:00' } } },
                entries: { main: { heartbeat: { activeHours: { start: '08:00', timezone: 'user' } } } } } }",
            &expect![[r#"
                warning ineffective-active-hours agents.defaults.heartbeat.activeHours.end `'00:00'`: active hours that end when they start, at `00:00`, allow no heartbeat: write `24:00` for the whole day
                warning ineffective-active-hours agents.entries.main.heartbeat.activeHours `activeHours`: active hours without `end` have no effect: heartbeats run at any hour, add it
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { heartbeat: { activeHours: { start: '22:00', end: '06:00' } } } } }",
            "{ agents: { defaults: { heartbeat: { activeHours: { $include: './hours.json5', start: '22:00' } } } } }",
            "{ agents: { defaults: { heartbeat: { activeHours: { start: '${A}', end: '${A}' } } } } }",
        ]);
    }
}
