//! Copies the four weights of Fira Sans from the locked npm package into the
//! build directory, so that `font.rs` can embed them.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Folder and file of each weight inside the npm package.
const WEIGHTS: [&str; 4] = [
    "400Regular/FiraSans_400Regular.ttf",
    "500Medium/FiraSans_500Medium.ttf",
    "600SemiBold/FiraSans_600SemiBold.ttf",
    "700Bold/FiraSans_700Bold.ttf",
];

fn main() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../assets/node_modules/@expo-google-fonts/fira-sans");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    for weight in WEIGHTS {
        let source = package.join(weight);
        println!("cargo::rerun-if-changed={}", source.display());
        let file = source.file_name().expect("each weight names a file");
        if fs::copy(&source, out.join(file)).is_err() {
            println!(
                "cargo::error=The fonts are not installed yet: run `cargo xtask setup` once, then build again."
            );
            return;
        }
    }
}
