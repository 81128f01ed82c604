//! Texts that are paths or addresses (docs/openclaw/validation.md#paths-and-addresses).

use super::plain::{is_absolute_here, text};
use crate::check::{Finding, Place, Rule};
use crate::schema::format::trim;
use url::Url;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "worktreeRoot", needs: &[], check: worktree },
    Rule { at: "desktop.host.passwordFile", needs: &[], check: absolute },
    Rule { at: "hooks.mappings[].transform.module", needs: &[], check: module },
    Rule { at: "gateway.tls.{certPath,keyPath}", needs: &[], check: not_blank },
    Rule { at: "proxy.proxyUrl", needs: &[], check: http },
    Rule { at: "{,nodeHost.}mcp.servers.*.{url,oauth.redirectUrl}", needs: &[], check: http },
    Rule { at: "{,nodeHost.}mcp.servers.*.oauth.clientMetadataUrl", needs: &[], check: metadata },
    Rule { at: "mcp.apps.sandboxOrigin", needs: &[], check: sandbox },
    Rule { at: "gateway.publicOrigin", needs: &[], check: public },
    Rule { at: "models.catalogRefresh.url", needs: &[], check: catalog },
];

fn worktree(place: &Place<'_>, found: &mut Vec<Finding>) {
    let good = |path: &str| is_absolute_here(path) || path == "~" || path.starts_with("~/");
    path("paths/worktree", place, found, good, "this path must be absolute, or begin with `~/`");
}

fn absolute(place: &Place<'_>, found: &mut Vec<Finding>) {
    path("paths/absolute", place, found, is_absolute_here, "this path must be absolute");
}

fn module(place: &Place<'_>, found: &mut Vec<Finding>) {
    let message =
        "this module must be a relative path without `..`, `~` and `:`, below the folder of transforms";
    path("paths/module", place, found, is_inside, message);
}

fn not_blank(place: &Place<'_>, found: &mut Vec<Finding>) {
    path(
        "paths/not_blank",
        place,
        found,
        |path| !path.is_empty(),
        "this path is blank: write it out or remove the key",
    );
}

/// Whether a relative path stays in its folder, however it is read.
fn is_inside(path: &str) -> bool {
    let outside = path.is_empty() || path.starts_with(['/', '~']) || path.contains(':');
    !outside && !path.split(['/', '\\']).any(|part| part == "..")
}

fn path(
    rule: &'static str,
    place: &Place<'_>,
    found: &mut Vec<Finding>,
    good: impl Fn(&str) -> bool,
    message: &str,
) {
    if text(place.value).is_some_and(|path| !good(trim(&path))) {
        found.push(Finding::refused(rule, "invalid-path", place.value.range(), message));
    }
}

fn http(place: &Place<'_>, found: &mut Vec<Finding>) {
    let rule = match &*place.key() {
        "proxyUrl" => "paths/http-proxy",
        "redirectUrl" => "paths/http-mcp-redirect",
        _ => "paths/http-mcp-url",
    };
    url(rule, place, found, is_http, "this URL must begin with `http://` or `https://`");
}

fn metadata(place: &Place<'_>, found: &mut Vec<Finding>) {
    let good = |url: &Url| url.scheme() == "https" && url.path() != "/";
    url(
        "paths/metadata",
        place,
        found,
        good,
        "this URL must begin with `https://` and have a path after the host",
    );
}

fn sandbox(place: &Place<'_>, found: &mut Vec<Finding>) {
    url(
        "paths/sandbox",
        place,
        found,
        is_origin,
        "this must be an origin: `https://host`, without path, query or user",
    );
}

fn public(place: &Place<'_>, found: &mut Vec<Finding>) {
    let good = |url: &Url| is_origin(url) && is_safe(url);
    let message = "this must be an origin such as `https://claw.example`, without path, query or user; \
                   `http` only for this machine";
    url("paths/public", place, found, good, message);
}

fn catalog(place: &Place<'_>, found: &mut Vec<Finding>) {
    // No other rule says that this is a URL: the schema has a plain string here.
    let bad = text(place.value).is_some_and(|text| !Url::parse(&text).is_ok_and(|url| is_safe(&url)));
    if bad {
        let message = "this must be a URL with `https`; `http` only for this machine";
        found.push(Finding::refused("paths/catalog", "invalid-url", place.value.range(), message));
    }
}

fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Whether a URL is nothing but scheme, host and port.
fn is_origin(url: &Url) -> bool {
    let bare = url.query().unwrap_or_default().is_empty() && url.fragment().unwrap_or_default().is_empty();
    let user = !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty());
    is_http(url) && url.path() == "/" && bare && !user
}

/// Whether a URL is encrypted or stays on the machine.
fn is_safe(url: &Url) -> bool {
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || url.scheme() == "http" && local
}

/// Judges a URL; the schema says where it is none at all.
fn url(
    rule: &'static str,
    place: &Place<'_>,
    found: &mut Vec<Finding>,
    good: impl Fn(&Url) -> bool,
    message: &str,
) {
    let parsed = text(place.value).and_then(|text| Url::parse(&text).ok());
    if parsed.is_some_and(|url| !good(&url)) {
        found.push(Finding::refused(rule, "invalid-url", place.value.range(), message));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn paths() {
        check(
            "{ worktreeRoot: 'trees', desktop: { host: { enabled: true, passwordFile: '~/p' } }, gateway: { tls: { keyPath: ' ' } } }",
            &expect![[r#"
                error invalid-path worktreeRoot `'trees'`: this path must be absolute, or begin with `~/`
                error invalid-path desktop.host.passwordFile `'~/p'`: this path must be absolute
                error invalid-path gateway.tls.keyPath `' '`: this path is blank: write it out or remove the key
            "#]],
        );
        check(
            "{ hooks: { mappings: [{ transform: { module: '../x.js' } }] } }",
            &expect![[r#"
            error invalid-path hooks.mappings.0.transform.module `'../x.js'`: this module must be a relative path without `..`, `~` and `:`, below the folder of transforms
        "#]],
        );
        accepts(&[
            "{ worktreeRoot: '~/trees', desktop: { host: { enabled: true, passwordFile: '/p' } } }",
            "{ hooks: { mappings: [{ transform: { module: 'a/x.js' } }] }, worktreeRoot: '${HOME}/trees' }",
        ]);
    }

    #[test]
    fn addresses() {
        check(
            "{ proxy: { proxyUrl: 'socks5://h:1' }, models: { catalogRefresh: { url: 'http://mirror.example' } } }",
            &expect![[r#"
                error invalid-url proxy.proxyUrl `'socks5://h:1'`: this URL must begin with `http://` or `https://`
                error invalid-url models.catalogRefresh.url `'http://mirror.example'`: this must be a URL with `https`; `http` only for this machine
            "#]],
        );
        check(
            "{ gateway: { publicOrigin: 'https://h.example/path' }, mcp: { apps: { sandboxOrigin: 'https://u@h' } } }",
            &expect![[r#"
                error invalid-url gateway.publicOrigin `'https://h.example/path'`: this must be an origin such as `https://claw.example`, without path, query or user; `http` only for this machine
                error invalid-url mcp.apps.sandboxOrigin `'https://u@h'`: this must be an origin: `https://host`, without path, query or user
            "#]],
        );
        check(
            "{ mcp: { servers: { a: { url: 'ftp://h', oauth: { clientMetadataUrl: 'https://h' } } } } }",
            &expect![[r#"
                error invalid-url mcp.servers.a.url `'ftp://h'`: this URL must begin with `http://` or `https://`
                error invalid-url mcp.servers.a.oauth.clientMetadataUrl `'https://h'`: this URL must begin with `https://` and have a path after the host
            "#]],
        );
        accepts(&[
            "{ gateway: { mode: 'local', publicOrigin: 'http://localhost:18789' }, proxy: { proxyUrl: 'http://h:3128' } }",
            "{ models: { catalogRefresh: { url: 'http://[::1]:9000/x' } } }",
        ]);
    }
}
