//! Who may write, as it is shown to people.

use super::access::{AccessAnswer, AccessRow};
use super::section::{Grid, Section};

impl Section {
    /// Who may write where. One account is told with all that is asked on the way.
    pub fn of_access(found: &[AccessRow]) -> Self {
        let heading = vec!["CHANNEL", "ACCOUNT", "WHERE", "WHO", "MENTION", "DECIDED BY"];
        let mut grids = vec![Grid { heading, rows: found.iter().flat_map(rows).collect() }];
        if let [one] = found {
            grids.push(Grid { heading: vec!["WHERE", "IS ASKED IN THIS ORDER", "SAYS"], rows: layers(one) });
        }
        grids.retain(|grid| !grid.rows.is_empty());
        Self { title: "Who may write", alarm: None, facts: facts(found), grids }
    }
}

/// What is said of each place of an account; only of that which was asked about, if one was.
fn answers(row: &AccessRow) -> Vec<(&str, &AccessAnswer)> {
    if let Some(asked) = &row.asked {
        return vec![("this message", asked)];
    }
    let named = row.places.iter().map(|place| (place.path.as_str(), &place.answer));
    [("direct messages", &row.direct), ("other groups", &row.groups)].into_iter().chain(named).collect()
}

fn rows(row: &AccessRow) -> Vec<Vec<String>> {
    let cells = |(place, answer): (&str, &AccessAnswer)| {
        let mention = match answer.mention {
            None => "-",
            Some(true) => "needed",
            Some(false) => "not needed",
        };
        let by = answer.decided_by.as_deref().unwrap_or("OpenClaw's own");
        let cells = [&row.channel, &row.account, place, &answer.who, mention, by];
        cells.map(str::to_owned).to_vec()
    };
    answers(row).into_iter().map(cells).collect()
}

fn layers(row: &AccessRow) -> Vec<Vec<String>> {
    let of_place = |(place, answer): (&str, &AccessAnswer)| {
        let layer = |layer: &super::access::AccessLayer| {
            let path = layer.path.clone().unwrap_or_else(|| "OpenClaw's own".to_owned());
            vec![place.to_owned(), path, layer.says.clone()]
        };
        answer.layers.iter().map(layer).collect::<Vec<_>>()
    };
    answers(row).into_iter().flat_map(of_place).collect()
}

fn facts(found: &[AccessRow]) -> Vec<(&'static str, String)> {
    let strangers = found.iter().flat_map(|row| {
        let open = answers(row).into_iter().filter(|(_, answer)| answer.open);
        open.map(move |(place, _)| format!("{} · {}: {place}", row.channel, row.account))
    });
    let strangers: Vec<String> = strangers.collect();
    let strangers = match (strangers.is_empty(), found.is_empty()) {
        (_, true) => "no channel is set up: nobody can write yet".to_owned(),
        (true, false) => "get in nowhere".to_owned(),
        (false, false) => format!("get in at {}", strangers.join("; ")),
    };
    let idle: usize = found.iter().flat_map(answers).map(|(_, answer)| answer.idle).sum();
    let mut inexact: Vec<&str> =
        found.iter().filter(|row| !row.is_exact).map(|row| row.channel.as_str()).collect();
    inexact.dedup();
    let mut facts = vec![("strangers", strangers)];
    if idle > 0 {
        facts.push((
            "no match",
            "some entries of lists match nobody, such as names where ids are compared".to_owned(),
        ));
    }
    if found.iter().flat_map(answers).any(|(_, answer)| answer.variables > 0) {
        facts.push(("variables", "an entry that is a variable is counted as one sender".to_owned()));
    }
    if !inexact.is_empty() {
        let text = format!("{}: told as the core decides; what plugins add is not known", inexact.join(", "));
        facts.push(("not exact", text));
    }
    facts
}
