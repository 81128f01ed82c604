//! What a sandbox may not do (docs/openclaw/validation.md#sandbox).

use super::plain::{has_drive, is_true, members, text};
use super::roster::roster;
use crate::check::{Fact, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.{defaults,entries.*}.sandbox", needs: &[], check: networks },
    Rule {
        at: "agents.{defaults,entries.*}.sandbox.docker.{seccompProfile,apparmorProfile}",
        needs: &[],
        check: profile,
    },
    Rule { at: "agents.{defaults,entries.*}.sandbox.docker.binds[]", needs: &[], check: bind },
    Rule { at: "agents.{defaults,entries.*}.sandbox.browser.binds[]", needs: &[], check: browser_bind },
    Rule { at: "agents.entries.*", needs: &[Fact::Sandbox], check: own_environment },
    Rule { at: "agents", needs: &[], check: default_environment },
];

const UNSAFE: &str = "unsafe-sandbox";

fn networks(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(sandbox) = place.object() else { return };
    let docker = sandbox.get("docker").and_then(Value::object);
    let joins = docker.is_some_and(|docker| is_true(docker, "dangerouslyAllowContainerNamespaceJoin"));
    for key in ["docker", "browser"] {
        let Some(value) = sandbox.get(key).and_then(|part| part.get("network")) else { continue };
        let Some(name) = text(value).map(|name| trim(&name).to_ascii_lowercase()) else { continue };
        let (rule, message) = if name == "host" {
            let rule =
                if key == "docker" { "sandbox/networks-host" } else { "sandbox/networks-browser-host" };
            (rule, "the sandbox would use the network of the host: use `bridge` or `none`")
        } else if name.starts_with("container:") && !joins {
            let rule =
                if key == "docker" { "sandbox/networks-container" } else { "sandbox/networks-browser" };
            let message = "the sandbox joins the network of another container: use a bridge of its own, or set \
                           `docker.dangerouslyAllowContainerNamespaceJoin`";
            (rule, message)
        } else {
            continue;
        };
        found.push(Finding::refused(rule, UNSAFE, value.range(), message));
    }
}

fn profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|name| trim(&name).eq_ignore_ascii_case("unconfined")) {
        let message = "`unconfined` removes the protection: name a profile or remove the key";
        found.push(Finding::refused("sandbox/profile-seccomp", UNSAFE, place.value.range(), message));
    }
}

fn bind(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge_bind("sandbox/bind", place, found);
}

fn browser_bind(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge_bind("sandbox/bind-browser", place, found);
}

fn judge_bind(rule: &'static str, place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(bind) = text(place.value) else { return };
    if has_drive(&bind) && is_absolute_bind(&bind) {
        let message = "a Windows path is not accepted here: write `/path/on/host:/path/inside`";
        return found.push(Finding::refused("sandbox/bind-windows", UNSAFE, place.value.range(), message));
    }
    let message = if trim(&bind).is_empty() {
        "this bind is blank: write `/path/on/host:/path/inside`"
    } else if is_absolute_bind(&bind) {
        return;
    } else {
        "the path on the host must be absolute: write `/path/on/host:/path/inside`; named volumes are not allowed"
    };
    found.push(Finding::refused(rule, UNSAFE, place.value.range(), message));
}

/// Whether the host part of a bind is an absolute path. Windows paths may have their long form `\\?\`.
fn is_absolute_bind(bind: &str) -> bool {
    let skip = if has_drive(bind) { 2 } else { 0 };
    let end = bind.bytes().skip(skip).position(|byte| byte == b':').map_or(bind.len(), |at| at + skip);
    let host = &bind[..end];
    let long = host.strip_prefix(r"\\?\").or_else(|| host.strip_prefix("//?/"));
    host.starts_with('/') && long.is_none() || long.is_some_and(has_drive) || has_drive(host)
}

/// How the sandbox of an agent runs.
struct Runner<'t> {
    backend: std::borrow::Cow<'t, str>,
    shared: bool,
}

impl<'t> Runner<'t> {
    /// The agent's own settings, then the defaults. `None` where a variable decides.
    fn new(own: Option<Node<'t>>, defaults: Option<Node<'t>>) -> Option<Self> {
        let settings = [own, defaults];
        let first = |key: &str| settings.iter().flatten().find_map(|node| node.get(key));
        let backends = settings.iter().flatten().filter_map(|node| node.get("backend"));
        let mut written = backends.filter(|value| value.as_str().is_some_and(|name| !trim(&name).is_empty()));
        let backend = written.next().map_or(Some("docker".into()), text)?;
        let shared = first("scope").map_or(Some(false), |scope| Some(text(scope)? == "shared"))?;
        Some(Self { backend, shared })
    }

    /// Whether the variables are handed over as lines of a file.
    fn has_env_file(&self) -> bool {
        matches!(trim(&self.backend), "docker" | "podman")
    }
}

fn own_environment(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(sandbox) = place.value.get("sandbox").and_then(Value::object) else { return };
    let Some(env) = environment(sandbox) else { return };
    let defaults = place.facts.object(&["agents", "defaults", "sandbox"]);
    if Runner::new(Some(sandbox), defaults).is_some_and(|runner| runner.has_env_file() && !runner.shared) {
        found.extend(members(env).filter_map(|entry| variable("sandbox/own_environment", entry)));
    }
}

fn default_environment(place: &Place<'_>, found: &mut Vec<Finding>) {
    let sandbox = place.value.get("defaults").and_then(|defaults| defaults.get("sandbox"));
    let Some(defaults) = sandbox.and_then(Value::object) else { return };
    let Some(env) = environment(defaults) else { return };
    let mut bad = members(env)
        .filter_map(|entry| Some((entry.key()?, variable("sandbox/default_environment", entry)?)))
        .peekable();
    if bad.peek().is_none() {
        return;
    }
    let agents = place.object().and_then(roster).and_then(|roster| match roster.value() {
        Some(Value::Node(agents)) => Some(agents),
        _ => None,
    });
    for (key, finding) in bad {
        if reaches_an_agent(&key, defaults, agents) {
            found.push(finding);
        }
    }
}

/// Whether a default variable comes to some agent whose sandbox cannot take it.
fn reaches_an_agent(key: &str, defaults: Node<'_>, agents: Option<Node<'_>>) -> bool {
    let Some(agents) = agents.filter(|agents| agents.count() > 0) else {
        return Runner::new(None, Some(defaults)).is_some_and(|runner| runner.has_env_file());
    };
    agents.entries().filter_map(Entry::value).any(|agent| {
        let own = agent.get("sandbox").and_then(Value::object);
        let replaced = own.and_then(environment).is_some_and(|env| env.has(key));
        Runner::new(own, Some(defaults))
            .is_some_and(|runner| runner.has_env_file() && (runner.shared || !replaced))
    })
}

fn environment(sandbox: Node<'_>) -> Option<Node<'_>> {
    sandbox.get("docker")?.get("env")?.object()
}

/// What is wrong with one variable: its name, or a value of several lines.
fn variable(rule: &'static str, entry: Entry<'_>) -> Option<Finding> {
    let (token, key, value) = (entry.key_token()?, entry.key()?, entry.value()?);
    if key == "$include" || key == "__proto__" {
        return None;
    }
    if !is_name(&key) {
        let message =
            format!("`{key}` is no name of a variable: use letters, digits and `_`, no digit first");
        return Some(Finding::refused(rule, "invalid-variable", token.range, message));
    }
    let lines = text(value).is_some_and(|text| text.contains(['\r', '\n', '\0']));
    let message =
        format!("the value of `{key}` must be one line: hand longer text over in a file that is mounted");
    lines.then(|| Finding::refused(rule, "invalid-variable", value.range(), message))
}

fn is_name(name: &str) -> bool {
    let first = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    name.bytes().next().is_some_and(first) && name.bytes().all(|byte| first(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    fn defaults(sandbox: &str) -> String {
        format!("{{ agents: {{ defaults: {{ sandbox: {sandbox} }} }} }}")
    }

    #[test]
    fn networks_profiles_and_binds() {
        check(
            &defaults("{ docker: { network: 'Host', seccompProfile: 'unconfined' } }"),
            &expect![[r#"
            error unsafe-sandbox agents.defaults.sandbox.docker.network `'Host'`: the sandbox would use the network of the host: use `bridge` or `none`
            error unsafe-sandbox agents.defaults.sandbox.docker.seccompProfile `'unconfined'`: `unconfined` removes the protection: name a profile or remove the key
        "#]],
        );
        check(
            &defaults("{ browser: { network: 'container:x' } }"),
            &expect![[r#"
            error unsafe-sandbox agents.defaults.sandbox.browser.network `'container:x'`: the sandbox joins the network of another container: use a bridge of its own, or set `docker.dangerouslyAllowContainerNamespaceJoin`
        "#]],
        );
        check(
            &defaults("{ docker: { binds: ['data:/d', ' '] } }"),
            &expect![[r#"
            error unsafe-sandbox agents.defaults.sandbox.docker.binds.0 `'data:/d'`: the path on the host must be absolute: write `/path/on/host:/path/inside`; named volumes are not allowed
            error unsafe-sandbox agents.defaults.sandbox.docker.binds.1 `' '`: this bind is blank: write `/path/on/host:/path/inside`
        "#]],
        );
        let joined = "{ docker: { dangerouslyAllowContainerNamespaceJoin: true, network: 'container:x' } }";
        accepts(&[
            &defaults(joined),
            &defaults(r"{ docker: { network: 'none', binds: ['/a:/b:ro', 'C:\\x:/b', '${DATA}:/d'] } }"),
        ]);
    }

    #[test]
    fn variables_of_containers() {
        check(
            &defaults(r"{ docker: { env: { 'A-B': 'x', C: 'x\ny' } } }"),
            &expect![[r#"
            error invalid-variable agents.defaults.sandbox.docker.env.A-B `'A-B'`: `A-B` is no name of a variable: use letters, digits and `_`, no digit first
            error invalid-variable agents.defaults.sandbox.docker.env.C `'x\ny'`: the value of `C` must be one line: hand longer text over in a file that is mounted
        "#]],
        );
        check(
            "{ agents: { entries: { a: { sandbox: { docker: { env: { '1A': 'x' } } } } } } }",
            &expect![[r#"
                error invalid-variable agents.entries.a.sandbox.docker.env.1A `'1A'`: `1A` is no name of a variable: use letters, digits and `_`, no digit first
            "#]],
        );
        accepts(&[
            &defaults(r"{ backend: 'ssh', docker: { env: { A: 'x\ny' } } }"),
            "{ agents: { defaults: { sandbox: { docker: { env: { 'A-B': 'x' } } } }, entries: { a: { sandbox: { backend: 'ssh' } } } } }",
        ]);
    }
}
