use super::*;
use std::fs;

/// A schema as small as one may be: two sections, one plugin, and a key that the embedded schema does not know.
const PRINTED: &str = r#"{
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "agents": { "type": "object" },
    "novelty": { "type": "boolean", "title": "Novelty", "description": "Switches the novelty on." },
    "plugins": { "type": "object", "properties": { "entries": { "properties": { "own": {} } } } }
  }
}"#;

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("printed.json");
    fs::write(&file, text).unwrap();
    (folder, file)
}

#[test]
fn a_file_holds_what_openclaw_printed() {
    let (_folder, file) = file(PRINTED);
    let live = from_file(&file).unwrap();
    let schema = &live.schema;
    let novelty = schema.node(schema.root()).property("novelty").map(|id| schema.node(id)).unwrap();
    assert_eq!(novelty.title(), Some("Novelty"));
    assert_eq!(novelty.description(), Some("Switches the novelty on."));
    assert_eq!((schema.version(), live.origin), ("(printed.json)", SchemaOrigin::File(file)));
}

#[test]
fn another_text_is_refused_with_what_was_expected() {
    for text in ["", "[]", r#"{ "type": "object" }"#, "{ agents: 1 }"] {
        let (_folder, file) = file(text);
        let error = from_file(&file).unwrap_err().to_string();
        assert!(error.contains("printed.json") && error.contains("`openclaw config schema`"), "{error}");
    }
    let error = from_file(Path::new("/nowhere/printed.json")).unwrap_err().to_string();
    assert!(error.contains("/nowhere/printed.json") && error.contains("`schema.file`"), "{error}");
}

#[test]
fn a_schema_without_plugins_is_not_taken_from_an_installation() {
    let origin = || SchemaOrigin::Installed(PathBuf::from("/bin/openclaw"));
    let poor = r#"{ "properties": { "agents": {} } }"#;
    assert!(matches!(compiled(poor, "2099.1.0", origin()), Err(SchemaError::Incomplete(_))));
    assert!(compiled(PRINTED, "2099.1.0", origin()).is_ok());
}

#[test]
fn nothing_is_asked_where_nothing_would_change() {
    let (folder, program) = installation(Schema::embedded().version(), "exit 1");
    let wish = SchemaWish { program: Some(program), ..SchemaWish::default() };
    assert!(matches!(wish.at_hand(false), Ok(AtHand::Wanted(live)) if live.origin == SchemaOrigin::Embedded));
    let absent = Some(folder.path().join("absent"));
    let wish = SchemaWish { program: absent.clone(), ..SchemaWish::default() };
    assert!(matches!(wish.at_hand(false), Ok(AtHand::Wanted(live)) if live.origin == SchemaOrigin::Embedded));
    let wish = SchemaWish { program: absent, source: SchemaSource::Installed, ..SchemaWish::default() };
    assert!(matches!(wish.at_hand(false), Err(SchemaError::NotInstalled)));
}

/// A package with a program that is a shell script.
fn installation(version: &str, script: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = format!(r#"{{ "name": "openclaw", "version": "{version}" }}"#);
    fs::write(folder.path().join("package.json"), manifest).unwrap();
    let program = folder.path().join("openclaw");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    (folder, program)
}

#[cfg(unix)]
#[tokio::test]
async fn an_installation_is_asked_by_its_own_command() {
    let (folder, program) = installation("2099.1.0", r#"[ "$1 $2" = "config schema" ] && cat printed.json"#);
    fs::write(folder.path().join("printed.json"), PRINTED).unwrap();
    let installation = Installation::find(Some(&program)).unwrap();
    assert_eq!(installation.print_schema(None).await.unwrap(), PRINTED);
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_that_fails_is_named() {
    let (_folder, program) = installation("2099.1.0", "exit 3");
    let installation = Installation::find(Some(&program)).unwrap();
    let error = installation.print_schema(None).await.unwrap_err().to_string();
    assert_eq!(error, format!("{} config schema failed; run it in a terminal to see why", program.display()));
}
