//! The gateway, and what it offers and speaks with.

use super::Family;
use super::samples::{
    DURATIONS, HOSTS, NO_DURATIONS, NO_HOSTS, NO_SECRETS, NO_SIZES, NO_URLS, SECRETS, SIZES, URLS,
};

/// The places.
pub const PLACES: &[Family] = &[
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
