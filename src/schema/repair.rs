//! Repairs of the schema that `openclaw config schema` prints, where it differs from what OpenClaw accepts.
//!
//! The differences were found by running OpenClaw's own validation beside a JSON Schema validator
//! (docs/openclaw/validation.md#differences-from-the-schema). The snapshot generator and the reader of live schemas
//! share these repairs, so both judge alike.

use serde_json::{Map, Value};

/// Strings that OpenClaw trims before it judges them.
const TRIMMED: [&str; 40] = [
    "agents.defaults.authInheritance.agentId",
    "agents.defaults.decisionModel",
    "agents.defaults.heartbeat.agentId",
    "agents.defaults.models.*.pickerRuntimes[]",
    "agents.defaults.sessionStore.agentId",
    "agents.defaults.systemAgent.agentId",
    "agents.entries.*.decisionModel",
    "agents.entries.*.models.*.pickerRuntimes[]",
    "agents.entries.*.tools.github.gitAuthor.email",
    "agents.entries.*.tools.github.gitAuthor.name",
    "cloudWorkers.profiles.*.provider",
    "desktop.host.passwordFile",
    "gateway.auth.trustedProxy.cloudflareAccessOidc.githubAccountIdClaim",
    "gateway.auth.trustedProxy.cloudflareAccessOidc.providerId",
    "gateway.controlUi.environment.label",
    "gateway.roles.default",
    "gateway.roles.definitions.*.accessPolicyPlugin",
    "gateway.roles.definitions.*.agents[]",
    "gateway.roles.definitions.<key>",
    "hooks.mappings[].channel",
    "mcp.servers.*.codex.agents[]",
    "mcp.servers.*.oauth.authProfileId",
    "mcp.servers.*.oauth.scope",
    "mcp.servers.*.toolFilter.exclude[]",
    "mcp.servers.*.toolFilter.include[]",
    "nodeHost.mcp.servers.*.codex.agents[]",
    "nodeHost.mcp.servers.*.oauth.authProfileId",
    "nodeHost.mcp.servers.*.oauth.scope",
    "nodeHost.mcp.servers.*.toolFilter.exclude[]",
    "nodeHost.mcp.servers.*.toolFilter.include[]",
    "nodeHost.workerRuns.containerImage",
    "secrets.egressProxy.allowedHosts[]",
    "secrets.egressProxy.bypassHosts[]",
    "talk.agentId",
    "tools.github.gitAuthor.email",
    "tools.github.gitAuthor.name",
    "tools.media.audio.preferredModel",
    "tools.media.image.preferredModel",
    "tools.media.video.preferredModel",
    "worktreeRoot",
];

/// Patterns whose flag `i` was lost in the export.
const CASE_IGNORED: [&str; 3] =
    ["agents.entries.<key>", "mcp.servers.*.codex.agents[]", "nodeHost.mcp.servers.*.codex.agents[]"];

/// Keywords that constrain values; everything else (titles, descriptions, notes) is prose.
const FACTS: [&str; 38] = [
    "$ref",
    "$defs",
    "definitions",
    "type",
    "enum",
    "const",
    "default",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "items",
    "additionalItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "dependencies",
    "anyOf",
    "oneOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "deprecated",
];

/// What [`repair`] changed, for the generator's report.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// `$ref`s that led nowhere and now lead into their own plugin's schema.
    pub references: usize,
    /// Keys taken out of `required` because they have a default.
    pub required: usize,
    /// Strings marked as trimmed.
    pub trimmed: usize,
    /// Patterns marked as ignoring case.
    pub case_ignored: usize,
    /// Ids of `SecretRef` objects that were given a format.
    pub secret_ids: usize,
}

/// Repairs `schema` in place.
pub fn repair(schema: &mut Value) -> Repairs {
    let mut repairs = Repairs::default();
    let mut moves = Vec::new();
    dangling(schema, schema, &mut vec![(String::from("#"), schema)], &mut moves);
    for (at, target) in moves {
        if let Some(Value::Object(node)) = schema.pointer_mut(&at) {
            node.insert("$ref".to_owned(), Value::String(target));
            repairs.references += 1;
        }
    }
    relax(schema, &mut repairs.required);
    for path in TRIMMED {
        repairs.trimmed += mark(schema, path, "x-trim");
    }
    for path in CASE_IGNORED {
        repairs.case_ignored += mark(schema, path, "x-ignore-case");
    }
    repairs.secret_ids = secret_ids(schema);
    repairs
}

/// Removes every keyword that is no fact about values: titles, descriptions, notes.
pub fn keep_facts(schema: &mut Value) {
    if let Value::Object(keywords) = schema {
        keywords.retain(|keyword, _| FACTS.contains(&keyword.as_str()) || keyword.starts_with("x-"));
    }
    each_child(schema, &mut |child| keep_facts(child));
}

/// Collects `(pointer of the node, new $ref)` for each `$ref` that the document root cannot resolve but an enclosing
/// schema can: plugin schemas are spliced in without rebasing their references.
fn dangling<'a>(
    document: &Value,
    node: &'a Value,
    ancestors: &mut Vec<(String, &'a Value)>,
    moves: &mut Vec<(String, String)>,
) {
    let here = ancestors.last().map(|(pointer, _)| pointer.clone()).unwrap_or_default();
    if let Some(pointer) =
        node.get("$ref").and_then(Value::as_str).and_then(|pointer| pointer.strip_prefix('#'))
        && document.pointer(pointer).is_none()
        && let Some((base, _)) = ancestors.iter().rev().find(|(_, schema)| schema.pointer(pointer).is_some())
    {
        moves.push((here.trim_start_matches('#').to_owned(), format!("{base}{pointer}")));
    }
    let children: Vec<(String, &Value)> = match node {
        Value::Object(map) => map.iter().map(|(key, child)| (escape(key), child)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, child)| (index.to_string(), child)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        ancestors.push((format!("{here}/{key}"), child));
        dangling(document, child, ancestors, moves);
        ancestors.pop();
    }
}

/// Escapes a key as one part of a JSON pointer (RFC 6901, section 3).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// OpenClaw fills defaults before it validates, so a key with a default is never missing. What channels bring is judged by a
/// validator of JSON Schema, which fills none in the branches of a union.
fn relax(schema: &mut Value, removed: &mut usize) {
    let mut channels = schema.pointer_mut("/properties/channels").map(Value::take);
    if let Some(channels) = &mut channels {
        each_child(channels, &mut |channel| relax_outside_unions(channel, removed));
    }
    relax_required(schema, removed);
    if let Some((place, channels)) = schema.pointer_mut("/properties/channels").zip(channels) {
        *place = channels;
    }
}

fn relax_outside_unions(schema: &mut Value, removed: &mut usize) {
    relax_own(schema, removed);
    let unions = ["anyOf", "oneOf"].map(|union| {
        let branches = schema.get_mut(union).map(Value::take);
        (union, branches)
    });
    each_child(schema, &mut |child| relax_outside_unions(child, removed));
    for (union, branches) in unions {
        if let Some((place, branches)) = schema.get_mut(union).zip(branches) {
            *place = branches;
        }
    }
}

fn relax_required(schema: &mut Value, removed: &mut usize) {
    relax_own(schema, removed);
    each_child(schema, &mut |child| relax_required(child, removed));
}

fn relax_own(schema: &mut Value, removed: &mut usize) {
    if let Value::Object(keywords) = schema
        && let Some(Value::Array(required)) = keywords.get("required")
    {
        let kept: Vec<Value> = required.iter().filter(|name| !has_default(keywords, name)).cloned().collect();
        *removed += required.len() - kept.len();
        if kept.is_empty() {
            keywords.shift_remove("required");
        } else {
            keywords.insert("required".to_owned(), Value::Array(kept));
        }
    }
}

fn has_default(keywords: &Map<String, Value>, name: &Value) -> bool {
    let property =
        name.as_str().zip(keywords.get("properties")).and_then(|(name, properties)| properties.get(name));
    property.is_some_and(|property| property.get("default").is_some())
}

/// Sets `flag` on every string schema at `path`, in every branch of unions; returns how many there are. Steps: a key,
/// `*` for record values, `<key>` for the schema of record keys, a trailing `[]` for items.
fn mark(schema: &mut Value, path: &str, flag: &str) -> usize {
    let branches = schema.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten();
    let below: usize = branches.map(|branch| mark(branch, path, flag)).sum();
    below + mark_own(schema, path, flag)
}

fn mark_own(schema: &mut Value, path: &str, flag: &str) -> usize {
    let cut = path.find("[]").filter(|at| *at == 0).map_or_else(|| step_len(path), |_| 2);
    let (step, rest) = path.split_at(cut);
    let next = match step {
        "" => return usize::from(set(schema, flag)),
        "[]" => schema.get_mut("items"),
        "*" => schema.get_mut("additionalProperties"),
        "<key>" => schema.get_mut("propertyNames"),
        key => schema.get_mut("properties").and_then(|properties| properties.get_mut(key)),
    };
    next.map_or(0, |next| mark(next, rest.strip_prefix('.').unwrap_or(rest), flag))
}

/// The length of the first step of a path.
fn step_len(path: &str) -> usize {
    path.find(['.', '[']).unwrap_or(path.len())
}

fn set(schema: &mut Value, flag: &str) -> bool {
    let text = schema.get("pattern").is_some() || schema.get("type").is_some_and(|kind| kind == "string");
    if let Some(keywords) = schema.as_object_mut().filter(|_| text) {
        keywords.insert(flag.to_owned(), Value::Bool(true));
    }
    text
}

/// Gives the ids of `SecretRef`s with source `file` and `exec` a format of our own: their grammar is code in OpenClaw
/// (docs/openclaw/secrets.md#references). Channels and plugins bring schemas of their own, which do not have it.
fn secret_ids(schema: &mut Value) -> usize {
    let Some(sections) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return 0 };
    let own = sections.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "channels" | "plugins"));
    let mut count = 0;
    own.for_each(|(_, section)| secret_ids_below(section, &mut count));
    count
}

fn secret_ids_below(schema: &mut Value, count: &mut usize) {
    let source = schema.pointer("/properties/source/const").and_then(Value::as_str);
    let format = match source {
        Some("file") => Some("secret-file-id"),
        Some("exec") => Some("secret-exec-id"),
        _ => None,
    };
    if let Some((format, id)) =
        format.zip(schema.pointer_mut("/properties/id").and_then(Value::as_object_mut))
    {
        id.insert("format".to_owned(), Value::String(format.to_owned()));
        *count += 1;
    }
    each_child(schema, &mut |child| secret_ids_below(child, count));
}

/// Calls `visit` with every direct subschema.
fn each_child(schema: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    let Value::Object(keywords) = schema else { return };
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties" | "$defs" | "definitions", Value::Object(named)) => {
                named.values_mut().for_each(&mut *visit);
            }
            ("items" | "anyOf" | "oneOf" | "allOf", Value::Array(list)) => {
                list.iter_mut().for_each(&mut *visit);
            }
            (
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "propertyNames"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains",
                child,
            ) => visit(child),
            _ => {}
        }
    }
}
