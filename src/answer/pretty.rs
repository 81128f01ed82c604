//! Explanations for people.

use super::asked::Answer;
use super::subject::Subject;
use super::{section, table};
use crate::config::auth::{AuthMode, AuthReason};
use crate::config::cache_retention::{CacheOutcome, Layer, LayerValue, Why};
use crate::config::effective::Filled;
use crate::config::selection::{AliasOrigin, How};
use crate::explain::{Explanation, LayerRow, Role, logins_in_words};
use std::io::{self, Write};

pub(super) fn write(out: &mut impl Write, answer: &Answer, subject: &Subject<'_>) -> io::Result<()> {
    if let Some(section) = answer.section() {
        return section::pretty(out, &section);
    }
    match answer {
        Answer::Agents(agents) => write_agents(out, agents),
        Answer::One(found) => write_one(out, found, subject),
        Answer::Key(found) => {
            write!(out, "{}", found.report())?;
            match subject.file(found.range) {
                Some(name) => writeln!(out, "\nIt is written in {name}."),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn write_agents(out: &mut impl Write, agents: &[Explanation]) -> io::Result<()> {
    let row = |found: &Explanation| {
        [
            found.agent.clone().unwrap_or_default(),
            found.resolution.model.to_string(),
            effective(&found.cache).to_owned(),
            found.cache.lifetime.to_string(),
            because(found),
        ]
    };
    let rows: Vec<_> = agents.iter().map(row).collect();
    table::write(out, ["AGENT", "MODEL", "CACHE", "LIFETIME", "BECAUSE OF"], &rows)?;
    agents.first().map_or(Ok(()), |first| write_notes(out, first))
}

fn write_one(out: &mut impl Write, found: &Explanation, subject: &Subject<'_>) -> io::Result<()> {
    let mut facts = vec![("model", model(found))];
    if let Some(agent) = &found.agent {
        facts.insert(0, ("agent", agent.clone()));
    }
    facts.extend(found.api.clone().map(|api| ("protocol", api)));
    if found.is_claude_cli {
        facts.push((
            "runtime",
            "the Claude command line, which takes no cache setting of this file".to_owned(),
        ));
    }
    let lifetime = found.cache.lifetime;
    let lifetime = found
        .cache
        .effective
        .map_or_else(|| lifetime.to_string(), |set| format!("{}: {lifetime}", set.word()));
    facts.push(("cache", lifetime));
    facts.extend(fallbacks_left_out(found).map(|text| ("fallbacks", text)));
    facts.push(("because of", because(found)));
    let roles = &found.roles;
    facts.push(("thinking", roles.thinking_in_words()));
    facts.push(("context", roles.limits.context_in_words()));
    facts.push(("max answer", roles.limits.answer_in_words()));
    facts.push(("login", logins_in_words(&roles.logins, &found.resolution.model.provider)));
    facts.push(("heartbeat", filled(&found.heartbeat)));
    let pruning = &found.pruning;
    facts.push(("pruning", format!("mode {}, ttl {}", filled(&pruning.mode), filled(&pruning.ttl))));
    for (name, text) in facts {
        writeln!(out, "{name:<11} {text}")?;
    }
    writeln!(out)?;
    let rows: Vec<_> = found.layers.iter().map(|row| layer(row, subject)).collect();
    table::write(out, ["LAYER, WEAKEST FIRST", "cacheRetention", "cacheControlTtl", ""], &rows)?;
    write_keys(out, found)?;
    write_params(out, found, subject)?;
    let others: Vec<_> = found.roles.models.iter().map(Role::in_words).collect();
    writeln!(out)?;
    table::write(out, ["FOR", "MODEL", "WRITTEN AT", "THEN"], &others)?;
    if !found.fallbacks.is_empty() {
        let row = |(model, cache): &(_, CacheOutcome)| {
            [format!("{model}"), effective(cache).to_owned(), cache.lifetime.to_string()]
        };
        writeln!(out)?;
        table::write(
            out,
            ["FALLBACK", "CACHE", "LIFETIME"],
            &found.fallbacks.iter().map(row).collect::<Vec<_>>(),
        )?;
    }
    write_notes(out, found)
}

/// What an agent with a model of its own does without.
fn fallbacks_left_out(found: &Explanation) -> Option<String> {
    let what = match found.fallbacks_left_out {
        0 => return None,
        1 => "the one of agents.defaults does".to_owned(),
        count => format!("the {count} of agents.defaults do"),
    };
    Some(format!("none: {what} not count beside an own model that names none"))
}

fn write_keys(out: &mut impl Write, found: &Explanation) -> io::Result<()> {
    if found.keys.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let verdict = |applies| if applies { "params apply" } else { "params never apply to this model" };
    let row = |key: &crate::explain::ModelKey| {
        [format!("{}[\"{}\"]", key.map, key.key), verdict(key.applies).to_owned()]
    };
    table::write(out, ["ENTRY", ""], &found.keys.iter().map(row).collect::<Vec<_>>())
}

fn write_params(out: &mut impl Write, found: &Explanation, subject: &Subject<'_>) -> io::Result<()> {
    if found.params.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let row = |row: &crate::explain::ParamRow| {
        let seeded = if row.is_seeded { ", put in on loading" } else { "" };
        [
            row.name.clone(),
            format!("{}{seeded}", row.value),
            place(&row.path, subject.file(row.range)),
            row.shadowed.join(", "),
        ]
    };
    let rows: Vec<_> = found.params.iter().map(row).collect();
    table::write(out, ["PARAMETER", "VALUE", "IN", "SHADOWS"], &rows)
}

fn write_notes(out: &mut impl Write, found: &Explanation) -> io::Result<()> {
    if !found.is_defined {
        let agent = found.agent.as_deref().unwrap_or_default();
        writeln!(out, "\nThe file does not define the agent `{agent}`: only agents.defaults counts.")?;
    }
    if found.is_partial {
        writeln!(out, "\nParts come from other files by `$include`: what they say is not counted here.")?;
    }
    let reason = match &found.auth.because {
        AuthReason::Order(id) => format!("the profile `{id}` is first in auth.order"),
        AuthReason::Profiles => "all its profiles in auth.profiles are of this kind".to_owned(),
        AuthReason::Environment(name) => format!("{name} is set"),
        AuthReason::ClaudeCli => "its provider section stands for the Claude command line".to_owned(),
        AuthReason::Nothing => return Ok(()),
    };
    let mode = match found.auth.mode {
        AuthMode::ApiKey => "an API key",
        AuthMode::OAuth => "OAuth or a token",
        AuthMode::Undecided => return Ok(()),
    };
    writeln!(out, "\nAnthropic is used with {mode}: {reason}.")
}

/// The model, with what it was written as.
fn model(found: &Explanation) -> String {
    let model = &found.resolution.model;
    if !found.knows_provider {
        return format!("{model}, of an unknown provider");
    }
    let Some(written) = &found.written else { return format!("{model} (nothing names one)") };
    let how = match &found.resolution.how {
        How::Written | How::Special => "",
        How::Alias(AliasOrigin::BuiltIn) => ", an alias of OpenClaw's own",
        How::Alias(_) => ", an alias",
        How::UniqueMatch => ", the only provider that has this id",
        How::DefaultProvider => ", which nothing claims: it goes to the default provider",
        How::DefaultModel => ", which cannot be read: the default model is used",
    };
    match &found.written_at {
        Some(path) => format!("{model} (`{written}` of {path}{how})"),
        None if how.is_empty() => model.to_string(),
        None => format!("{model} (`{written}`{how})"),
    }
}

/// The retention that is passed on.
pub(super) fn effective(cache: &CacheOutcome) -> &'static str {
    cache.effective.map_or("-", crate::config::cache_retention::Retention::word)
}

/// What decides.
pub(super) fn because(found: &Explanation) -> String {
    let path = |layer: Layer| {
        let row = found.layers.iter().find(|row| row.layer == layer);
        row.map(|row| row.path.clone()).unwrap_or_default()
    };
    match found.cache.why {
        Why::Layer(layer) => path(layer),
        Why::Legacy(layer) => format!("cacheControlTtl of {}", path(layer)),
        Why::Seeded => format!("\"short\", put into {} on loading", path(Layer::DefaultsModel)),
        Why::Environment => "OPENCLAW_CACHE_RETENTION".to_owned(),
        Why::Default => "the provider's default".to_owned(),
        Why::NotRead if !found.knows_provider => {
            format!("nothing: OpenClaw knows no provider `{}`", found.resolution.model.provider)
        }
        Why::NotRead => "the provider, which reads no retention".to_owned(),
    }
}

fn filled(setting: &Filled) -> String {
    let text = setting.text.as_deref().unwrap_or("(no text)");
    if setting.is_written { text.to_owned() } else { format!("{text} (filled in)") }
}

/// A path, with the file that it stands in where that is another one.
fn place(path: &str, file: Option<&str>) -> String {
    file.map_or_else(|| path.to_owned(), |file| format!("{path} (in {file})"))
}

fn layer(row: &LayerRow, subject: &Subject<'_>) -> [String; 4] {
    let mut fate = match row.fate {
        crate::explain::Fate::Absent => String::new(),
        fate => fate.word().to_owned(),
    };
    if let Some(before) = &row.before_seeding {
        let was = if before.is_present() { format!(" over {}", value(before)) } else { String::new() };
        fate = format!("{fate}, put in on loading{was}");
    }
    [place(&row.path, subject.file(row.range)), value(&row.retention), value(&row.legacy), fate]
}

/// A layer's value for a table.
pub(super) fn value(value: &LayerValue) -> String {
    match value {
        LayerValue::Absent => "-".to_owned(),
        LayerValue::Text(text) => format!("\"{}\"", crate::base::masking::written(text)),
        LayerValue::Other => "(no text)".to_owned(),
    }
}
