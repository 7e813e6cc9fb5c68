//! Files that only their user can read: the one place in which the programs
//! differ by operating system.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

/// Reads a whole text file of at most `bytes_max` bytes.
pub(super) fn read(path: &Path, bytes_max: u64) -> io::Result<String> {
    let file = File::open(path)?;
    warn_if_open_to_others(path, &file);
    let mut text = String::new();
    let length = file.take(bytes_max + 1).read_to_string(&mut text)?;
    if length as u64 > bytes_max {
        return Err(io::Error::other("the file is too large"));
    }
    Ok(text)
}

/// Writes beside the file and then replaces it, so that a crash leaves either
/// the old or the new one.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    // A left-over of a crash may have other permissions.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    let _ = options.write(true).create_new(true);
    for_the_user_only(&mut options);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[cfg(unix)]
fn for_the_user_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    let _ = options.mode(0o600);
}

/// Elsewhere the user's own folders are private to begin with.
#[cfg(not(unix))]
fn for_the_user_only(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn warn_if_open_to_others(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt;
    if file
        .metadata()
        .is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
    {
        tracing::warn!("{} can be read by other users: chmod 600", path.display());
    }
}

#[cfg(not(unix))]
fn warn_if_open_to_others(_path: &Path, _file: &File) {}
