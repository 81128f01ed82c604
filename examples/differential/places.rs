//! The places that rules judge, by family: a pattern, values that are mostly right there, and values that may be wrong.
//! Values are separated by ` | `; what is no JSON is a text, and `(schema)` is whatever the schema takes.

/// A pattern with its values.
pub type Place = (&'static str, &'static str, &'static str);

/// A family of rules: its name, and its places.
pub type Family = (&'static str, &'static [Place]);

/// Ids of agents.
pub const AGENTS: &[&str] = &["main", "work", "ops", "a", "helper", "Ops", "a_b", "x-1", "bad key", "_u"];

const DURATIONS: &str = "1h | 30m | 1h30m | 90 | 0 | 500ms | 1.5h | 2D |  1h  | 0d | 5m10s";
const NO_DURATIONS: &str = "5x | 1w | \"\" | \" \" | -5m | 1h30 | 1h 30m | .5h | 1e3s | 5 | 0 | -1 | false | 1.h | ٣h | 99999999999999999d";
const SIZES: &str = "10mb | 1gb | 12 | 512K | 1.5 gb | 5t | 0b | 1024";
const NO_SIZES: &str =
    "5 mb | 5x | -1mb | \"\" | 1kib | 10 | 0 | -1 | 1.5 | .5mb | 5bb | 1e3 | 99999999999tb";
const AGENT: &str = "main | main | work | ops | a | Ops | helper | MAIN";
const NO_AGENT: &str = "nobody | \" \" | \"\" |  main | bad key | * | ma!in";
const URLS: &str = "https://example.com | http://example.com | https://example.com/path | http://127.0.0.1:8080 | http://localhost | https://example.com/ | HTTPS://Example.com";
const NO_URLS: &str = "ftp://example.com | example.com | \"\" | /x | http:// | ws://example.com | https://u:p@example.com | https://example.com?x=1 | https://example.com#f | http://[::1] |  https://example.com  | https:example.com | http://[::1]:80/x | https://exa mple.com | https://example.com:99999";
const MODELS: &str = "anthropic/claude-opus-5 | openai/gpt-5.4 | opus | box/m | anthropic/claude-opus-4-5 | openrouter/a/b | anthropic/claude-opus-5@work | ${ENV_VAR}";
const NO_MODELS: &str = "google/gemini-2.0-flash | google/gemini-1.5-pro | Google/Gemini-2.0-Flash | /x | x/ | \"\" | \" \" | openai/* | google/gemini-2.0-flash@x | 5 | {\"primary\":\"google/gemini-1.5-pro\"} | {\"primary\":5} | google/ gemini-1.5-pro | openai/gpt-4o | xai/grok-2 | mistral/mistral-large-2402 | groq/llama3-70b-8192";
const BINDS: &str = "/a:/b | /a:/b:ro | C:\\\\x:/b | /a";
const NO_BINDS: &str = "vol:/b | ./a:/b | \"\" | \" \" | a | ~/x:/b | \\\\\\\\?\\\\C:\\\\x:/b | //?/C:/x:/y |  /a:/b | c:/x:/b | C:x:/b";
const LISTS: &str = "[\"read\"] | [] | [\"group:fs\",\"exec\"]";
const SECRETS: &str = "{\"source\":\"env\",\"provider\":\"default\",\"id\":\"A_B\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"/a/b\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"value\"} | {\"source\":\"exec\",\"provider\":\"e\",\"id\":\"a/b:c\"} | {\"source\":\"store\",\"provider\":\"default\",\"id\":\"A\"} | ${ENV_VAR} | plain | $A_B";
const NO_SECRETS: &str = "{\"source\":\"env\",\"provider\":\"f\",\"id\":\"A\"} | {\"source\":\"env\",\"id\":\"A\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"a\"} | {\"source\":\"file\",\"provider\":\"f\",\"id\":\"/a~2\"} | {\"source\":\"exec\",\"provider\":\"e\",\"id\":\"a/../b\"} | {\"source\":\"exec\",\"provider\":\"default\",\"id\":\"x\"} | {\"source\":\"env\",\"provider\":\"F\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"default\",\"id\":\"a\"} | {\"source\":\"vault\",\"provider\":\"f\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"default\",\"id\":\"A\",\"x\":1} | {} | 5 | [] | {\"source\":\"store\",\"provider\":\"s\",\"id\":\"A\"} | {\"source\":\"env\",\"provider\":\"e\",\"id\":\"A\"} | {\"source\":\"exec\",\"provider\":\"f\",\"id\":\".\"} | {\"source\":\"env\",\"provider\":\"constructor\",\"id\":\"A\"}";
const HOSTS: &str = "example.com | api.example.com | 127.0.0.1 | [::1] | ::1 | localhost | EXAMPLE.com. | xn--bcher-kva.example | bücher.example";
const NO_HOSTS: &str = "*.example.com | https://example.com | example.com:80 | example.com/x | \"\" | \" \" | -a.example | a..b | a_b.example | ex ample | [::1 | fe80::1%eth0 | user@host | 1.2.3.4.5 | 0x7f.1";

/// All places.
pub const PLACES: &[Family] = &[
    (
        "agents",
        &[
            ("agents.{defaults,entries.*}.heartbeat.every", DURATIONS, NO_DURATIONS),
            (
                "agents.{defaults,entries.*}.heartbeat.activeHours.{start,end}",
                "08:00 | 23:59 | 00:00",
                "24:00 | 24:30 | 8:00 | 25:00 | \"\" | 12:60 | 08:00  | ${ENV_VAR} | 5",
            ),
            (
                "agents.{defaults,entries.*}.heartbeat.activeHours.timezone",
                "UTC | Europe/Berlin | user | Nowhere/X",
                "5 | \"\"",
            ),
            (
                "agents.{defaults,entries.*}.heartbeat.target",
                "last | owner | none | telegram | NONE | lark |  last  | tg",
                "nowhere | \"\" | \" \" | qa-channel | Telegram | webchat | foo | *",
            ),
            (
                "agents.{defaults,entries.*}.heartbeat.{accountId,to,session,model}",
                "(schema) | main | opus",
                "5 | \"\" | {}",
            ),
            (
                "agents.{defaults,entries.*}.decisionModel",
                "a/b | \"\" | openai/gpt-5.4 | a/b/c",
                "opus | a/ | /b | \" \" | a / b | 5",
            ),
            (
                "agents.{defaults,entries.*}.models.*",
                "{} | {\"alias\":\"fast\"} | {\"params\":{\"temperature\":1}} | {\"codeMode\":true} | {\"pickerRuntimes\":[\"codex\"]}",
                "{\"codeMode\":{}} | {\"pickerRuntimes\":[\"auto\"]} | {\"pickerRuntimes\":[\" codex \"]} | {\"pickerRuntimes\":[\"\"]} | [] | null | {\"alias\":5} | {\"x\":1}",
            ),
            (
                "agents.{defaults,entries.*}.modelPolicy.allow",
                "[\"anthropic/claude-opus-5\"] | [\"openai/*\",\"fast\"] | [] | [\"openrouter:auto\"] | [\"a/b/*\"]",
                "[\"opus\"] | [\"openai\"] | [\"*\"] | [\"a/*/b\"] | [\"\"] | [\" fast \"] | [\"FAST\"] | [\"openai/ *\"] | [\"a//b\"] | [\"a/b \"] | [\"gpt\"] | [5] | [\"${ENV_VAR}\"]",
            ),
            (
                "agents.{defaults,entries.*}.compaction.{maxActiveTranscriptBytes,memoryFlush.forceFlushTranscriptBytes}",
                SIZES,
                NO_SIZES,
            ),
            ("agents.{defaults,entries.*}.contextTokens", "1000", "-1 | x"),
            (
                "agents.{defaults,entries.*}.{workspace,agentDir}",
                "/w | ~/w | w | ./w",
                "\"\" | \" \" | 5 | /w/ | /w/../w",
            ),
            (
                "agents.entries.*",
                "{} | {} | (schema) | {\"default\":true} | {\"name\":\"N\"} | {\"default\":false}",
                "{\"id\":\"x\"} | {\"constructor\":1} | {\"prototype\":{}} | {\"__proto__\":{}} | null | [] | 5",
            ),
            ("agents.ownership", "explicit", "shared | null | \"\""),
            (
                "agents.{defaults.{heartbeat,systemAgent},defaults.authInheritance,defaults.sessionStore}.agentId",
                AGENT,
                NO_AGENT,
            ),
            (
                "agents.entries.*.identity.avatar",
                "avatars/a.png | https://x/a.png | data:image/png;base64,AA== | \"\" | a.png | ./a.png",
                "../a.png | ~/a.png | ftp://x/a.png | /etc/a.png | file:///a.png | C:\\\\a.png | a/../../b.png | HTTP://x | //host/a.png | mailto:x | http:x | a:b",
            ),
            (
                "agents.{defaults,entries.*}.subagents.{model,allowAgents}",
                "(schema) | [\"*\"] | [\"main\"] | opus",
                "[5] | {} | 5",
            ),
            ("agents.{defaults,entries.*}.{model,utilityModel,imageModel,pdfModel}", MODELS, NO_MODELS),
            (
                "agents.{defaults,entries.*}.{sandbox,tools,memory,tts,heartbeat,skills,thinkingDefault,contextPruning,humanDelay,blockStreaming}",
                "(schema)",
                "null | [] | 5",
            ),
        ],
    ),
    (
        "sandbox",
        &[
            (
                "agents.{defaults,entries.*}.sandbox.docker.network",
                "bridge | none | my-net | container:x",
                "host | HOST |  host  | Container:abc | \"\"",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.browser.network",
                "bridge | none",
                "host | container:x |  Host",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.docker.dangerouslyAllowContainerNamespaceJoin",
                "true | false",
                "\"true\" | null",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.docker.{seccompProfile,apparmorProfile}",
                "/p.json | default",
                "unconfined | Unconfined |  unconfined",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.{docker,browser}.binds",
                "[\"/a:/b\"] | [] | [\"C:/x:/b\"]",
                "[\"vol:/b\"] | [\"\"]",
            ),
            ("agents.{defaults,entries.*}.sandbox.{docker,browser}.binds[]", BINDS, NO_BINDS),
            (
                "agents.{defaults,entries.*}.sandbox.docker.env.*",
                "x | \"\" | a b | ${ENV_VAR}",
                "\"a\\nb\" | \"a\\u0000\" | 5 | null | \"a\\r\"",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.backend",
                "docker | podman | ssh | openshell",
                "\"\" | \" \" |  docker  | Docker | 5",
            ),
            (
                "agents.{defaults,entries.*}.sandbox.{mode,scope,workspaceAccess}",
                "(schema) | shared",
                "all | off | agent | 5 | none | rw",
            ),
            ("agents.entries.*", "{} | {\"default\":true}", ""),
            ("agents.ownership", "explicit", ""),
            ("agents.{defaults,entries.*}.sandbox", "(schema)", "{\"perSession\":true} | null"),
        ],
    ),
    (
        "bindings",
        &[
            (
                "bindings[]",
                "{\"agentId\":\"main\",\"match\":{\"channel\":\"telegram\"}} | {\"type\":\"route\",\"agentId\":\"main\",\"match\":{\"channel\":\"slack\",\"accountId\":\"*\"}} | {\"type\":\"acp\",\"agentId\":\"main\",\"match\":{\"channel\":\"discord\",\"peer\":{\"kind\":\"channel\",\"id\":\"1\"}}} | (schema)",
                "{\"type\":\"acp\",\"agentId\":\"main\",\"match\":{\"channel\":\"discord\"}} | {\"agentId\":\"nobody\",\"match\":{\"channel\":\"x\"}} | {\"type\":\"x\"} | {\"match\":{}} | {\"agentId\":\"main\",\"match\":{\"channel\":\"x\",\"chanel\":1}} | {\"type\":\"acp\",\"match\":{\"peer\":{\"id\":5}},\"agentId\":\"main\"} | {\"type\":\"acp\",\"agentId\":\"main\",\"match\":{\"channel\":\"d\",\"peer\":{\"kind\":\"dm\",\"id\":\" \"},\"x\":1}} | 5 | null | {\"type\":\"acp\",\"agentId\":5,\"match\":true} | {\"type\":\"acp\",\"agentId\":\"main\",\"match\":{\"channel\":\"d\",\"peer\":{\"kind\":\"x\",\"id\":\"1\"}},\"acp\":{\"mode\":\"x\"}} | {\"type\":\"acp\",\"x\":1,\"agentId\":\"main\",\"match\":{\"channel\":\"d\",\"peer\":{\"kind\":\"dm\",\"id\":\"1\"}}}",
            ),
            ("bindings[].agentId", AGENT, NO_AGENT),
            ("bindings[].type", "route | acp", "x | null | 5 | \"\""),
            (
                "bindings[].match.{channel,accountId,guildId,teamId}",
                "telegram | * | work | (schema)",
                "\"\" | \" \" | 5 | null",
            ),
            (
                "bindings[].match.peer",
                "{\"kind\":\"channel\",\"id\":\"1\"} | (schema) | {\"kind\":\"direct\",\"id\":\"x\"}",
                "{\"id\":\"\"} | {\"kind\":\"x\",\"id\":\"1\"} | {} | 5 | {\"kind\":\"group\"}",
            ),
            ("bindings[].{comment,session,acp}", "(schema)", "5 | {} | {\"x\":1}"),
            ("bindings[].match.roles", "[\"a\"] | []", "[5] | x"),
            (
                "broadcast.*",
                "[\"main\"] | [\"main\",\"work\"] | [] | {\"agents\":[\"main\"]} | parallel",
                "[\"nobody\"] | [\"MAIN\"] | {\"agents\":[]} | {\"agents\":[\"x\"]} | {} | sequential | [5] | 5 | [\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\",\"main\"] | {\"agents\":[\"main\"],\"x\":1} | [\"\"]",
            ),
            ("broadcast.strategy", "parallel | sequential", "[\"main\"] | x | {}"),
            ("agents.entries.*", "{} | {} | {\"default\":true}", "null"),
            ("agents.ownership", "explicit", ""),
            ("talk.agentId", AGENT, NO_AGENT),
            ("hooks.mappings[].agentId", AGENT, "\"\" | \" \" | 5"),
        ],
    ),
    (
        "models",
        &[
            (
                "models.providers.*",
                "{\"baseUrl\":\"http://x/v1\",\"models\":[]} | {\"baseUrl\":\"https://x\",\"models\":[{\"id\":\"m\",\"name\":\"M\"}]} | (schema)",
                "{} | {\"baseUrl\":\"\"} | {\"models\":[]} | {\"baseUrl\":\"x\",\"models\":{}} | {\"baseUrl\":\" \",\"models\":[]} | {\"baseUrl\":\"${ENV_VAR}\",\"models\":[]} | {\"models\":[{\"id\":\"m\"}]} | {\"apiKey\":\"x\"} | null",
            ),
            ("models.providers.*.{contextTokens,contextWindow}", "1000", "0 | x | -5 | 1.5"),
            (
                "models.providers.*.models[]",
                "{\"id\":\"m\",\"name\":\"M\"} | (schema)",
                "{} | {\"id\":\"\"} | 5 | {\"id\":\"m\",\"name\":\"\"} | {\"id\":\"m\",\"name\":\"M\",\"x\":1}",
            ),
            ("models.providers.*.{apiKey,headers.*,request.auth.token}", SECRETS, NO_SECRETS),
            (
                "models.providers.*.{api,auth,request,timeoutSeconds,localService,params,agentRuntime}",
                "(schema)",
                "{} | null | x | 5",
            ),
            (
                "models.catalogRefresh.{url,enabled}",
                "https://x/y | true | http://localhost:1/x | http://[::1]/",
                "http://x | ftp://x | x | \"\" | file:///x | http://127.0.0.2 | HTTP://LOCALHOST | https:// | false",
            ),
            ("models.{mode,pricing,bedrockDiscovery}", "(schema)", "x | 5 | {}"),
            ("agents.{defaults,entries.*}.model", MODELS, NO_MODELS),
            (
                "agents.defaults.{voiceModel,mediaModels.image,mediaModels.video,heartbeat.model,subagents.model,compaction.model}",
                MODELS,
                NO_MODELS,
            ),
            (
                "agents.defaults.model.fallbacks",
                "[\"opus\"] | [] | [\"openai/gpt-5.4\"]",
                "[\"google/gemini-1.5-pro\"] | [5] | x | [\"\"]",
            ),
            (
                "{hooks.mappings[].model,hooks.gmail.model,tts.summaryModel,channels.modelByChannel.*.*}",
                MODELS,
                NO_MODELS,
            ),
            (
                "tools.{exec.reviewer.model,media.image.preferredModel,byProvider.*}",
                "(schema) | openai/gpt-5.4",
                "google/gemini-1.5-pro | 5 | \" \"",
            ),
            (
                "plugins.entries.*.{subagent.allowedModels,llm.allowedModels,llm.allowedCompletionModels}",
                "[\"a/b\"] | [\"*\"] | []",
                "[\"a\"] | [\"\"] | [5] | [\"a/*\"]",
            ),
        ],
    ),
    (
        "tools",
        &[
            (
                "{,agents.entries.*.}tools{,.byProvider.*,.toolsBySender.*,.sandbox.tools}.{allow,alsoAllow,deny}",
                LISTS,
                "5 | [5] | [\"\"] | null | read",
            ),
            ("tools.subagents.tools.{allow,alsoAllow,deny}", LISTS, "[5]"),
            (
                "channels.{telegram,slack,discord}.{groups,channels,guilds}.*.{tools,toolsBySender.*}.{allow,alsoAllow}",
                LISTS,
                "[5]",
            ),
            ("{,agents.entries.*.}tools.exec.mode", "auto | deny | (schema)", "x | 5 | null"),
            ("{,agents.entries.*.}tools.exec.{security,ask}", "(schema) | full | off", "x | 5 | null"),
            (
                "{,agents.entries.*.}tools.exec.{host,timeoutSeconds,backgroundMs,safeBins,pathPrepend,applyPatch,reviewer}",
                "(schema)",
                "{} | x | -1",
            ),
            (
                "tools.web.search.provider",
                "brave | perplexity | duckduckgo | gemini | grok | searxng | tavily | kimi",
                "exa | firecrawl | bing | \"\" | \" \" | Brave | minimax | ollama | parallel | parallel-free | firecrawl-free |  brave ",
            ),
            ("tools.web.search.*", "true | 5", "{} | x | null"),
            (
                "tools.web.search.{apiKey,brave,perplexity,gemini,grok,kimi,exa,maxResults,enabled,timeoutSeconds,cacheTtlMinutes,openaiCodex}",
                "(schema) | 5",
                "{} | {\"apiKey\":\"x\"} | x | null | true",
            ),
            (
                "tools.web.fetch.{enabled,maxChars,timeoutSeconds,cacheTtlMinutes,headers,provider,maxRedirects,userAgent}",
                "(schema)",
                "{} | x | -1 | 1.5",
            ),
            (
                "tools.{profile,media,links,loopDetection,message,sessions,agentToAgent,elevated,swarm,codeMode,toolSearch}",
                "(schema)",
                "x | {} | 5 | null",
            ),
            (
                "{,agents.entries.*.}tools.swarm.{defaultAgentId,maxAgents,enabled}",
                "(schema) | main",
                "nobody | \"\" | 0",
            ),
            ("plugins.{allow,deny}", "[] | [\"brave\"] | [\"telegram\",\"exa\"]", "[5] | [\"\"]"),
            ("plugins.entries.*.enabled", "true | false", "x"),
            (
                "plugins.entries.{brave,exa,firecrawl,minimax,perplexity,xai,google}",
                "{} | {\"enabled\":true} | {\"enabled\":false} | (schema)",
                "{\"x\":1} | null | {\"config\":{\"x\":1}}",
            ),
            ("agents.entries.*", "{}", ""),
        ],
    ),
    (
        "mcp",
        &[
            (
                "{,nodeHost.}mcp.servers.*",
                "{\"command\":\"x\"} | {\"url\":\"https://h/x\"} | (schema) | {\"command\":\"x\",\"args\":[\"a\"],\"env\":{\"A\":\"b\"}}",
                "{} | {\"timeout\":5} | {\"disabled\":true} | {\"transport\":\"stdio\"} | {\"connect_timeout\":1} | null | {\"ssl_verify\":false} | {\"foo\":1} | {\"workingDirectory\":\"x\"} | {\"codex\":{\"default_tools_approval_mode\":\"auto\"}} | {\"command\":\"\"} | {\"type\":\"stdio\"} | {\"type\":\"http\"}",
            ),
            ("{,nodeHost.}mcp.servers.*.transport", "stdio | sse | streamable-http | http", "x | 5 | \"\""),
            (
                "{,nodeHost.}mcp.servers.*.{command,cwd,args,env,headers,toolFilter,codex,connectionTimeoutMs,requestTimeoutMs,sslVerify,enabled}",
                "(schema)",
                "\"\" | \" \" | {} | 5 | null | [5]",
            ),
            ("{,nodeHost.}mcp.servers.*.{url,oauth.redirectUrl}", URLS, NO_URLS),
            (
                "{,nodeHost.}mcp.servers.*.oauth.clientMetadataUrl",
                "https://example.com/x | https://example.com/path?x",
                NO_URLS,
            ),
            (
                "{,nodeHost.}mcp.servers.*.oauth.{identity,authProfileId,scope,clientId}",
                "per-requester | (schema) | shared",
                "x | \"\" | \" \" | 5",
            ),
            ("{,nodeHost.}mcp.servers.*.auth", "oauth | (schema)", "x | 5 | none"),
            (
                "{,nodeHost.}mcp.servers.*.toolFilter.{include,exclude}",
                "[\"a\"] | [] | [\"a*\"]",
                "[\"\"] | [\" \"] | [5] | x",
            ),
            (
                "{,nodeHost.}mcp.servers.*.codex.agents",
                "[\"main\"] | [\"Work\"] | []",
                "[\"\"] | [\" main \"] | [\"bad key\"] | [5]",
            ),
            ("mcp.apps.sandboxOrigin", URLS, NO_URLS),
            ("mcp.{sessionIdleTtlMs,apps}", "(schema)", "-1 | x | 1.5"),
        ],
    ),
    (
        "gateway",
        &[
            ("gateway.bind", "loopback | lan | tailnet | custom | auto", "x | 0.0.0.0 | \"\" | 5"),
            (
                "gateway.customBindHost",
                "127.0.0.1 | 127.1.2.3 | 10.0.0.1 | ${ENV_VAR}",
                "\"\" | localhost | ::1 | 127.1 | 0177.0.0.1 | \" 127.0.0.1 \" | 5",
            ),
            ("gateway.tailscale.mode", "off | serve | funnel", "x | null"),
            ("gateway.auth.mode", "token | password | none | trusted-proxy", "x | 5"),
            ("gateway.auth.{token,password}", SECRETS, NO_SECRETS),
            (
                "gateway.{auth,controlUi,remote,reload,http,nodes,tls,push,channelHealthCheckMinutes,portals}",
                "(schema)",
                "{} | null | 5 | x",
            ),
            ("gateway.port", "18789 | 8080 | 1 | 65535", "0 | 65536 | 1.5 | -1 | x | \"18789\""),
            (
                "gateway.publicOrigin",
                "https://claw.example | http://localhost:8080 | https://a.b.example | http://127.0.0.1",
                NO_URLS,
            ),
            (
                "gateway.controlUi.allowedOrigins",
                "[\"https://claw.example\"] | [\"*\"] | [] | [\"null\"]",
                "[\"https://x.portals.example\"] | [\"x\"] | [5] | [\"\"]",
            ),
            (
                "gateway.portals.ingress.domain",
                "portals.example | claw.example | p.claw.example",
                "example | *.example | b.example | 127.0.0.1 | \"\" | Portals.Example |  portals.example | a_b.example | -a.example | portals.example. | https://x.example | x.example:80 | bücher.example",
            ),
            ("gateway.portals.ingress.port", "443 | 8443 | 1", "18789 | 8080 | 0 | 65536"),
            (
                "gateway.roles.definitions.*",
                "{\"sessions\":{\"others\":\"none\"},\"agents\":\"*\",\"scopes\":[]} | {\"sessions\":{\"others\":\"none\"},\"agents\":[\"main\"],\"scopes\":[]} | (schema)",
                "{} | null | {\"agents\":[\"a b\"]} | {\"agents\":[\"\"],\"sessions\":{\"others\":\"none\"},\"scopes\":[]} | {\"agents\":[\"nobody\"],\"sessions\":{\"others\":\"none\"},\"scopes\":[]}",
            ),
            ("gateway.roles.default", "main | work | a | home", "nobody | \"\" | \" a \" | constructor | 5"),
            ("gateway.roles", "(schema)", "{\"definitions\":{},\"default\":\"a\"} | {}"),
            ("gateway.tls.{certPath,keyPath,caPath}", "/x | x", "\"\" | \" \" | 5"),
            ("gateway.remote.edgeAuth.*", SECRETS, NO_SECRETS),
            (
                "gateway.remote.edgeAuth",
                "(schema)",
                "{} | {\"Host\":\"x\"} | {\"a b\":\"x\"} | {\"x-a\":\"1\",\"X-A\":\"2\"} | {\"Upgrade\":\"x\"} | {\"\":\"x\"} | {\"x-a\":\"\"} | {\"constructor\":\"x\"}",
            ),
            (
                "gateway.remote.{url,transport,token,tlsFingerprint,sshTarget,enabled}",
                "(schema) | wss://example.com | ws://127.0.0.1:1",
                "http://example.com | ws://example.com | x | \"\"",
            ),
        ],
    ),
    (
        "hooks",
        &[
            (
                "hooks.mappings[]",
                "{} | {\"sessionMode\":\"persistent\",\"sessionKey\":\"k\"} | {\"action\":\"wake\"} | (schema) | {\"transform\":{\"module\":\"a.js\"},\"sessionMode\":\"persistent\"}",
                "{\"sessionMode\":\"persistent\"} | {\"action\":\"agent\",\"sessionMode\":\"persistent\"} | {\"sessionKey\":{\"source\":\"env\",\"provider\":\"default\",\"id\":\"A\"}} | {\"x\":1} | {\"transform\":{}} | {\"sessionMode\":\"persistent\",\"sessionKey\":\"\"} | {\"action\":\"wake\",\"sessionMode\":\"persistent\"}",
            ),
            (
                "hooks.mappings[].transform.module",
                "a.js | dir/a.js | ./a.js",
                "../a.js | /a.js | ~/a.js | \"\" | \" \" | C:/a.js | a/../b.js | a\\\\..\\\\b | http://x |  a.js  | ..a.js | ..",
            ),
            (
                "hooks.mappings[].{channel,to,messageTemplate,sessionKey,wakeMode,deliver,thinking,timeoutSeconds,model,match,id,name}",
                "(schema)",
                "\"\" | \" \" | 5 | null | -1",
            ),
            ("hooks.defaultSessionKey", "k | agent:main:hook", "\"\" | \" \" | 5"),
            (
                "hooks.{token,gmail.pushToken}",
                "x | ${ENV_VAR}",
                "{\"source\":\"env\",\"provider\":\"default\",\"id\":\"A\"} | {\"source\":\"env\",\"id\":\"A\"} | {} | 5 | {\"source\":\"vault\",\"id\":\"A\"}",
            ),
            (
                "hooks.{enabled,path,presets,internal,gmail,allowedAgentIds,allowRequestSessionKey,maxBodyBytes,transformsDir,allowedSessionKeyPrefixes}",
                "(schema)",
                "5 | {} | null | x | [\"\"]",
            ),
            ("hooks.internal.{handlers,entries.*,load.extraDirs}", "(schema)", "[{}] | 5"),
        ],
    ),
    (
        "session",
        &[
            (
                "session.maintenance.{pruneAfter,preserveRecent,resetArchiveRetention,archiveDashboardAfter}",
                "30d | 7 | 1.5d | false | 12h | 1w | (schema)",
                NO_DURATIONS,
            ),
            ("session.maintenance.{maxDiskBytes,highWaterBytes}", SIZES, NO_SIZES),
            ("cron.sessionRetention", DURATIONS, NO_DURATIONS),
            (
                "session.{reset,resetByType,resetByChannel.*,sendPolicy,dmScope,scope,identityLinks,threadBindings,mainKey,idleMinutes,writeLock}",
                "(schema)",
                "{} | x | 5 | null",
            ),
            (
                "{cron,session.maintenance,messages,logging,diagnostics,update,ui,attachments,approvals,acp,memory,discovery,cli,wizard,meta}",
                "(schema)",
                "null | 5 | {\"x\":1}",
            ),
            ("cron.{webhookToken,webhook}", SECRETS, NO_SECRETS),
            (
                "{worktreeRoot,desktop.host.passwordFile}",
                "/abs | /",
                "~ | ~/x | rel | ./x | \"\" | \" \" | C:\\\\x |  /abs  | ~user | ${ENV_VAR}",
            ),
            ("proxy.proxyUrl", URLS, NO_URLS),
            ("{proxy,desktop,surfaces.*,fleet,security,auth,systemPrompt}", "(schema)", "null | 5"),
            ("env.vars.*", "x | ${ENV_VAR} | \"\"", "5 | null"),
            ("env", "(schema)", "{\"A\":\"b\"} | {\"shellEnv\":{\"enabled\":1}} | {\"vars\":5}"),
            ("auth.{profiles.*,order.*,cooldowns}", "(schema) | [\"main\"]", "[5] | x"),
        ],
    ),
    (
        "secrets",
        &[
            (
                "secrets.providers.{f,e,s,default,*}",
                "{\"source\":\"env\"} | {\"source\":\"file\",\"path\":\"/x\"} | {\"source\":\"store\"} | (schema) | {\"source\":\"file\",\"path\":\"/x\",\"mode\":\"json\"}",
                "{} | {\"source\":\"vault\"} | {\"source\":\"exec\"} | {\"source\":\"exec\",\"command\":\"op\"} | {\"source\":\"exec\",\"command\":\"/a;b\"} | {\"source\":\"exec\",\"command\":\"~/x\"} | {\"source\":\"exec\",\"command\":\"\"} | {\"source\":\"exec\",\"command\":\"C:\\\\x\"} | {\"source\":\"file\"} | {\"source\":\"env\",\"allowlist\":[\"a\"]} | {\"source\":\"exec\",\"command\":\"/no such\"} | {\"source\":\"file\",\"path\":\"\"} | {\"source\":\"env\",\"x\":1}",
            ),
            (
                "secrets.providers.e.{trustedDirs,args,passEnv,timeoutMs,maxOutputBytes}",
                "(schema) | [\"/x\"] | 5000",
                "[\"x\"] | [\"\"] | 120001 | 0 | [\"lower\"]",
            ),
            ("secrets.defaults.{env,file,exec,store}", "default | f | e", "F | \"\" | 5 | a b | constructor"),
            ("secrets.egressProxy.{allowedHosts,bypassHosts}", "[\"example.com\"] | []", "[\"\"] | [5]"),
            ("secrets.egressProxy.{allowedHosts,bypassHosts}[]", HOSTS, NO_HOSTS),
            (
                "{gateway.auth.token,gateway.remote.password,memory.search.remote.apiKey,cron.webhookToken,skills.entries.*.apiKey,talk.providers.*.apiKey,channels.telegram.botToken,channels.slack.botToken,channels.discord.token,models.providers.openai.apiKey,tts.providers.*.apiKey}",
                SECRETS,
                NO_SECRETS,
            ),
            (
                "{channels.telegram.accounts.*.botToken,channels.slack.accounts.*.appToken,channels.discord.accounts.*.token,channels.matrix.password,plugins.entries.brave.config.webSearch.apiKey,plugins.entries.exa.config.webSearch.apiKey,agents.defaults.sandbox.ssh.identityData}",
                SECRETS,
                NO_SECRETS,
            ),
            ("channels.discord{,.accounts.*}.threadBindings.webhookToken", "x", NO_SECRETS),
            ("channels.whatsapp{,.accounts.*}.creds.json", "x", NO_SECRETS),
        ],
    ),
    (
        "talk",
        &[
            ("{talk,talk.realtime,tts}.provider", "openai | a | b | OpenAI", "x | \"\" | \" \" | 5"),
            (
                "{talk,talk.realtime}.providers",
                "{\"openai\":{}} | {\"a\":{},\"b\":{}} | {} | {\"OpenAI\":{}} | {\" a\":{}}",
                "{\"a\":5} | null | {\"constructor\":{}}",
            ),
            ("{talk,talk.realtime,tts}.providers.*", "{} | (schema)", "5"),
            (
                "{talk,tts}.{mode,auto,realtime,personas,silenceTimeoutMs,interruptOnSpeech,speechLocale,summaryModel,maxTextLength,timeoutMs}",
                "(schema)",
                "x | 5 | {}",
            ),
        ],
    ),
    (
        "browser",
        &[
            (
                "browser.profiles.*",
                "{\"cdpPort\":9222} | {\"driver\":\"existing-session\"} | {\"cdpUrl\":\"http://x\"} | (schema) | {\"driver\":\"extension\"}",
                "{} | {\"color\":\"red\"} | {\"driver\":\"extension\",\"cdpUrl\":\"x\"} | {\"userDataDir\":\"/x\",\"cdpPort\":1} | {\"cdpPort\":0} | {\"cdpUrl\":\"\"} | {\"driver\":\"clawd\"} | {\"cdpUrl\":\" \"}",
            ),
            (
                "browser.profiles.*.{driver,cdpPort,cdpUrl,userDataDir,attachOnly,headless}",
                "(schema) | 9222 | openclaw",
                "\"\" | 0 | 65536 | x | null",
            ),
            (
                "browser.{enabled,defaultProfile,cdpUrl,ssrfPolicy,extraArgs,snapshotDefaults,executablePath,tabCleanup}",
                "(schema)",
                "x | 5 | {}",
            ),
        ],
    ),
    (
        "workers",
        &[
            (
                "cloudWorkers.profiles.*",
                "{\"provider\":\"x\"} | (schema)",
                "{} | {\"provider\":\"\"} | {\"provider\":\" \"} | null | {\"lifetime\":1}",
            ),
            (
                "cloudWorkers.profiles.*.suspendAfter",
                "45m | 1h | 60s | 1d | 60000ms",
                "45 | 30s | \"\" | 1w | 59999ms | 0.5m | 5 | 1H | 1h30 |  1h ",
            ),
            (
                "cloudWorkers.profiles.*.settings",
                "{} | {\"a\":1} | {\"token\":{\"source\":\"env\",\"provider\":\"default\",\"id\":\"A\"}} | (schema)",
                "{\"token\":\"x\"} | {\"apiKey\":5} | {\"a\":[{\"password\":\"x\"}]} | {\"tokenRef\":\"x\"} | {\"maxTokens\":5} | {\"secretRef\":{\"source\":\"env\",\"provider\":\"default\",\"id\":\"a\"}} | {\"keyRef\":\"x\"} | {\"passwordFile\":\"x\"} | {\"token\":null} | {\"apiKeys\":[]} | []",
            ),
            ("cloudWorkers.projectProfiles.*", "main | work | a", "\"\" |  a  | 5 | nobody"),
            ("cloudWorkers.{defaultProfile,enabled,limits}", "(schema) | main", "nobody | \"\""),
        ],
    ),
    (
        "channels",
        &[
            (
                "channels.{telegram,discord,slack,whatsapp,signal,imessage,matrix,msteams,googlechat,feishu,irc,line,mattermost,nostr,twitch,zalo,zalouser,clickclack,reef,raft,a2a,buzz,nextcloud-talk,synology-chat,tlon,qqbot}",
                "(schema) | {} | {\"enabled\":true} | (schema)",
                "null | {\"x\":1} | 5 | []",
            ),
            ("channels.*", "{}", "{} | 5 | null"),
            (
                "channels.{Telegram,qa-channel,lark,teams,foo,tg,defaults,modelByChannel}",
                "(schema)",
                "{} | {\"x\":1} | 5 | null",
            ),
            (
                "channels.{telegram,discord,slack,whatsapp,signal,feishu,matrix}.accounts.*",
                "{} | (schema)",
                "null | 5 | {\"x\":1}",
            ),
            (
                "channels.{telegram,discord,slack,whatsapp,feishu,matrix}.defaultAccount",
                "main | work | default",
                "nobody | \"\" | 5",
            ),
            (
                "channels.{telegram,discord,slack}.{bindings,threadBindings}",
                "(schema)",
                "{\"acp\":{}} | {\"acp\":true} | {\"acp\":[]}",
            ),
            ("channels.discord.guilds.*.channels.*.bindings.acp", "true", "{} | [] | {\"x\":1}"),
            (
                "channels.telegram.{groups.*.topics.*,direct.*,groups.*}",
                "(schema)",
                "{\"bindings\":{\"acp\":{}}} | {\"agentId\":5} | null",
            ),
            (
                "channels.{telegram,discord,slack,whatsapp,signal,imessage}.{dmPolicy,groupPolicy,allowFrom,groupAllowFrom}",
                "(schema) | open | allowlist | [\"*\"]",
                "x | 5 | [{}] | disabled",
            ),
            ("plugins.allow", "[] | [\"foo\"] | [\"telegram\"]", "[5]"),
            ("plugins.enabled", "true | false", "x"),
            ("plugins.load.paths", "[] | [\"/no/such\"]", "[5] | x"),
            (
                "plugins.entries.{foo,lark,telegram,qa-channel}",
                "{} | {\"enabled\":false} | {\"enabled\":true}",
                "{\"x\":1}",
            ),
            (
                "plugins.slots.memory",
                "memory-core | none | memory-lancedb",
                "nope | \"\" | telegram | 5 | None |  memory-core ",
            ),
            ("plugins.slots.contextEngine", "legacy | x", "\"\" | 5"),
            (
                "plugins.entries.*",
                "{} | {\"enabled\":true,\"config\":{}} | {\"enabled\":false} | (schema)",
                "{\"config\":5} | {\"x\":1} | null",
            ),
            (
                "plugins.entries.{active-memory,memory-core,imap,webhooks,crabbox,codex,acpx,llm-task,voice-call,xai,onepassword,github-copilot,lobster,diffs,browser,canvas}.config",
                "(schema)",
                "{\"x\":1} | null | 5 | {\"discovery\":{\"enabled\":true}} | {\"discovery\":{}}",
            ),
            ("agents.defaults.heartbeat.target", "telegram | last | slack", "foo | lark | qa-channel"),
        ],
    ),
];
