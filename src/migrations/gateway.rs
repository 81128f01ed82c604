//! Settings of the gateway, of diagnostics and of what else runs beside agents, where a value decides about another.

use super::agents::selected;
use super::rewrite::{Apply, Found, Rewrite, always, remove};
use super::row::row;
use super::row::{Extra, Migration};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::Value;

pub(super) const ROWS: &[Migration] = &[
    row("legacy-value", "diagnostics.otel.protocol", "", &GRPC),
    row("legacy-value", "diagnostics.otel.captureContent", "", &CAPTURE),
    row(
        "legacy-key",
        "diagnostics.cacheTrace.{filePath,includeMessages,includePrompt,includeSystem}",
        "",
        &CACHE_TRACE,
    ),
    row("legacy-key", "gateway.tailscale.serviceName", "", &SERVICE_NAME),
    row("out-of-range", "gateway.port", "", &PORT),
    row("legacy-key", "web", "", &EMPTY_WEB),
    row("legacy-key", "discovery.wideArea.enabled", "", &WIDE_AREA),
    row("legacy-key", "hooks.internal.handlers", "", &HANDLERS).with_loss(),
    row("legacy-key", "wizard.localModelLeanAutoModel", "", &LEAN),
    row("conflicting-keys", "browser.profiles.*.cdpUrl", "", &RELAY),
    row("invalid-key-name", "{mcp,nodeHost.mcp}.servers.__proto__", "", &RESERVED).with_loss(),
    row("legacy-value", "commands.ownerAllowFrom", "", &OWNERS).accepted(),
    row("legacy-value", "gateway", "gateway.controlUi.allowedOrigins", &ORIGINS)
        .accepted()
        .extra(Extra::WithOthers),
];

/// The section that WhatsApp had, once all that stood in it has gone where it is read.
const EMPTY_WEB: Rewrite = Rewrite {
    title: "Remove the retired `web`, in which nothing is left",
    find: |_, entry| {
        let section = entry.child().filter(|section| section.is_object() && section.count() == 0);
        section.map(|_| Found::at_key(entry, "`web` is retired, and nothing is left in it: remove it"))
    },
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

const GRPC: Rewrite = Rewrite {
    title: "Remove the protocol `grpc`, and switch the export off, which it never did",
    find: |_, entry| {
        let value = entry.value()?;
        (value.as_str()? == "grpc").then(|| {
            Found::at_value(
                value,
                "the protocol `grpc` is retired: use `http/protobuf` with a collector that speaks it",
            )
        })
    },
    apply: Apply::Plain(|root, path| {
        if !root.remove(path) {
            return false;
        }
        let way = &path[..path.len() - 1];
        let Some(otel) = root.at_mut(way) else { return true };
        let is = |key, on| otel.at(&[key]).and_then(Look::boolean) == Some(on);
        let logs = is("logs", true) && otel.look().text_at(&["logsExporter"]).as_deref() != Some("stdout");
        if is("enabled", true) && (!is("traces", false) || !is("metrics", false) || logs) {
            otel.set(&["enabled"], Item::boolean(false));
        }
        true
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// OpenClaw writes the switch out that is left, as it was taken before.
const CACHE_TRACE: Rewrite = Rewrite {
    title: "Remove what nothing reads of `cacheTrace`",
    find: |_, entry| {
        let key = entry.key()?;
        Some(Found::at_key(entry, format!("`{key}` is retired: nothing reads it any more, only `enabled`")))
    },
    apply: Apply::Plain(|root, path| {
        let way = &path[..path.len() - 1];
        let is_on = root.at(way).and_then(|trace| trace.get("enabled")).and_then(Look::boolean) == Some(true);
        root.remove(path)
            && root.at_mut(way).is_some_and(|trace| trace.set(&["enabled"], Item::boolean(is_on)))
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

const CAPTURE: Rewrite = Rewrite {
    title: "Replace the switches in `captureContent` with one",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(entry, "`captureContent` is one switch today: write `true` or `false`"))
    },
    apply: Apply::Plain(|root, path| {
        let Some(old) = root.at(path).filter(|old| old.is_object()) else { return false };
        let on = match old.get("enabled").and_then(Look::boolean) {
            Some(on) => on,
            None => old.entries().iter().any(|(_, look)| look.boolean() == Some(true)),
        };
        root.set(path, Item::boolean(on))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const SERVICE_NAME: Rewrite = Rewrite {
    title: "Remove `serviceName`; a gateway that it served is no longer reachable through Tailscale",
    find: |tailscale, entry| {
        let serves = tailscale.get("mode").and_then(Value::as_str).is_some_and(|mode| mode == "serve");
        let more = if serves { ", and `mode` becomes `off`" } else { "" };
        Some(Found::at_key(entry, format!("`serviceName` is retired: remove it{more}")))
    },
    apply: Apply::Plain(|root, path| {
        let removed = root.remove(path);
        let mode = [&path[..path.len() - 1], &["mode"]].concat();
        if root.look().text_at(&mode).as_deref() == Some("serve") {
            root.set(&mode, Item::text("off"));
        }
        removed
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const PORT: Rewrite = Rewrite {
    title: "Remove the impossible port: the default applies",
    find: |_, entry| {
        let port = entry.value()?.scalar()?.as_f64()?;
        (!(1.0..=65_535.0).contains(&port)).then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(|root, path| {
        let removed = root.remove(path);
        root.prune(&["gateway"], 1);
        removed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const WIDE_AREA: Rewrite = Rewrite {
    title: "Remove `enabled`; where it is off, the domain goes too, which would switch it on",
    find: |_, entry| Some(Found::at_key(entry, "`enabled` is retired here: a `domain` alone switches it on")),
    apply: Apply::Plain(|root, path| {
        let Some(old) = root.take(path) else { return false };
        if old.item.look().boolean() == Some(false) {
            root.remove(&["discovery", "wideArea", "domain"]);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const HANDLERS: Rewrite = Rewrite {
    title: "Remove `handlers` with what it names: hooks are found in their folders today",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`handlers` is retired: hooks are found in their folders, and switched in `entries`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let removed = root.remove(path);
        let internal = &path[..path.len() - 1];
        let alone = root.at(internal).is_some_and(|look| look.keys() == ["enabled"]);
        if alone && root.at(&[internal, &["enabled"]].concat()).and_then(Look::boolean) == Some(true) {
            root.remove(&[internal, &["enabled"]].concat());
        }
        removed
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const LEAN: Rewrite = Rewrite {
    title: "Remove the mark of the wizard, with the setting that it made",
    find: |_, entry| Some(Found::at_key(entry, "`localModelLeanAutoModel` is retired: remove it")),
    apply: Apply::Plain(|root, path| {
        let Some(mark) = root.take(path) else { return false };
        let switch = ["agents", "defaults", "experimental", "localModelLean"];
        let set = root.at(&switch).and_then(Look::boolean) == Some(true);
        let primary =
            root.at(&["agents", "defaults", "model"]).map(selected).unwrap_or_default().into_iter().next();
        if set && primary.is_some() && primary == mark.item.look().text().map(std::borrow::Cow::into_owned) {
            root.remove(&switch);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const RELAY: Rewrite = Rewrite {
    title: "Remove `cdpUrl`: the extension brings its own",
    find: |profile, entry| {
        let is_extension =
            profile.get("driver").and_then(Value::as_str).is_some_and(|driver| driver.trim() == "extension");
        let set = entry.value()?.as_str().is_some_and(|url| !url.trim().is_empty());
        (is_extension && set).then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

const RESERVED: Rewrite = Rewrite {
    title: "Remove the server, whose name is not possible",
    find: always,
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

const OWNERS: Rewrite = Rewrite {
    title: "Name the owners without `user:`",
    find: |_, entry| {
        let owners = entry.value()?.array()?;
        let old = owners.entries().find_map(|owner| {
            owner.value().filter(|value| value.as_str().is_some_and(|text| owner_id(&text).is_some()))
        })?;
        Some(Found::at_value(old, "an owner is named by channel and id, without `user:`"))
    },
    apply: Apply::Plain(|root, path| {
        let keys = root.at(path).map(Look::keys).unwrap_or_default();
        let mut changed = false;
        for key in keys {
            let way = [path, &[&key]].concat();
            let new = root.at(&way).and_then(|look| owner_id(&look.text()?));
            changed |= new.is_some_and(|new| root.set(&way, Item::Text(new)));
        }
        changed
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn owner_id(owner: &str) -> Option<String> {
    let (channel, rest) = owner.split_once(':')?;
    let id = rest.strip_prefix("user:")?;
    (!channel.is_empty() && !id.is_empty()).then(|| format!("{channel}:{id}"))
}

const ORIGINS: Rewrite = Rewrite {
    title: "Write the origins that the gateway let in by itself",
    find: always,
    apply: Apply::Plain(origins),
    quiet: true,
    on_parent: false,
    guard: None,
};

const USUAL_PORT: f64 = 18_789.0;

fn origins(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(gateway) = root.at(path) else { return false };
    let bind = gateway.text_at(&["bind"]).unwrap_or_default();
    if !["lan", "tailnet", "custom", "auto"].contains(&bind.as_str()) {
        return false;
    }
    let ui = gateway.get("controlUi");
    let listed = ui.and_then(|ui| ui.get("allowedOrigins")).is_some_and(|list| !list.entries().is_empty());
    let any = ui.and_then(|ui| ui.get("dangerouslyAllowHostHeaderOriginFallback")?.boolean()) == Some(true);
    if listed || any {
        return false;
    }
    let port = gateway.get("port").and_then(Look::number).filter(|port| *port > 0.0).unwrap_or(USUAL_PORT);
    let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    hosts.extend(gateway.text_at(&["customBindHost"]).filter(|_| bind == "custom"));
    let origins = Item::array(hosts.iter().map(|host| Item::Text(format!("http://{host}:{port}"))));
    let way = [path, &["controlUi"]].concat();
    root.remove(&[path, &["controlUi", "allowedOrigins"]].concat());
    root.put(&way, Member::new("allowedOrigins", origins))
}
