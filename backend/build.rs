//! Stops the build with one clear sentence if the page styles and fonts, which
//! the program embeds, are not installed.

use std::path::Path;

fn main() {
    let styles = Path::new("../assets/node_modules/@kern-ux/native/dist/kern.min.css");
    println!("cargo::rerun-if-changed={}", styles.display());
    println!("cargo::rerun-if-changed=../assets/i18n/de");
    if !styles.is_file() {
        println!(
            "cargo::error=the page styles and fonts in assets/node_modules are missing; \
             `cargo xtask setup` installs them"
        );
    }
}
