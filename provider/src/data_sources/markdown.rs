//! Text that is safe within GitHub's Markdown.

/// Text on one line, with every special character of Markdown escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if SPECIAL.contains(letter) {
            safe.push('\\');
        }
        safe.push(if letter.is_control() { ' ' } else { letter });
    }
    safe
}

/// Characters that are markup to GitHub's Markdown in the middle of a line.
const SPECIAL: &str = "\\`*_[]<>|~&$";

/// Unchanged lines in a code fence that is longer than every run of backticks in them.
pub(super) fn fenced(lines: &str) -> String {
    let runs = lines.split(|letter| letter != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    format!("{fence}text\n{}\n{fence}", lines.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_calls_a_thing_is_text_and_nothing_else() {
        let hostile = "a|b`c`<img>[x](y)\n# z";

        assert_eq!(escaped(hostile), r"a\|b\`c\`\<img\>\[x\](y) # z");
    }

    #[test]
    fn a_fence_is_longer_than_any_run_of_backticks_in_it() {
        assert_eq!(fenced("a ``` b\n"), "````text\na ``` b\n````");
    }
}
