//! What is masked, and what stays readable.

use super::{MASK, text, written};
use crate::config::secret;
use proptest::prelude::*;
use std::borrow::Cow;

/// Credentials are put together here, so that no scanner takes this file for a leak.
fn credential(prefix: &str) -> String {
    format!("{prefix}{}", "Ab3".repeat(14))
}

#[test]
fn the_public_prefix_stays() {
    let sentence = format!("key '{}' and {}, done", credential("sk-ant-"), credential("ghp_"));
    assert_eq!(text(&sentence), "key 'sk-ant-********' and ghp_********, done");
    assert!(matches!(text("nothing here"), Cow::Borrowed("nothing here")));
}

/// Asserts how strings of a document are shown; `§` stands for a secret.
fn check(cases: &[&str]) {
    for case in cases {
        let string = case.replace('§', "hunter2secret");
        assert_eq!(written(&string), case.replace('§', super::MASK), "{string}");
    }
}

#[test]
fn addresses() {
    check(&[
        "https://§@host.example/path",
        "redis://§@10.0.0.1:6379/0",
        "https://host.example/v1?model=x&api_key=§&y=1",
        "wss://host.example/#access_token=§",
        "https://hooks.slack.com/services/§",
        "https://discord.com/api/webhooks/§?wait=true",
        "see https://§@a.example and http://b.example?sig=§ too",
        "https://host.example:8080/@scope/package",
        "http://[::1]/x and ws://host:port/x",
        "git@github.com:a/b.git",
        "ssh://git@github.com/a/b.git",
        "https://${USER}:${PASSWORD}@host.example",
        "https://host.example/?token=${TOKEN}",
    ]);
    // Cut off before the `@`.
    assert_eq!(text("it selects `https://me:hunter`"), "it selects `https://********`");
    // User and password go together: either may be the token.
    for user in ["me:hunter2", "hunter2:", "hunter2", ":hunter2", "me:hun/ter2", "me:hun@ter2"] {
        assert_eq!(written(&format!("https://{user}@host.example/p")), "https://********@host.example/p");
    }
    let bot = format!("https://api.telegram.org/bot123456789:{}/getMe", "Ab3".repeat(12));
    assert_eq!(written(&bot), "https://api.telegram.org/bot********/getMe");
}

#[test]
fn headers_arguments_and_assignments() {
    check(&[
        "Authorization: Bearer §",
        "authorization: Basic §",
        "Authorization:§",
        "X-Api-Key: §",
        "curl -H 'Authorization: Bearer §' https://host.example",
        "bearer §",
        "mcp --token § --port 8080",
        "mcp --api-key=§",
        "docker run -e OPENAI_API_KEY=§ image",
        "PGPASSWORD=§ psql",
        "mcp --max-tokens 100 --port 8080",
        "--token ${TOKEN}",
        "keyboard=us monkey=1",
        "model: gpt",
    ]);
}

#[test]
fn our_own_words_stay() {
    for sentence in [
        "OpenClaw sends it as a Bearer token in `Authorization`",
        "write `Authorization: Bearer <token>`",
        "start it with `--token <token>` or `--password <password>`",
        "use `https://host.example/path?key=value`",
        "`gateway.auth.token` is a text, `${GATEWAY_TOKEN}` a variable",
        "the alias `@work` of `anthropic/claude-opus-5@work`",
    ] {
        assert_eq!(text(sentence), sentence.replace("key=value", "key=********"));
    }
}

proptest! {
    #[test]
    fn no_credential_survives(
        before in "[ -~\u{e9}]{0,8} ",
        body in "[A-Za-z0-9]{40}",
        prefix in prop::sample::select(vec!["sk-ant-", "sk-", "xoxb-", "ghp_", "AIza", "hf_", "eyJ", "npm_"]),
    ) {
        let credential = prefix.to_owned() + &body;
        let sentence = format!("{before}\"{credential}\"");
        prop_assert!(secret::looks_like(&credential).is_some());
        prop_assert!(!text(&sentence).contains(&body));
    }

    #[test]
    fn masking_twice_is_masking_once(string in "[ -~]{0,60}") {
        let once = written(&string).into_owned();
        prop_assert_eq!(written(&once).into_owned(), once);
    }

    #[test]
    fn no_secret_survives_in_a_string(secret in "[A-Za-z0-9_%.~-]{8,40}", form in 0_usize..9) {
        let string = match form {
            0 => format!("https://user:{secret}@host.example/x"),
            1 => format!("postgres://{secret}@host.example:5432/x"),
            2 => format!("https://host.example/x?a=1&token={secret}"),
            3 => format!("https://host.example/x#apiKey={secret}"),
            4 => format!("Authorization: Bearer {secret}"),
            5 => format!("--password {secret}"),
            6 => format!("--secret={secret} --x"),
            7 => format!("run GITHUB_TOKEN={secret} y"),
            _ => format!("Basic {secret}"),
        };
        prop_assert!(!written(&string).contains(&secret), "{}", written(&string));
    }
}

#[test]
fn a_credential_is_known_in_a_sentence_and_in_a_path() {
    let key = format!("sk-ant-{}", "a1b2c3d4".repeat(5));
    for sentence in
        ["{}: it is the only agent", "it is {}.", "agents.entries.{}.model", "agents.entries.{}: x"]
    {
        let shown = text(&sentence.replace("{}", &key)).into_owned();
        assert_eq!(shown, sentence.replace("{}", &format!("sk-ant-{MASK}")));
    }
}
