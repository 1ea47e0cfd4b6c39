//! The signals that the process ignores from its start on, for example under `nohup`. Deliberately not here: handlers.

use std::fs;

/// True where SIGHUP was ignored at the start of the process. Must be called before a handler is installed.
///
/// Returns `false` if `/proc` does not contain this information.
pub(super) fn ignores_hang_up() -> bool {
    fs::read_to_string("/proc/self/status").is_ok_and(|status| has_hang_up(&status))
}

/// True where the set of ignored signals has its first bit, which is that of SIGHUP.
fn has_hang_up(status: &str) -> bool {
    let set = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let set = set.and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok());
    set.is_some_and(|set| set & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bit_of_the_ignored_signals_is_sighup() {
        for (set, ignored) in [
            ("0000000000000001", true),
            ("0000000000001003", true),
            ("0000000000001002", false),
        ] {
            assert_eq!(has_hang_up(&format!("Name:\tx\nSigIgn:\t{set}\n")), ignored, "{set}");
        }
        assert!(!has_hang_up("Name:\tx\n"));
    }
}
