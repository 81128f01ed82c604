//! What holds at every place of every document.

use super::{shown, snapshot};
use crate::base::masking::secret_ranges;
use crate::ide::hover::hover;
use crate::text::TextRange;

const SAMPLES: [&str; 6] = [
    include_str!("../../../../examples/openclaw.json"),
    include_str!("../../../../examples/broken.json5"),
    "{ gateway: { auth: { token: 'S3cr3tOne', password: \"S3cr3tTwo\" } }, env: { vars: { A_KEY: 'S3cr3tThree' } },
       channels: { telegram: { botToken: 'S3cr3tFour', accounts: { a: { botToken: \"S3cr3tFive\" } } } },
       models: { providers: { box: { apiKey: 'S3cr3tSix', headers: { 'x-api': 'S3cr3tSeven' }, models: [{ id: 'm' }] } } },
       agents: { defaults: { model: 'box/m' } }, plugins: { entries: { p: { config: { webhookSecret: 0x53 } } } } }",
    "{ gateway: { auth: { token: S3cr3tRaw, password: 'S3cr3tOpen\n }, hooks: { token: 'S3cr3tHook' ",
    "{ a: [[[{ b: [ ${X} 'é${Y} \u{1f600}', { 'c d': NaN, \"\\u0065\": 0x1F } ], ] ] ",
    "{ agents: { list: [{ id: 'Work', model: 'opus@p', params: { cacheControlTtl: 5 }, models: { '/': {}, '*': { alias: 1 } } }] } }",
];

#[test]
fn every_offset_of_every_sample() {
    for sample in SAMPLES {
        let snapshot = snapshot(sample, &["ANTHROPIC_API_KEY"]);
        let mut hovers = 0;
        for offset in 0..=sample.len() + 1 {
            let Some(found) = hover(&snapshot, offset) else { continue };
            hovers += 1;
            assert!(found.range.start <= offset && offset < found.range.end, "{offset} in {sample}");
            assert!(found.markdown.starts_with("**"), "{}", found.markdown);
        }
        assert!(hovers > 5, "{sample}");
    }
}

#[test]
fn no_secret_in_any_hover() {
    let mut secrets = 0;
    for sample in SAMPLES {
        let snapshot = snapshot(sample, &[]);
        let ranges = secret_ranges(&snapshot, TextRange::new(0, sample.len()));
        let words: Vec<&str> =
            ranges.iter().map(|range| sample[range.start..range.end].trim_matches(['\'', '"'])).collect();
        secrets += words.len();
        for found in (0..sample.len()).filter_map(|offset| hover(&snapshot, offset)) {
            for word in &words {
                assert!(!found.markdown.contains(word), "{word} in {}", found.markdown);
            }
            assert!(!found.markdown.contains("S3cr3t"), "{}", found.markdown);
        }
    }
    assert!(secrets >= 10, "{secrets}");
}

#[test]
fn credentials_in_the_wrong_place_are_masked() {
    let key = format!("sk-ant-{}", "Ab3".repeat(14));
    for fixture in [
        format!("{{ agents: {{ defaults: {{ model: '$0{key}' }} }} }}"),
        format!("{{ agents: {{ defaults: {{ models: {{ '$0{key}': {{}} }} }} }} }}"),
        format!("{{ ui: {{ seamColor: '$0{key}' }} }}"),
    ] {
        let (_, markdown) = shown(&fixture, &[]).expect("a hover");
        assert!(!markdown.contains("Ab3"), "{markdown}");
    }
}
