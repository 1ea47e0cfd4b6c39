//! The demo: its output, and that nothing of it is left, however it ends.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Far above the time that the end of a process takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A demo in its own process group and with its own temporary folder.
struct Demo {
    folder: TempDir,
    script: Child,
    printed: BufReader<std::process::ChildStdout>,
}

impl Demo {
    fn start() -> Self {
        Self::start_with(|_, _| {})
    }

    /// Starts a demo whose command is modified first. The path is that of a folder that is removed with the test.
    fn start_with(change: impl FnOnce(&mut Command, &Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [executables, temporary] = ["executables", "temporary"].map(|name| folder.path().join(name));
        fs::create_dir(&executables).unwrap();
        fs::create_dir(&temporary).unwrap();
        for (built, name) in [
            (env!("CARGO_BIN_EXE_provider-under-test"), "terraform-provider-twilio"),
            (env!("CARGO_BIN_EXE_mock-under-test"), "interconnect-mock"),
        ] {
            symlink(built, executables.join(name)).unwrap();
        }
        let mut command = Command::new(demo_folder().join("run"));
        command
            .arg(&executables)
            .env("TMPDIR", &temporary)
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.path().join("complaints")).unwrap());
        change(&mut command, folder.path());
        let mut script = command.spawn().unwrap();
        let printed = BufReader::new(script.stdout.take().unwrap());
        Self {
            folder,
            script,
            printed,
        }
    }

    /// Reads until a line contains the text.
    fn read_until(&mut self, text: &str) {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert_ne!(self.printed.read_line(&mut line).unwrap(), 0, "{text:?} does not come");
        }
    }

    /// Reads to the end of the demo.
    fn end(&mut self) -> (ExitStatus, String) {
        let mut story = String::new();
        std::io::Read::read_to_string(&mut self.printed, &mut story).unwrap();
        (self.script.wait().unwrap(), story)
    }

    fn complaints(&self) -> String {
        fs::read_to_string(self.folder.path().join("complaints")).unwrap()
    }

    /// Sends a signal to a process, or with a leading `-` to a group. Returns true if it exists.
    fn signal(&self, name: &str, to: Whom) -> bool {
        let id = match to {
            Whom::Script => self.script.id().to_string(),
            Whom::Group => format!("-{}", self.script.id()),
        };
        let mut kill = Command::new("kill");
        kill.args(["-s", name, "--", &id]).stderr(Stdio::null());
        kill.status().unwrap().success()
    }

    fn has_processes(&self) -> bool {
        self.signal("0", Whom::Group)
    }

    /// Waits until no process of the demo is left: the system may have to collect an ended process first.
    fn leaves_no_process(&self) -> bool {
        let start = Instant::now();
        while self.has_processes() {
            if start.elapsed() > PATIENCE {
                return false;
            }
            thread::sleep(Duration::from_millis(10));
        }
        true
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("temporary")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Only a failed test leaves a process.
        self.signal("KILL", Whom::Group);
    }
}

#[derive(Clone, Copy, Debug)]
enum Whom {
    Script,
    Group,
}

/// The signal that `kill` sends to the script alone.
const TERMINATED: Signal = Signal::new("TERM", 15, Whom::Script);
/// The signal that a terminal sends for Control-C, to all its processes.
const INTERRUPTED: Signal = Signal::new("INT", 2, Whom::Group);
/// The signal that a terminal sends when it is closed.
const HUNG_UP: Signal = Signal::new("HUP", 1, Whom::Group);

/// A signal that ends a demo.
#[derive(Debug)]
struct Signal {
    name: &'static str,
    number: i32,
    to: Whom,
}

impl Signal {
    const fn new(name: &'static str, number: i32, to: Whom) -> Self {
        Self { name, number, to }
    }

    /// True where this process, and so every process that it starts, ignores the signal.
    fn is_ignored(&self) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let ignored = ignored.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).unwrap());
        ignored >> (self.number - 1) & 1 == 1
    }
}

fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/demo")
}

fn checkout() -> Vec<(PathBuf, u64)> {
    let entries = fs::read_dir(demo_folder()).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.path(), entry.metadata().unwrap().len()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_demo_tells_its_story_and_leaves_nothing_behind() {
    let before = checkout();
    let mut demo = Demo::start();

    let (status, story) = demo.end();

    assert!(status.success(), "{status}: {}\n{story}", demo.complaints());
    assert_eq!(demo.complaints(), "");
    for line in [
        "Plan: 4 to add, 0 to change, 0 to destroy.",
        "│ Warning: Cross connect \"voice-ashburn\" waits for you [TWX320]",
        "No changes. Your infrastructure matches the configuration.",
        "│ Error: 52.1.2.0/23 holds 512 addresses; a route may hold at most 256 (/24 to /32) [TWX114]",
        "  \"san-jose\" = \"cross connect active, session available\"",
        "│ Error: Protected cross connect \"voice-san-jose\" would be destroyed [TWX601]",
        "Apply complete! Resources: 0 added, 0 changed, 4 destroyed.",
    ] {
        assert!(
            story.lines().any(|told| told == line),
            "{line:?} is not told in\n{story}"
        );
    }
    assert!(
        !story.contains("overrides"),
        "the setting of the stage is seen in\n{story}"
    );
    assert!(demo.leaves_no_process());
    assert_eq!(demo.files(), Vec::<PathBuf>::new());
    assert_eq!(checkout(), before);
}

#[test]
fn an_interrupted_demo_leaves_nothing_behind() {
    for signal in [TERMINATED, INTERRUPTED, HUNG_UP] {
        // A shell cannot handle a signal that was ignored when it started, as under nohup.
        if signal.is_ignored() {
            continue;
        }
        let mut demo = Demo::start();
        demo.read_until("Creating...");
        assert!(demo.has_processes() && !demo.files().is_empty());

        assert!(demo.signal(signal.name, signal.to));
        let (status, story) = demo.end();

        let complaints = demo.complaints();
        assert_eq!(
            status.code(),
            Some(128 + signal.number),
            "{signal:?}: {complaints}\n{story}"
        );
        assert!(demo.leaves_no_process(), "{signal:?}");
        assert_eq!(demo.files(), Vec::<PathBuf>::new(), "{signal:?}");
    }
}

#[test]
fn a_story_that_goes_another_way_fails_and_leaves_nothing_behind() {
    let mut demo = Demo::start_with(|command, folder| {
        let terraform = folder.join("terraform");
        fs::write(
            &terraform,
            "#!/bin/sh\necho 'Plan: 3 to add, 0 to change, 0 to destroy.'\n",
        )
        .unwrap();
        fs::set_permissions(&terraform, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        command.env("TF_ACC_TERRAFORM_PATH", terraform);
    });

    let (status, _) = demo.end();

    assert_eq!(status.code(), Some(1));
    let complaints = demo.complaints();
    assert!(
        complaints.ends_with("there is no 'Plan: 4 to add, 0 to change, 0 to destroy.'\n"),
        "{complaints}"
    );
    assert!(demo.leaves_no_process());
    assert_eq!(demo.files(), Vec::<PathBuf>::new());
}
