//! Values that many places take, right ones and wrong ones.

pub const AGENTS: &[&str] = &["main", "work", "ops", "a", "helper", "Ops", "a_b", "x-1", "bad key", "_u"];

pub const DURATIONS: &str = "1h | 30m | 1h30m | 90 | 0 | 500ms | 1.5h | 2D |  1h  | 0d | 5m10s";
pub const NO_DURATIONS: &str = "5x | 1w | \"\" | \" \" | -5m | 1h30 | 1h 30m | .5h | 1e3s | 5 | 0 | -1 | false | 1.h | ٣h | 99999999999999999d";
pub const SIZES: &str = "10mb | 1gb | 12 | 512K | 1.5 gb | 5t | 0b | 1024";
pub const NO_SIZES: &str =
    "5 mb | 5x | -1mb | \"\" | 1kib | 10 | 0 | -1 | 1.5 | .5mb | 5bb | 1e3 | 99999999999tb";
pub const AGENT: &str = "main | main | work | ops | a | Ops | helper | MAIN";
pub const NO_AGENT: &str = "nobody | \" \" | \"\" |  main | bad key | * | ma!in";
pub const URLS: &str = "https://example.com | http://example.com | https://example.com/path | http://127.0.0.1:8080 | http://localhost | https://example.com/ | HTTPS://Example.com";
pub const NO_URLS: &str = "ftp://example.com | example.com | \"\" | /x | http:// | ws://example.com | https://u:p@example.com | https://example.com?x=1 | https://example.com#f | http://[::1] |  https://example.com  | https:example.com | http://[::1]:80/x | https://exa mple.com | https://example.com:99999";
pub const MODELS: &str = "anthropic/claude-opus-5 | openai/gpt-5.4 | opus | box/m | anthropic/claude-opus-4-5 | openrouter/a/b | anthropic/claude-opus-5@work | ${ENV_VAR}";
pub const NO_MODELS: &str = "google/gemini-2.0-flash | google/gemini-1.5-pro | Google/Gemini-2.0-Flash | /x | x/ | \"\" | \" \" | openai/* | google/gemini-2.0-flash@x | 5 | {\"primary\":\"google/gemini-1.5-pro\"} | {\"primary\":5} | google/ gemini-1.5-pro | openai/gpt-4o | xai/grok-2 | mistral/mistral-large-2402 | groq/llama3-70b-8192";
pub const BINDS: &str = "/a:/b | /a:/b:ro | C:\\\\x:/b | /a";
pub const NO_BINDS: &str = "vol:/b | ./a:/b | \"\" | \" \" | a | ~/x:/b | \\\\\\\\?\\\\C:\\\\x:/b | //?/C:/x:/y |  /a:/b | c:/x:/b | C:x:/b";
pub const LISTS: &str = "[\"read\"] | [] | [\"group:fs\",\"exec\"]";
pub const SECRETS: &str = "{\"source\":\"env\",\"provider\":\"default\",\"id\":\"A_B\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"/a/b\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"value\"} | {\"source\":\"exec\",\"provider\":\"e\",\"id\":\"a/b:c\"} | {\"source\":\"store\",\"provider\":\"default\",\"id\":\"A\"} | ${ENV_VAR} | plain | $A_B";
pub const NO_SECRETS: &str = "{\"source\":\"env\",\"provider\":\"f\",\"id\":\"A\"} | {\"source\":\"env\",\"id\":\"A\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"a\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"/a~2\"} | {\"source\":\"exec\",\"provider\":\"e\",\"id\":\"a/../b\"} | {\"source\":\"exec\",\"provider\":\"default\",\"id\":\"x\"} | {\"source\":\"env\",\"provider\":\"F\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"default\",\"id\":\"a\"} | {\"source\":\"vault\",\"provider\":\"f\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"default\",\"id\":\"A\",\"x\":1} | {} | 5 | [] | {\"source\":\"store\",\"provider\":\"s\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"e\",\"id\":\"A\"} | {\"source\":\"exec\",\"provider\":\"f\",\"id\":\".\"} | {\"source\":\"env\",\"provider\":\"constructor\",\"id\":\"A\"}";
pub const HOSTS: &str = "example.com | api.example.com | 127.0.0.1 | [::1] | ::1 | localhost | EXAMPLE.com. | xn--bcher-kva.example | bücher.example";
pub const NO_HOSTS: &str = "*.example.com | https://example.com | example.com:80 | example.com/x | \"\" | \" \" | -a.example | a..b | a_b.example | ex ample | [::1 | fe80::1%eth0 | user@host | 1.2.3.4.5 | 0x7f.1";
