//! The Debian packages that building, running and testing need.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::process::{find, is_root, run};
use crate::setup::Purpose;

/// Packages for one job.
struct Group {
    packages: &'static [&'static str],
    /// Whether the demonstration needs them too.
    in_demo: bool,
}

/// The one list. Building the programs needs none beyond the first group: X11,
/// Wayland and the keyboard libraries are loaded when a window opens.
const GROUPS: &[Group] = &[
    // Building: the chime (ALSA) and the camera (bindgen).
    Group {
        packages: &["libasound2-dev", "libclang-dev", "pkg-config"],
        in_demo: true,
    },
    // Windows on X11 and Wayland.
    Group {
        packages: &[
            "libx11-6",
            "libx11-xcb1",
            "libxcb1",
            "libxcb-xkb1",
            "libxcursor1",
            "libxi6",
            "libxkbcommon0",
            "libxkbcommon-x11-0",
            "libwayland-client0",
            "xkb-data",
        ],
        in_demo: true,
    },
    // A virtual X display: its manager, keys and clicks, and pictures of it.
    Group {
        packages: &["xvfb", "openbox", "xdotool", "x11-utils", "imagemagick"],
        in_demo: true,
    },
    // A virtual Wayland display likewise.
    Group {
        packages: &["sway", "grim", "wtype"],
        in_demo: false,
    },
    // Foreign eyes: a QR decoder and a reader of screens.
    Group {
        packages: &["zbar-tools", "tesseract-ocr", "tesseract-ocr-deu"],
        in_demo: true,
    },
    // The booking pages in a real browser.
    Group {
        packages: &["chromium", "fonts-dejavu-core"],
        in_demo: true,
    },
    // The second database of every store test.
    Group {
        packages: &["postgresql"],
        in_demo: false,
    },
];

/// Brings fonts, page styles and the browser driver. Another source of `npm`
/// does as well, and Debian's would conflict with it.
const NPM_PACKAGES: &[&str] = &["nodejs", "npm"];

/// Installs what is missing for a purpose.
///
/// Errors where installing is not allowed, naming the command to run.
pub(crate) fn install(purpose: Purpose) -> Result<()> {
    let mut wanted: Vec<&str> = GROUPS
        .iter()
        .filter(|group| group.in_demo || purpose == Purpose::Everything)
        .flat_map(|group| group.packages)
        .copied()
        .collect();
    if find("npm").is_none() {
        wanted.extend(NPM_PACKAGES);
    }
    if find("dpkg-query").is_none() {
        bail!(
            "this is no Debian; install what these packages hold: {}",
            wanted.join(" ")
        );
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    let Some(prefix) = privilege()? else {
        bail!(
            "Debian packages are missing; run: sudo apt-get update && \
             sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        );
    };
    eprintln!("Installing the Debian packages {}", missing.join(" "));
    run(apt_get(prefix).arg("update"))?;
    run(apt_get(prefix)
        .args(["install", "-y", "--no-install-recommends"])
        .args(missing))
}

/// Those of the packages that are not installed.
fn missing<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>> {
    // It fails when it knows none of a name, and still lists the others.
    let answer = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status} ${Package}\n"])
        .args(wanted)
        .stderr(Stdio::null())
        .output()?;
    let answer = String::from_utf8_lossy(&answer.stdout);
    let installed: Vec<&str> = answer
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    Ok(wanted
        .iter()
        .copied()
        .filter(|package| !installed.contains(package))
        .collect())
}

/// What to put before a command that needs root: nothing for root, `sudo` where
/// it asks for no password; none where neither is so.
fn privilege() -> Result<Option<&'static [&'static str]>> {
    if is_root()? {
        return Ok(Some(&[]));
    }
    let sudo = Command::new("sudo")
        .args(["-n", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    Ok(sudo
        .is_ok_and(|status| status.success())
        .then_some(&["sudo", "-n"]))
}

fn apt_get(prefix: &[&str]) -> Command {
    let words = [
        prefix,
        &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"],
    ]
    .concat();
    let mut command = Command::new(words[0]);
    let _ = command
        .args(&words[1..])
        // Wait for another apt instead of failing at once.
        .args([
            "-o",
            "DPkg::Lock::Timeout=120",
            "-o",
            "Dpkg::Use-Pty=0",
            "-qq",
        ])
        .stdin(Stdio::null())
        // A line for each of hundreds of packages; what goes wrong is on stderr.
        .stdout(Stdio::null());
    command
}
