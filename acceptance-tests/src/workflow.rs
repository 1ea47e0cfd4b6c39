//! The commands in the workflow files of `examples/ci`.
//!
//! YAML and Groovy mark several lines of shell alike: a line that ends in `|` or `'''`, followed by more indented lines.

/// Returns the one block of commands that contains a text; `None` if no block or several blocks do.
pub(crate) fn commands(file: &str, text: &str) -> Option<String> {
    let mut found = blocks(file).into_iter().filter(|block| block.contains(text));
    found.next().filter(|_| found.next().is_none())
}

fn blocks(file: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = file.lines().peekable();
    while let Some(head) = lines.next() {
        if !begins(head) {
            continue;
        }
        let mut block = String::new();
        while let Some(line) = lines.next_if(|line| line.trim().is_empty() || depth(line) > depth(head)) {
            block.push_str(line);
            block.push('\n');
        }
        blocks.push(block);
    }
    blocks
}

fn begins(line: &str) -> bool {
    line.ends_with(" |") || line.ends_with(" '''")
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_where_a_line_is_no_deeper_than_its_head() {
        let yaml = "steps:\n  - run: |\n      one\n\n      two\n  - run: three\n  - run: |\n      four\n";

        assert_eq!(commands(yaml, "two").unwrap(), "      one\n\n      two\n");
        assert_eq!(commands(yaml, "four").unwrap(), "      four\n");
        assert_eq!(commands(yaml, "three"), None);
    }

    #[test]
    fn groovy_is_read_alike() {
        let groovy = "steps {\n  sh '''\n    one\n  '''\n  junit 'two'\n}\n";

        assert_eq!(commands(groovy, "one").unwrap(), "    one\n");
        assert_eq!(commands(groovy, "two"), None);
    }

    #[test]
    fn a_text_of_two_blocks_names_neither() {
        assert_eq!(commands("a: |\n  one\nb: |\n  one\n", "one"), None);
    }
}
