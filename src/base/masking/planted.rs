//! Documents with a secret planted at every place, for tests of this crate and of the program.

use serde_json::{Map, Value, json};

/// What every planted secret begins with. It is made of letters alone, so that nothing but its place gives it away.
pub const MARK: &str = "qzplanted";

/// The secret with a number.
pub fn secret(number: usize) -> String {
    let letter = |at: u32| char::from(b'a' + (number / 26_usize.pow(at) % 26) as u8);
    format!("{MARK}{}{}{}", letter(2), letter(1), letter(0))
}

/// Documents that have something at every path of some patterns, such as `channels.*.accounts[].token`; as few as hold
/// them all. `plant` makes what stands there.
pub fn documents(patterns: &[String], plant: impl Fn(&str) -> Value) -> Vec<Value> {
    let mut documents: Vec<Value> = Vec::new();
    for (number, pattern) in patterns.iter().enumerate() {
        let steps: Vec<String> = pattern.replace("[]", ".[]").split('.').map(str::to_owned).collect();
        let value = plant(&secret(number));
        if !documents.iter_mut().any(|document| set(document, &steps, &value)) {
            let mut document = json!({});
            assert!(set(&mut document, &steps, &value), "{pattern}");
            documents.push(document);
        }
    }
    documents
}

/// Puts a value at a path; not where something else stands there or on the way.
fn set(at: &mut Value, steps: &[String], value: &Value) -> bool {
    let Some((first, rest)) = steps.split_first() else {
        let is_free = at.as_object().is_some_and(Map::is_empty) || at.as_array().is_some_and(Vec::is_empty);
        if is_free {
            *at = value.clone();
        }
        return is_free;
    };
    let empty = if rest.first().is_some_and(|step| step == "[]") { json!([]) } else { json!({}) };
    match at {
        Value::Array(items) if first == "[]" => {
            if items.is_empty() {
                items.push(empty);
            }
            set(&mut items[0], rest, value)
        }
        Value::Object(members) if first != "[]" => {
            let key = if first == "*" { "x" } else { first };
            set(members.entry(key).or_insert(empty), rest, value)
        }
        _ => false,
    }
}

/// Documents with secrets that only their form or a neighbour gives away, and with broken JSON5.
pub fn written() -> Vec<String> {
    let documents = [
        // Arguments.
        "{ mcp: { servers: { a: { command: 'x', args: ['--token', '§', '--port', '1', '--api-key=§', '-p', 'API_TOKEN=§'] } } } }",
        "{ secrets: { providers: { v: { source: 'exec', command: '/bin/x', args: ['--password', '§'], env: { A: '§' } } } } }",
        "{ nodeHost: { mcp: { servers: { a: { url: 'https://me:§@h.example/p', headers: { 'X-Other': '§' } } } } } }",
        // Headers and variables.
        "{ models: { providers: { a: { headers: { Authorization: 'Bearer §', 'X-Title': '§' }, baseUrl: 'https://§@h.example' } } } }",
        "{ env: { vars: { A: '§', B: ['§'] }, C: '§' }, agents: { defaults: { sandbox: { docker: { env: { D: '§' } } } } } }",
        "{ skills: { entries: { a: { env: { A: '§' }, apiKey: '§' } } }, hooks: { transforms: 'curl -H \"Authorization: Bearer §\"' } }",
        // Addresses.
        "{ browser: { cdpUrl: 'wss://h.example?token=§', profiles: { a: { cdpUrl: 'http://me:§@h.example' } } } }",
        "{ gateway: { remote: { url: 'ws://me:§@h.example' } }, $schema: 'https://me:§@h.example/s.json' }",
        "{ proxy: { proxyUrl: 'http://me:§@h.example' }, update: { channel: 'https://hooks.slack.com/services/§' } }",
        // Values of the wrong type and at the wrong place.
        "{ gateway: { auth: { token: ['§'], password: { value: '§' }, mode: 'token' }, token: '§', port: 'https://a:§@b.example' } }",
        "{ agents: { defaults: { model: 'https://a:§@b.example', workspace: 'https://a:§@b.example' } }, apiKey: '§', token: '§' }",
        "{ channels: { discord: { botToken: '§' }, telegram: { token: '§' }, nope: { secret: '§' } }, mcpServers: { a: { env: { A: '§' } } } }",
        // Retired keys, whose migration moves the secret.
        "{ routing: { transcribeAudio: { command: ['x', '--token', '§'] } }, tools: { web: { search: { apiKey: '§', perplexity: { apiKey: '§' } } } } }",
        "{ agents: { list: [{ id: 'a', tts: { providers: { x: { apiKey: '§' } } } }] }, messages: { tts: { openai: { apiKey: '§' } } } }",
        "{ gateway: { token: '§' }, talk: { apiKey: '§' }, memorySearch: { remote: { apiKey: '§' } }, env: { OPENAI_API_KEY: '§' } }",
        // Broken documents.
        "{ gateway: { auth: { token: §, password: '§\n } } }",
        "{ gateway: { auth: { token: § §more, password: §,§x } } }",
        "{ gateway: { auth: { token: \"§\" \"§\", password: '§''§' } } }",
        "{ gateway: { auth: { token '§', password = '§' } } }",
        "{ hooks: { token: '§' '§', mappings: [{ sessionKey: § ",
        "{ channels: { telegram: { botToken: §:§, webhookSecret: #§ } } }",
        // The same key twice, and keys with escapes.
        r"{ gateway: { auth: { token: '§', token: '§', 'pass\x77ord': '§' } } }",
        "{ // Authorization: Bearer §\n /* --token § */ gateway: { port: 1 } }",
        // What is switched off.
        "{\n  // hooks: { token: \"§\" },\n  // apiKey: \"§\",\n  // \"botToken\": \"§\"\n  /* token: '§' */ gateway: {port:'x'}, // password: §\n}",
    ];
    documents.iter().map(|document| document.replace('§', &secret(0))).collect()
}
