//! The installed OpenClaw as the program finds it, in the ways in which people install it.
#![cfg(unix)]

use super::program::Folder;
use openclaw_lsp::release::newest;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

/// A way to install: the folder of the package, the program on the `PATH`, and what that is.
struct Way {
    package: &'static str,
    program: &'static str,
    is: Is,
}

enum Is {
    /// A link to this file.
    Link(&'static str),
    /// A script; `ROOT` stands for the folder of all.
    Script(&'static str),
    /// A link to the one binary of a manager of versions.
    Manager,
}

const WAYS: [Way; 9] = [
    // npm install -g, and with --prefix
    Way {
        package: "lib/node_modules/openclaw",
        program: "bin/openclaw",
        is: Is::Link("lib/node_modules/openclaw/openclaw.mjs"),
    },
    // yarn global add
    Way {
        package: ".config/yarn/global/node_modules/openclaw",
        program: ".yarn/bin/openclaw",
        is: Is::Link(".config/yarn/global/node_modules/openclaw/openclaw.mjs"),
    },
    // bun add -g
    Way {
        package: ".bun/install/global/node_modules/openclaw",
        program: ".bun/bin/openclaw",
        is: Is::Link(".bun/install/global/node_modules/openclaw/openclaw.mjs"),
    },
    // pnpm add -g
    Way {
        package: "pnpm/global/5/node_modules/openclaw",
        program: "pnpm/openclaw",
        is: Is::Script(
            "#!/bin/sh\nexec node \"$basedir/global/5/node_modules/openclaw/openclaw.mjs\" \"$@\"\n",
        ),
    },
    Way {
        package: ".asdf/installs/nodejs/24.1.0/lib/node_modules/openclaw",
        program: ".asdf/shims/openclaw",
        is: Is::Script("#!/bin/sh\n# asdf-plugin: nodejs 24.1.0\nexec asdf exec \"openclaw\" \"$@\"\n"),
    },
    Way {
        package: ".volta/tools/image/packages/openclaw/lib/node_modules/openclaw",
        program: ".volta/bin/openclaw",
        is: Is::Manager,
    },
    Way {
        package: "mise/installs/npm-openclaw/1/lib/node_modules/openclaw",
        program: "mise/shims/openclaw",
        is: Is::Manager,
    },
    // Nix
    Way {
        package: "store/abc-openclaw/lib/openclaw",
        program: "profile/bin/openclaw",
        is: Is::Script(
            "#!/bin/sh -e\nexec node \"ROOT/store/abc-openclaw/lib/openclaw/openclaw.mjs\" \"$@\"\n",
        ),
    },
    // a checkout of its repository
    Way {
        package: "src/openclaw",
        program: "local/bin/openclaw",
        is: Is::Script("#!/bin/sh\nexec node \"ROOT/src/openclaw/dist/entry.js\" \"$@\"\n"),
    },
];

fn install(folder: &Folder, way: &Way) {
    let file = |name: &str| format!("{}/{name}", way.package);
    folder.write(&file("package.json"), br#"{ "name": "openclaw", "version": "2026.3.8" }"#);
    folder.write(&file("openclaw.mjs"), b"");
    folder.write(&file("dist/entry.js"), b"");
    let root = folder.path("").display().to_string();
    let text = match way.is {
        Is::Script(text) => text.replace("ROOT/", &root),
        _ => String::new(),
    };
    folder.write(way.program, text.as_bytes());
    let program = folder.path(way.program);
    let link = |to: &str| {
        fs::remove_file(&program).expect("a file");
        symlink(folder.path(to), &program).expect("a link");
    };
    match way.is {
        Is::Script(_) => fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a mode"),
        Is::Link(to) => link(to),
        Is::Manager => {
            folder.write("usr/bin/manager", b"\x7fELF");
            link("usr/bin/manager");
        }
    }
}

/// The release that judges, as `check` says, with this folder as the `PATH`.
fn reader(folder: &Folder, path: &str) -> String {
    let path = folder.path(path).display().to_string();
    let ran = folder.run_with("check --format jsonl openclaw.json", &[("PATH", &path)]);
    let line: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a line of JSON");
    line["release"].as_str().expect("a release").to_owned()
}

#[test]
fn an_installation_of_each_kind_judges() {
    for way in &WAYS {
        let folder = Folder::with(&[("openclaw.json", "{}")]);
        install(&folder, way);
        let path = way.program.trim_end_matches("/openclaw");
        assert_eq!(reader(&folder, path), "2026.3.8", "{}", way.program);
        assert_eq!(reader(&folder, "elsewhere"), newest().to_string(), "{}", way.program);
    }
}

/// With a release that this program knows, too.
#[test]
fn a_plugin_of_the_user_brings_its_provider() {
    let folder = Folder::with(&[("openclaw.json", "{ agents: { defaults: { model: 'mine/m' } } }")]);
    install(&folder, &WAYS[0]);
    let package = format!(r#"{{ "name": "openclaw", "version": "{}" }}"#, newest());
    folder.write("lib/node_modules/openclaw/package.json", package.as_bytes());
    let (path, home) = (folder.path("bin").display().to_string(), folder.path("home").display().to_string());
    let check =
        || folder.run_with("check --format short openclaw.json", &[("PATH", &path), ("HOME", &home)]).stdout;
    assert!(check().contains("unknown-provider"), "{}", check());
    let manifest = br#"{ "id": "own", "providers": ["mine"], "modelCatalog": { "providers": { "mine": { "models": [{ "id": "m" }] } } } }"#;
    folder.write("home/.openclaw/extensions/own/openclaw.plugin.json", manifest);
    assert!(!check().contains("mine"), "{}", check());
}

const PLUGIN: &str = r#"{ "id": "own", "channels": ["ownchat"], "providers": ["ownai"],
  "configSchema": { "type": "object", "additionalProperties": false, "properties": { "level": { "type": "integer" } } },
  "channelConfigs": { "ownchat": { "schema": { "type": "object", "additionalProperties": false, "properties": { "token": { "type": "string" } } } } },
  "modelCatalog": { "providers": { "ownai": { "models": [{ "id": "m1" }] } } } }"#;

/// A configuration that loads a plugin from a path, with a fault in what the plugin describes.
fn loading(path: &str) -> String {
    format!(
        "{{ agents: {{ defaults: {{ model: 'ownai/m1' }} }}, channels: {{ ownchat: {{ token: 5 }} }},
           plugins: {{ load: {{ paths: ['{path}'] }}, entries: {{ own: {{ config: {{ level: 'x' }} }} }} }} }}"
    )
}

/// The codes and paths that are told of a configuration in `home/me/openclaw.json`, where the plugin is at some place.
fn told(path: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = Folder::with(files);
    folder.write("home/me/openclaw.json", loading(path).as_bytes());
    let home = folder.path("home/me").display().to_string();
    let ran = folder.run_with("check --format jsonl home/me/openclaw.json", &[("HOME", &home)]);
    let report: Value = serde_json::from_str(&ran.stdout).expect("a line of JSON");
    let found = report["diagnostics"].as_array().expect("a list").iter();
    found.map(|one| format!("{} {}", one["code"], one["path"]).replace('"', "")).collect()
}

#[test]
fn a_plugin_that_is_loaded_from_a_folder_counts_as_an_installed_one() {
    for (path, place) in [
        ("~/plugins/own", "home/me/plugins/own"),
        ("~/plugins", "home/me/plugins/own"),
        ("~/plugins/own/index.js", "home/me/plugins/own"),
        ("~/.openclaw/mine", "home/me/.openclaw/mine"),
    ] {
        let (manifest, entry) = (format!("{place}/openclaw.plugin.json"), format!("{place}/index.js"));
        let told = told(path, &[(&manifest, PLUGIN), (&entry, "")]);
        assert_eq!(
            told,
            ["wrong-type channels.ownchat.token", "wrong-type plugins.entries.own.config.level"],
            "{path}"
        );
    }
}

#[test]
fn what_lies_elsewhere_is_too_large_or_no_file_is_not_read() {
    let says = |path: &str, files: &[(&str, &str)]| {
        told(path, files).iter().any(|one| one.starts_with("wrong-type"))
    };
    let large = format!("{PLUGIN}{}", " ".repeat(1 << 20));
    let manifest = |place: &str| format!("{place}/openclaw.plugin.json");
    let entry = |place: &str| format!("{place}/index.js");
    let own = "home/me/p";
    assert!(says("~/p", &[(&manifest(own), PLUGIN), (&entry(own), "")]));
    // Nothing to load.
    assert!(!says("~/p", &[(&manifest(own), PLUGIN)]));
    assert!(!says("~/p", &[(&manifest(own), &large), (&entry(own), "")]));
    assert!(!says("~/p", &[(&manifest(own), "{ broken"), (&entry(own), "")]));
    // Out of the home folder, by name.
    assert!(!says("~/../p", &[(&manifest("home/p"), PLUGIN), (&entry("home/p"), "")]));
    assert!(!says("~", &[(&manifest("home/me"), PLUGIN), (&entry("home/me"), "")]));
}

#[test]
fn no_link_leads_out_and_no_pipe_is_opened() {
    let folder =
        Folder::with(&[("out/openclaw.plugin.json", PLUGIN), ("out/index.js", ""), ("home/p/index.js", "")]);
    folder.write("home/openclaw.json", loading("~/link").as_bytes());
    let home = folder.path("home").display().to_string();
    let told = || folder.run_with("check --format jsonl home/openclaw.json", &[("HOME", &home)]).stdout;
    symlink(folder.path("out"), folder.path("home/link")).expect("a link");
    assert!(!told().contains("wrong-type"), "{}", told());
    folder.write("home/openclaw.json", loading("~/p").as_bytes());
    let manifest = folder.path("home/p/openclaw.plugin.json");
    symlink(folder.path("out/openclaw.plugin.json"), &manifest).expect("a link");
    assert!(!told().contains("wrong-type"), "{}", told());
    fs::remove_file(&manifest).expect("it goes");
    let made = std::process::Command::new("mkfifo").arg(&manifest).status().expect("mkfifo");
    assert!(made.success() && !told().contains("wrong-type"), "{}", told());
}
