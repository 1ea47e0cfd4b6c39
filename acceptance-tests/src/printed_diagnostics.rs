//! The diagnostics in terraform's output: everything between `╷` and `╵`.

/// Returns the boxes of a text, without colors and without the warning about development overrides, each line without its border.
pub(crate) fn diagnostics(printed: &str) -> Vec<String> {
    let plain = without_colours(printed);
    let mut boxes = Vec::new();
    let mut open: Option<Vec<&str>> = None;
    for line in plain.lines() {
        match (line.trim_end(), &mut open) {
            ("╷", _) => open = Some(Vec::new()),
            ("╵", _) => boxes.extend(open.take().map(|lines| lines.join("\n"))),
            (inside, Some(lines)) => lines.push(without_border(inside)),
            (_, None) => {}
        }
    }
    let is_ours = |text: &String| {
        text.strip_prefix("Warning: ")
            .is_some_and(|text| text.starts_with(OVERRIDES))
    };
    boxes.retain(|text| !is_ours(text));
    boxes
}

/// The summary of the warning that only the setup of these tests causes.
const OVERRIDES: &str = "Provider development overrides are in effect";

/// Returns a text without its color escape sequences.
pub(crate) fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split("\u{1b}[");
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
    }
    plain
}

/// The beginning of the paragraph that names the resource of a diagnostic.
const PLACE: &str = "  with ";

/// Returns a diagnostic without its resource, which is the second paragraph if that begins with `with`.
pub(crate) fn without_place(diagnostic: &str) -> String {
    let paragraphs = diagnostic.split("\n\n").enumerate();
    let kept = paragraphs.filter(|(number, text)| *number != 1 || !text.starts_with(PLACE));
    kept.map(|(_, text)| text).collect::<Vec<_>>().join("\n\n")
}

/// Sorts the diagnostics of one severity and place. Terraform orders by severity and place only. The rest is random, because it
/// collects the diagnostics of an apply from a Go map.
pub(crate) fn order_within_places(diagnostics: &mut [String]) {
    for group in diagnostics.chunk_by_mut(|one, other| severity_and_place(one) == severity_and_place(other)) {
        group.sort();
    }
}

fn severity_and_place(diagnostic: &str) -> (Option<&str>, Option<&str>) {
    let severity = diagnostic.split(':').next();
    let place = diagnostic.split("\n\n").nth(1).filter(|text| text.starts_with(PLACE));
    (severity, place)
}

fn without_border(line: &str) -> &str {
    line.strip_prefix("│")
        .map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_read_without_border_and_colour() {
        let printed = "Planning\n\u{1b}[31m╷\u{1b}[0m\n\u{1b}[31m│\u{1b}[0m Error: no\n│ \n│   on main.tf\n╵\nmore";
        assert_eq!(diagnostics(printed), ["Error: no\n\n  on main.tf"]);
    }

    #[test]
    fn a_diagnostic_keeps_everything_but_its_place() {
        let text = "Error: no\n\n  with a.b,\n  on main.tf line 1:\n   1: b {\n\nOne.\n\n  with two.";
        assert_eq!(without_place(text), "Error: no\n\nOne.\n\n  with two.");
        assert_eq!(without_place("Error: no\n\nOne."), "Error: no\n\nOne.");
    }

    #[test]
    fn only_diagnostics_of_one_severity_and_place_change_their_order() {
        let here = "\n\n  with a.b,\n  on main.tf line 1:\n   1: b {\n\nOne.";
        let mut printed = [
            "Warning: two".to_owned(),
            "Warning: one".to_owned(),
            format!("Warning: two{here}"),
            format!("Warning: one{here}"),
            "Error: none".to_owned(),
        ];
        let [second, first, second_here, first_here, error] = printed.clone();
        order_within_places(&mut printed);
        assert_eq!(printed, [first, second, first_here, second_here, error]);
    }

    #[test]
    fn the_warning_about_overrides_is_left_out_and_others_stay() {
        let printed = format!("╷\n│ Warning: {OVERRIDES}\n╵\n╷\n│ Warning: mind\n╵\n");
        assert_eq!(diagnostics(&printed), ["Warning: mind"]);
    }
}
