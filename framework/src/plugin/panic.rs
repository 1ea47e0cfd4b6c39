//! What a panic leaves on stderr, in the shape in which Terraform recognises a crash. Deliberately not here: what the
//! call becomes that panicked.

use std::{
    backtrace::Backtrace,
    io::Write,
    panic::{self, PanicHookInfo},
};

use super::log;

/// Terraform shows at most a hundred lines; these leave room for the message.
const BACKTRACE_LINES: usize = 80;

/// Replaces the process's panic hook by one that reports in the form of [`report`].
///
/// Terraform does not recognise Rust's own form and would say "Plugin did not respond" only.
pub(super) fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let report = report(&message(info), &place(info), &Backtrace::force_capture().to_string());
        // There is nobody left to tell when stderr is gone.
        drop(std::io::stderr().lock().write_all(log::masked(&report).as_bytes()));
    }));
}

/// The lines of a crash: `panic: ` and the message, then the place, then the backtrace.
///
/// Further lines of the message are marked, because a line that happens to be JSON would be taken for a log line, and
/// one with a wrong field type crashes Terraform itself. Frames that a stripped binary cannot name are left out.
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
