//! The report of a panic on stderr, in the form in which Terraform recognizes a crash. Deliberately not here: the
//! response of the call that panicked.

use std::{
    backtrace::Backtrace,
    io::Write,
    panic::{self, PanicHookInfo},
};

use super::log;

/// The longest backtrace. Terraform shows at most a hundred lines, and the message needs some of them.
const BACKTRACE_LINES: usize = 80;

/// Replaces the process's panic hook by one that reports in the form of [`report`].
///
/// Terraform does not recognize Rust's own form and would report only "Plugin did not respond".
pub(super) fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let report = report(&message(info), &place(info), &Backtrace::force_capture().to_string());
        // If stderr is closed, there is no other place for a message.
        drop(std::io::stderr().lock().write_all(log::masked(&report).as_bytes()));
    }));
}

/// Returns the lines of a crash: `panic: ` and the message, then the location, then the backtrace.
///
/// Further lines of the message are marked. Terraform would read a line that happens to be JSON as a log line, and a
/// field of the wrong type in it crashes Terraform. Frames without a name in a stripped binary are omitted.
fn report(message: &str, place: &str, backtrace: &str) -> String {
    let message = message.replace('\n', "\n  | ");
    let named = backtrace
        .lines()
        .filter(|line| !line.ends_with("<unknown>"))
        .take(BACKTRACE_LINES);
    let lines = ["panic: ".to_owned() + &message, format!("  at {place}")]
        .into_iter()
        .chain(named.map(str::to_owned));
    lines.map(|line| line + "\n").collect()
}

fn message(info: &PanicHookInfo<'_>) -> String {
    info.payload_as_str().unwrap_or("a value that is not text").to_owned()
}

fn place(info: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let location = info
        .location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!("{location} in thread '{thread}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_begins_with_the_words_that_terraform_looks_for() {
        let report = report(
            "no leg",
            "src/leg.rs:1:2 in thread 'x'",
            "   0: main\n   1: <unknown>\n",
        );
        assert_eq!(report, "panic: no leg\n  at src/leg.rs:1:2 in thread 'x'\n   0: main\n");
    }

    #[test]
    fn no_line_of_a_message_can_pass_for_a_log_line() {
        let report = report("bad\n{\"@message\": 1}", "here", "");
        assert!(
            report
                .lines()
                .all(|line| serde_json::from_str::<serde_json::Value>(line).is_err()),
            "{report}"
        );
    }

    #[test]
    fn the_report_stays_below_the_lines_that_terraform_shows() {
        let report = report("m", "p", &"frame\n".repeat(500));
        assert!(report.lines().count() < 100);
    }
}
