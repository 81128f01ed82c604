//! What is said about cache settings.

use super::check;
use expect_test::expect;

#[test]
fn cache_settings() {
    check(
        "{ agents: { defaults: { model: 'anthropic/claude-opus-5', params: { $0cacheRetention: 'long' } } } }",
        expect![[r#"
            cacheRetention
            **agents.defaults.params.cacheRetention**

            How long the provider keeps the prompt cache: `none`, `short` or `long`, in lower case. On Anthropic `short` is 5 minutes and `long` 1 hour; other providers differ. Any other value is ignored with one log line, and `params` under `models.providers` count for OpenRouter only.

            In effect for `anthropic/claude-opus-5`: `long` (1 hour).

            `cacheRetention` of this layer decides.

            | value | anthropic |
            |---|---|
            | `none` | no caching |
            | `short` | 5 minutes, cache writes $6.25 per million tokens |
            | `long` (in effect) | 1 hour, cache writes $10 per million tokens |

            A prompt of 100,000 tokens and 40 messages a day, an estimate: $44.00 with `none`, $32.00 to $50.40 with `short`, $4.40 with `long`.

            - Type: string
            - Values with an effect: `none`, `short`, `long`
        "#]],
    );
    check(
        "{ auth: { profiles: { a: { provider: 'anthropic', mode: 'api_key' } } },
           agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { cacheControlTtl: $0'1h' } } } } } }",
        expect![[r#"
            '1h'
            **agents.defaults.models["anthropic/claude-opus-5"].params.cacheControlTtl**

            In effect for `anthropic/claude-opus-5`: `short` (5 minutes).

            Anthropic is used with an API key (all Anthropic profiles in `auth.profiles` are API keys): on loading, OpenClaw writes `short` into this layer, unless a text stands there. That beats `agents.defaults.params` and every `cacheControlTtl`.

            So the value here has no effect for this model.

            Old key: write `cacheRetention: "long"` instead; for this model `short` then becomes `long`.

            | value | anthropic |
            |---|---|
            | `none` | no caching |
            | `short` (in effect) | 5 minutes, cache writes $6.25 per million tokens |
            | `long` | 1 hour, cache writes $10 per million tokens |

            A prompt of 100,000 tokens and 40 messages a day, an estimate: $44.00 with `none`, $32.00 to $50.40 with `short`, $4.40 with `long`.

            Old form of `cacheRetention`: exactly `"5m"` means `short` and `"1h"` means `long`, everything else is ignored. A valid `cacheRetention` in any layer wins, including the `short` that API-key login puts in by itself. Replace it.

            - Type: string
            - Values with an effect: `5m`, `1h`
            - Read by: `anthropic`, `anthropic-vertex`, `amazon-bedrock`, `anthropic-messages`, `google`
        "#]],
    );
    check(
        "{ agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { work: { params: { cacheRetention: $0'LONG' } } } } }",
        expect![[r#"
            'LONG'
            **agents.entries.work.params.cacheRetention**

            In effect for `openai/gpt-5.4`, agent `work`: nothing is passed on (the provider's default lifetime).

            No layer has a value that counts, so it is the provider's default.

            The value here means nothing to OpenClaw: it must be exactly `none`, `short` or `long`.

            Did you mean `long`?

            | value | openai |
            |---|---|
            | `none` | no cache key; the provider may still cache by itself |
            | `short` | the provider's default lifetime |
            | `long` | 24 hours |

            A prompt of 100,000 tokens and 40 messages a day, an estimate: $2.20 to $22.00 with `none`, $2.20 to $22.00 with `short`, $2.20 with `long`.

            How long the provider keeps the prompt cache: `none`, `short` or `long`, in lower case. On Anthropic `short` is 5 minutes and `long` 1 hour; other providers differ. Any other value is ignored with one log line, and `params` under `models.providers` count for OpenRouter only.

            - Type: string
            - Values with an effect: `none`, `short`, `long`
        "#]],
    );
    check(
        "{ models: { providers: { anthropic: { params: { $0cacheRetention: 'long' } } } } }",
        expect![[r#"
            cacheRetention
            **models.providers.anthropic.params.cacheRetention**

            Read for OpenRouter only, below all layers under `agents`. For every other provider it has no effect here.

            Not read here: under `models.providers` OpenClaw reads this key for `openrouter` only. Put it into `agents.defaults.models["provider/model"].params`.

            - Type: string
            - Values with an effect: `none`, `short`, `long`
        "#]],
    );
    check(
        "{ agents: { defaults: { models: { 'a/b': { $0cacheRetention: 'long' } } } } }",
        expect![[r#"
            cacheRetention
            **agents.defaults.models["a/b"].cacheRetention**

            OpenClaw NEWEST does not know `agents.defaults.models["a/b"].cacheRetention` and refuses the configuration.

            Retired, now `params.cacheRetention`.

            `cacheRetention` is read in a `params` object only: `agents.defaults.params`, `agents.defaults.models["provider/model"].params`, and the same two of an agent.
        "#]],
    );
    check(
        "{ agents: { defaults: { models: { opus: { params: { $0cacheControlTtl: '30m' } } } } } }",
        expect![[r#"
            cacheControlTtl
            **agents.defaults.models.opus.params.cacheControlTtl**

            Old form of `cacheRetention`: exactly `"5m"` means `short` and `"1h"` means `long`, everything else is ignored. A valid `cacheRetention` in any layer wins, including the `short` that API-key login puts in by itself. Replace it.

            Never applies: the key `opus` of this entry is not the exact `provider/model` that OpenClaw looks for.

            - Type: string
            - Values with an effect: `5m`, `1h`
            - Read by: `anthropic`, `anthropic-vertex`, `amazon-bedrock`, `anthropic-messages`, `google`
        "#]],
    );
}
