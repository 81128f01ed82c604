//! Agents, their models and tools, and where they run.

use super::Family;
use super::samples::{
    AGENT, BINDS, DURATIONS, LISTS, MODELS, NO_AGENT, NO_BINDS, NO_DURATIONS, NO_MODELS, NO_SECRETS,
    NO_SIZES, NO_URLS, SECRETS, SIZES, URLS,
};

/// The places.
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
];
