//! What a reviewer would otherwise have to remember.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Longest source file (house rule).
const LINES_MAX: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Files that git knows or would add, with this ending.
fn files(ending: &str) -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<PathBuf> = listed
        .lines()
        .filter(|f| f.ends_with(ending))
        .map(|f| root().join(f))
        .filter(|f| f.exists())
        .collect();
    assert!(
        !files.is_empty(),
        "no {ending} files: is this a git checkout?"
    );
    files
}

/// Package name to the names of its normal dependencies, read from the manifests.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let manifests = files("Cargo.toml")
        .into_iter()
        .filter(|f| *f != root().join("Cargo.toml"));
    manifests
        .map(|manifest| {
            let text: toml::Table = fs::read_to_string(&manifest).unwrap().parse().unwrap();
            let name = text["package"]["name"].as_str().unwrap().to_owned();
            let dependencies = text.get("dependencies").and_then(toml::Value::as_table);
            let names = dependencies
                .map(|d| d.keys().cloned().collect())
                .unwrap_or_default();
            (name, names)
        })
        .collect()
}

#[test]
fn dependencies_point_towards_the_core() {
    let all = dependencies();
    let ours = |package: &str| -> BTreeSet<String> {
        all[package]
            .iter()
            .filter(|d| d.starts_with("aufruf-"))
            .cloned()
            .collect()
    };
    assert!(ours("aufruf-core").is_empty());
    assert!(ours("aufruf-ui").is_subset(&BTreeSet::from(["aufruf-core".to_owned()])));
    assert_eq!(
        ours("aufruf-client"),
        BTreeSet::from(["aufruf-core".to_owned()])
    );
    assert_eq!(
        ours("aufruf-backend"),
        BTreeSet::from(["aufruf-core".to_owned()])
    );
    for program in ["aufruf-kiosk", "aufruf-display", "aufruf-desk"] {
        let allowed = ["aufruf-client", "aufruf-core", "aufruf-ui"].map(str::to_owned);
        assert!(ours(program).is_subset(&allowed.into()), "{program}");
    }
}

#[test]
fn the_core_is_pure() {
    // `libm` and `rand_pcg` compute, and nothing else: the same bits everywhere,
    // from seeds that the day itself gives.
    let allowed = [
        "jiff",
        "libm",
        "rand_pcg",
        "schemars",
        "serde",
        "thiserror",
        "unicode-normalization",
        "uuid",
    ];
    for dependency in &dependencies()["aufruf-core"] {
        assert!(
            allowed.contains(&dependency.as_str()),
            "the core must not depend on {dependency}"
        );
    }
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "std::io",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "new_v4",
        "now_v7",
        "async fn",
        "println!",
    ];
    for file in files(".rs")
        .iter()
        .filter(|f| f.starts_with(root().join("core/src")))
    {
        let text = fs::read_to_string(file).unwrap();
        for word in forbidden {
            assert!(!text.contains(word), "{word} in {}", file.display());
        }
    }
}

/// Whether a file lies in this folder of the root, or in one of that name.
fn is_in(place: &str, home: &str) -> bool {
    place.starts_with(home) || place.contains(&format!("/{home}"))
}

#[test]
fn each_thing_has_one_home() {
    let homes: [(&[&str], &[&str]); 4] = [
        (
            &["sea_orm::", "sqlx::", "sea_query::"],
            &["backend/src/store", "tests/"],
        ),
        (
            &[
                "Color::from_rgb",
                "Color::from_rgb8",
                "iced::color!",
                "color!(",
            ],
            &["apps/ui/"],
        ),
        (
            &["include_str!(\"../../../assets/i18n", "FluentBundle"],
            &["apps/", "backend/src/i18n"],
        ),
        (
            &["Timestamp::now()"],
            &["backend/src/clock.rs", "apps/", "tests/", "packaging/"],
        ),
    ];
    for file in files(".rs") {
        let place = file
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&file).unwrap();
        for (words, allowed) in homes {
            if allowed.iter().any(|home| is_in(&place, home)) || place == "tests/it/tidy.rs" {
                continue;
            }
            for word in words {
                assert!(
                    !text.contains(word),
                    "{word} in {place}; its home is {}",
                    allowed[0]
                );
            }
        }
    }
}

#[test]
fn files_are_short_and_modules_plainly_named() {
    for file in files(".rs") {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.lines().count() <= LINES_MAX,
            "{} is too long",
            file.display()
        );
        let name = file.file_stem().unwrap().to_string_lossy();
        for heap in [
            "utils", "util", "common", "helpers", "helper", "misc", "types", "mod",
        ] {
            assert_ne!(name, heap, "{}", file.display());
        }
    }
}

#[test]
fn the_programs_call_nothing_of_unix_outside_a_small_module() {
    for file in files(".rs")
        .iter()
        .filter(|f| f.starts_with(root().join("apps")))
    {
        let text = fs::read_to_string(file).unwrap();
        if text.contains("std::os::unix") {
            assert!(text.contains("cfg(unix)"), "{}", file.display());
        }
    }
}

#[test]
fn nothing_of_third_parties_is_named_by_address() {
    let lock = fs::read_to_string(root().join("assets/package-lock.json")).unwrap();
    assert!(
        !lock.contains("\"resolved\": \"http"),
        "download addresses in the lock file"
    );
}
