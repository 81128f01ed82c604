//! How a provider of the document's own is reached: `api` and `baseUrl` that do not fit each other
//! (docs/openclaw/models.md#own-providers).

use super::plain::{member_text, text};
use crate::base::Severity;
use crate::catalog::MergedCatalog;
use crate::check::{Finding, Place, Rule};
use crate::config::cache_lifetime::Route;
use crate::config::model_ref::ModelRef;
use crate::syntax::{Entry, Node, Value};
use url::{Host, Url};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "models.providers.*", needs: &[], check: protocol },
    Rule { at: "models.providers.*", needs: &[], check: context_windows },
];

const CODE: &str = "mismatched-api";

/// What OpenClaw speaks where nothing says otherwise.
const DEFAULT: &str = "openai-completions";

/// The protocols of `OpenAI`.
const OPENAI: [&str; 2] = [DEFAULT, "openai-responses"];

/// What OpenClaw adds to an address itself.
const ENDPOINTS: [&str; 3] = ["/chat/completions", "/responses", "/messages"];

fn protocol(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object().filter(|section| place.is_whole(*section)) else { return };
    let Some(value) = section.get("baseUrl") else { return };
    let Some(url) = text(value).and_then(|address| Url::parse(address.trim()).ok()) else { return };
    found.extend(endpoint(value, &url));
    let id = place.key().trim().to_lowercase();
    let spoken = match section.get("api") {
        Some(api) => text(api).map(|name| (name.into_owned(), api)),
        None => (!knows_api(&id) && !rows_decide(section)).then(|| (DEFAULT.to_owned(), value)),
    };
    let Some((api, at)) = spoken.filter(|(api, _)| OPENAI.contains(&&**api)) else { return };
    let is_written = section.has("api");
    let Some((severity, message, meant)) = misfit(&id, &url, &api, is_written) else { return };
    found.push(Finding::new(CODE, severity, at.range(), message).meant(Some(meant)));
}

/// An address that names what OpenClaw adds to it.
fn endpoint(value: Value<'_>, url: &Url) -> Option<Finding> {
    let path = url.path().trim_end_matches('/');
    let added = ENDPOINTS.into_iter().find(|added| path.ends_with(added))?;
    let written = text(value)?;
    let rest = written.trim().trim_end_matches('/').strip_suffix(added)?;
    let rest = if added == "/messages" { rest.strip_suffix("/v1").unwrap_or(rest) } else { rest };
    let message = format!("OpenClaw adds `{added}` to the address itself: leave it out");
    Some(Finding::warning(CODE, value.range(), message).meant(Some(rest)))
}

/// Whether OpenClaw knows by itself how a provider of this id is reached.
fn knows_api(id: &str) -> bool {
    !is_ollama_id(id) && Route::of(MergedCatalog::plain(), &ModelRef::new(id, "")).api.is_some()
}

/// Whether the models themselves say how each is reached.
fn rows_decide(section: Node<'_>) -> bool {
    let models = section.get("models").and_then(Value::array);
    let mut rows = models.into_iter().flat_map(Node::entries).filter_map(Entry::value).peekable();
    rows.peek().is_some() && rows.all(|row| row.get("api").is_some() || row.get("baseUrl").is_some())
}

fn is_ollama_id(id: &str) -> bool {
    id == "ollama" || id == "ollama-cloud"
}

/// What is wrong with speaking a protocol of `OpenAI` to an address, and the protocol that it has.
fn misfit(id: &str, url: &Url, api: &str, is_written: bool) -> Option<(Severity, String, &'static str)> {
    let path = url.path().trim_end_matches('/');
    let spoken = if is_written {
        format!("`{api}` does not fit this provider's address")
    } else {
        format!("without `api` OpenClaw speaks `{api}`, which does not fit this address")
    };
    let host = url.host_str().unwrap_or_default();
    if path.ends_with("/anthropic")
        || path.ends_with("/anthropic/v1")
        || (host == "api.anthropic.com" && path.is_empty())
    {
        let meant = "anthropic-messages";
        return Some((
            Severity::Warning,
            format!("{spoken}: Anthropic's protocol is spoken there, write `api: \"{meant}\"`"),
            meant,
        ));
    }
    if host == "generativelanguage.googleapis.com" && !path.contains("/openai") {
        let meant = "google-generative-ai";
        return Some((
            Severity::Warning,
            format!("{spoken}: Google's protocol is spoken there, write `api: \"{meant}\"`"),
            meant,
        ));
    }
    let is_ollama = is_ollama_id(id)
        || url.port() == Some(11_434)
        || host == "ollama.com"
        || host.ends_with(".ollama.com");
    match path {
        "" if is_ollama => Some((
            Severity::Warning,
            format!(
                "{spoken}: Ollama has it below `/v1` only, and its own protocol here: write `api: \"ollama\"`"
            ),
            "ollama",
        )),
        "/v1" if is_ollama => Some((
            Severity::Information,
            "by OpenAI's protocol Ollama is not reliable at calling tools: write `api: \"ollama\"`"
                .to_owned(),
            "ollama",
        )),
        _ => None,
    }
}

/// Whether an address leads to a machine of the user's own, where models hold little.
fn is_near(address: &str) -> bool {
    let Ok(url) = Url::parse(address.trim()) else { return false };
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_private(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unique_local(),
        Some(Host::Domain(name)) => {
            name == "localhost" || name == "host.docker.internal" || name.rsplit('.').next() == Some("local")
        }
        None => false,
    }
}

/// A model whose context OpenClaw has to guess: said once for each provider, at the first such model.
fn context_windows(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(section) = place.object().filter(|section| place.is_whole(*section)) else { return };
    let id = place.key().trim().to_lowercase();
    // Ollama and other programs that OpenClaw knows tell how much their models take.
    let is_known = MergedCatalog::plain().provider(&id).is_some();
    let is_near = member_text(section, "baseUrl").is_some_and(|address| is_near(&address));
    if is_known || !is_near || member_text(section, "api").as_deref() == Some("ollama") {
        return;
    }
    let models = section.get("models").and_then(Value::array);
    let rows = models.into_iter().flat_map(Node::entries).filter_map(|row| row.value()?.object());
    let is_guessed = |row: &Node<'_>| {
        !["contextWindow", "contextTokens", "$include"].iter().any(|key| row.has(key)) && row.has("id")
    };
    let Some(value) = rows.filter(is_guessed).find_map(|row| row.get("id")) else { return };
    let message = "OpenClaw assumes that this model holds 200,000 tokens: write its `contextWindow`, since a smaller one overflows before the conversation is shortened";
    found.push(Finding::new("guessed-context-window", Severity::Hint, value.range(), message));
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn addresses_of_another_protocol() {
        check(
            "{ models: { providers: {
                ollama: { baseUrl: 'http://box:11434', models: [] },
                two: { baseUrl: 'http://127.0.0.1:11434/', api: 'openai-completions', models: [] },
                three: { baseUrl: 'http://localhost:11434/v1', models: [] },
                four: { baseUrl: 'https://api.deepseek.com/anthropic', api: 'openai-completions', models: [] },
                five: { baseUrl: 'https://api.anthropic.com', models: [] },
                six: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta', api: 'openai-responses', models: [] },
                seven: { baseUrl: 'https://x.example/v1/chat/completions', api: 'openai-completions', models: [] },
                eight: { baseUrl: 'https://x.example/v1/messages/', api: 'anthropic-messages', models: [] } } } }",
            &expect![[r#"
                warning mismatched-api models.providers.ollama.baseUrl `'http://box:11434'`: without `api` OpenClaw speaks `openai-completions`, which does not fit this address: Ollama has it below `/v1` only, and its own protocol here: write `api: "ollama"`
                warning mismatched-api models.providers.two.api `'openai-completions'`: `openai-completions` does not fit this provider's address: Ollama has it below `/v1` only, and its own protocol here: write `api: "ollama"`
                information mismatched-api models.providers.three.baseUrl `'http://localhost:11434/v1'`: by OpenAI's protocol Ollama is not reliable at calling tools: write `api: "ollama"`
                warning mismatched-api models.providers.four.api `'openai-completions'`: `openai-completions` does not fit this provider's address: Anthropic's protocol is spoken there, write `api: "anthropic-messages"`
                warning mismatched-api models.providers.five.baseUrl `'https://api.anthropic.com'`: without `api` OpenClaw speaks `openai-completions`, which does not fit this address: Anthropic's protocol is spoken there, write `api: "anthropic-messages"`
                warning mismatched-api models.providers.six.api `'openai-responses'`: `openai-responses` does not fit this provider's address: Google's protocol is spoken there, write `api: "google-generative-ai"`
                warning mismatched-api models.providers.seven.baseUrl `'https://x.example/v1/chat/completions'`: OpenClaw adds `/chat/completions` to the address itself: leave it out
                warning mismatched-api models.providers.eight.baseUrl `'https://x.example/v1/messages/'`: OpenClaw adds `/messages` to the address itself: leave it out
            "#]],
        );
        accepts(&["{ models: { providers: {
                ollama: { baseUrl: 'http://box:11434', api: 'ollama', models: [] },
                two: { baseUrl: 'http://box:11434/v1', api: 'ollama', models: [] },
                three: { baseUrl: 'http://box:8000/v1', models: [] },
                four: { baseUrl: 'https://api.anthropic.com/v1', api: 'openai-completions', models: [] },
                five: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai', models: [] },
                six: { baseUrl: 'http://box:11434', models: [{ id: 'm', name: 'm', api: 'ollama' }] },
                seven: { baseUrl: '${URL}/anthropic', models: [] },
                eight: { baseUrl: 'http://box:11434', api: '${API}', models: [] },
                anthropic: { baseUrl: 'https://api.anthropic.com', models: [] } } } }"]);
    }

    #[test]
    fn context_windows_that_are_guessed() {
        check(
            "{ models: { providers: {
                box: { baseUrl: 'http://10.0.0.7:8000/v1', models: [{ id: 'a', name: 'a', contextWindow: 8192 }, { id: 'b', name: 'b' }, { id: 'c', name: 'c' }] },
                local: { baseUrl: 'http://localhost:11434', api: 'ollama', models: [{ id: 'm', name: 'm' }] },
                far: { baseUrl: 'https://x.example/v1', models: [{ id: 'm', name: 'm' }] } } } }",
            &expect![[r#"
                hint guessed-context-window models.providers.box.models.1.id `'b'`: OpenClaw assumes that this model holds 200,000 tokens: write its `contextWindow`, since a smaller one overflows before the conversation is shortened
            "#]],
        );
    }
}
