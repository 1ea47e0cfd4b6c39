//! Programs that run in the background and end with the story.

use std::io::{BufRead, BufReader, Read, sink};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use crate::failure::Failure;

/// A program that runs in the background.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts a program, and reads its standard output until `wanted` returns a value for a line.
    pub(crate) fn start<T>(mut command: Command, wanted: impl Fn(&str) -> Option<T>) -> Result<(Self, T), Failure> {
        let program = command.get_program().to_string_lossy().into_owned();
        let spawned = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = spawned.map_err(|error| format!("{program} does not start: {error}"))?;
        let output = child.stdout.take().ok_or("a program without an output")?;
        let process = Self(child);
        let found = read_until(output, wanted)?.ok_or_else(|| format!("{program} ended before it was ready"))?;
        Ok((process, found))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The program can have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn read_until<T>(output: ChildStdout, wanted: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    let mut lines = BufReader::new(output);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        if let Some(found) = wanted(line.trim_end()) {
            drain(lines);
            return Ok(Some(found));
        }
        line.clear();
    }
    Ok(None)
}

/// Reads the rest of the output, so that the program never waits for a reader.
fn drain(mut output: impl Read + Send + 'static) {
    thread::spawn(move || std::io::copy(&mut output, &mut sink()));
}
