//! The installed OpenClaw as the program finds it, in the ways in which people install it.
#![cfg(unix)]

use super::program::Folder;
use openclaw_lsp::release::newest;
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
