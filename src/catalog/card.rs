//! A model written down for people: a card for hovers and one line for completion lists.

use std::fmt::Write as _;

use super::model::{Cost, Model, Source, Status};

/// The Markdown card of a model.
pub fn markdown(model: &Model) -> String {
    let mut card = format!("**{}** `{}`\n\n", model.name, model.reference());
    for (label, value) in rows(model) {
        let _ = writeln!(card, "- {label}: {value}");
    }
    card
}

/// The one line beside a model in a completion list, such as `1M ctx · $5/$25 per M`.
pub fn detail(model: &Model) -> String {
    let mut parts = Vec::new();
    if let Some(window) = model.context_window {
        parts.push(format!("{} ctx", short_count(window)));
    }
    parts.extend(price(model));
    match model.status {
        Status::Available | Status::Uncatalogued => {}
        status => parts.push(status.word().to_owned()),
    }
    parts.join(" · ")
}

/// What a million tokens cost, such as `$5/$25 per M`; nothing where the catalogue does not say.
pub fn price(model: &Model) -> Option<String> {
    let (input, output) = (model.cost.input?, model.cost.output?);
    Some(if input == 0.0 && output == 0.0 {
        "free".to_owned()
    } else {
        format!("{}/{} per M", dollars(input), dollars(output))
    })
}

fn rows(model: &Model) -> Vec<(&'static str, String)> {
    let mut rows = vec![("Provider", format!("`{}`", model.provider))];
    if let Some(window) = model.context_window {
        rows.push(("Context window", long_count(window)));
    }
    if let Some(output) = model.max_output {
        rows.push(("Output limit", long_count(output)));
    }
    if !model.inputs.is_empty() {
        let words: Vec<_> = model.inputs.iter().map(|input| input.word()).collect();
        rows.push(("Input", words.join(", ")));
    }
    if let Some(reasoning) = model.reasoning {
        rows.push(("Reasoning", if reasoning { "yes" } else { "no" }.to_owned()));
    }
    rows.extend(price_rows(model));
    rows.push(("Status", status(model)));
    if model.source == Source::Document {
        rows.push(("Declared", "in this document, under `models.providers`".to_owned()));
    }
    rows
}

fn price_rows(model: &Model) -> Vec<(&'static str, String)> {
    let Cost { input, output, cache_read, cache_write } = model.cost;
    let mut rows = Vec::new();
    if let (Some(input), Some(output)) = (input, output) {
        rows.push(("Price per million tokens", format!("{} in, {} out", dollars(input), dollars(output))));
    }
    if let Some(read) = cache_read {
        rows.push(("Cache read per million tokens", dollars(read)));
    }
    match (cache_write, cache_write_for_an_hour(model)) {
        (Some(write), Some(hour)) => rows.push((
            "Cache write per million tokens",
            format!("{} for 5 minutes (`short`), {} for 1 hour (`long`)", dollars(write), dollars(hour)),
        )),
        (Some(write), None) if write > 0.0 => rows.push(("Cache write per million tokens", dollars(write))),
        _ => {}
    }
    rows
}

/// What a cache write that lives for one hour costs: twice the input price, where the provider bills as Anthropic does.
///
/// The catalogue only holds the five-minute price, which is 1.25 times the input price.
pub fn cache_write_for_an_hour(model: &Model) -> Option<f64> {
    let input = model.cost.input?;
    let write = model.cost.cache_write?;
    let anthropic_rate = (write - input * 1.25).abs() < 1e-9;
    (model.bills_cache_writes() && anthropic_rate).then_some(input * 2.0)
}

fn status(model: &Model) -> String {
    match &model.replaced_by {
        Some(next) => format!("{}, replaced by `{}/{next}`", model.status.word(), model.provider),
        None => model.status.word().to_owned(),
    }
}

/// A price such as `$5`, `$0.25` or `$0.40625`, never rounded.
fn dollars(price: f64) -> String {
    let exact = format!("{price:.6}");
    let short = exact.trim_end_matches('0').trim_end_matches('.');
    match short.split_once('.') {
        Some((whole, cents)) if cents.len() == 1 => format!("${whole}.{cents}0"),
        _ => format!("${short}"),
    }
}

/// A number of tokens with its short form first where that says the same, as `1M tokens (1,000,000)`.
fn long_count(count: u64) -> String {
    let exact = grouped(count);
    let short = short_count(count);
    let is_round = count >= 10_000 && count.is_multiple_of(1000) && !short.contains('.');
    if is_round { format!("{short} tokens ({exact})") } else { format!("{exact} tokens") }
}

/// A number of tokens such as `1M`, `1.05M`, `200K`, `8192`, rounded to three digits.
fn short_count(count: u64) -> String {
    match count {
        1_000_000.. => format!("{}M", hundredths(count, 1_000_000)),
        10_000.. => format!("{}K", hundredths(count, 1000).split('.').next().unwrap_or_default()),
        _ => count.to_string(),
    }
}

fn hundredths(count: u64, unit: u64) -> String {
    let hundredths = count * 100 / unit;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let text = format!("{whole}.{part:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with a comma at each thousand.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::Catalog;
    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(provider: &str, id: &str, expected: Expect) {
        let model = Catalog::embedded().model(provider, id).expect("a row");
        expected.assert_eq(&format!("{}\n{}", detail(model), markdown(model)));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 20_000, 1_234_567].map(grouped), ["0", "999", "20,000", "1,234,567"]);
    }

    #[test]
    fn a_claude_model_shows_both_cache_lifetimes() {
        check(
            "anthropic",
            "claude-opus-5",
            expect![[r#"
            1M ctx · $5/$25 per M
            **Claude Opus 5** `anthropic/claude-opus-5`

            - Provider: `anthropic`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $25 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25 for 5 minutes (`short`), $10 for 1 hour (`long`)
            - Status: available
        "#]],
        );
    }

    #[test]
    fn a_deprecated_model_names_its_successor() {
        check(
            "anthropic",
            "claude-opus-4-8",
            expect![[r#"
            1M ctx · $5/$25 per M · deprecated
            **Claude Opus 4.8** `anthropic/claude-opus-4-8`

            - Provider: `anthropic`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $25 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25 for 5 minutes (`short`), $10 for 1 hour (`long`)
            - Status: deprecated, replaced by `anthropic/claude-opus-5`
        "#]],
        );
    }

    #[test]
    fn a_provider_without_prices() {
        check(
            "claude-cli",
            "claude-opus-5",
            expect![[r#"
            1M ctx
            **Claude Opus 5 (Claude CLI)** `claude-cli/claude-opus-5`

            - Provider: `claude-cli`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Status: available
        "#]],
        );
    }

    #[test]
    fn other_ways_to_bill_the_cache() {
        check(
            "openai",
            "gpt-5.6-sol",
            expect![[r#"
            1.05M ctx · $5/$30 per M
            **GPT-5.6 Sol** `openai/gpt-5.6-sol`

            - Provider: `openai`
            - Context window: 1,050,000 tokens
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $30 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25
            - Status: available
        "#]],
        );
        check(
            "kilocode",
            "kilo-auto/balanced",
            expect![[r#"
            1M ctx · $0.325/$1.95 per M
            **Auto Balanced** `kilocode/kilo-auto/balanced`

            - Provider: `kilocode`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 65,536 tokens
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $0.325 in, $1.95 out
            - Cache read per million tokens: $0.0325
            - Cache write per million tokens: $0.40625
            - Status: available
        "#]],
        );
    }

    #[test]
    fn no_model_reads_badly() {
        for model in Catalog::embedded().models() {
            let line = detail(model);
            assert!(!line.is_empty() && !line.contains("NaN"), "{}: {line}", model.reference());
            assert!(markdown(model).lines().count() >= 4, "{}", model.reference());
        }
    }

    #[test]
    fn counts_and_prices() {
        assert_eq!(short_count(1_048_576), "1.04M");
        assert_eq!(short_count(262_144), "262K");
        assert_eq!(short_count(8192), "8192");
        assert_eq!(long_count(200_000), "200K tokens (200,000)");
        assert_eq!([5.0, 0.25, 0.4, 0.40625, 0.0].map(dollars), ["$5", "$0.25", "$0.40", "$0.40625", "$0"]);
    }
}
