//! Where the table stands in the README.

use std::path::Path;

use anyhow::{Context, Result};

const BEGIN: &str = "<!-- bench: begin -->";
const END: &str = "<!-- bench: end -->";

/// Puts the table between the two marks of the README.
pub(crate) fn write(table: &str) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let path = root
        .context("two folders below the root")?
        .join("README.md");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let text = replaced(&text, table)
        .with_context(|| format!("no lines {BEGIN} and {END} in {}", path.display()))?;
    std::fs::write(&path, text).with_context(|| path.display().to_string())
}

fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let expected = format!("a\n{BEGIN}\nnew\n{END}\nb\n");
        assert_eq!(replaced(&text, "new").as_deref(), Some(&*expected));
        assert_eq!(replaced(&expected, "new").as_deref(), Some(&*expected));
        assert_eq!(replaced("nothing", "new"), None);
    }
}
