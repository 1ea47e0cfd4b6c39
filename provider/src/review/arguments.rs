//! The command line of `review`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::Format;
use super::fail_on::FailOn;

/// Reviews a saved plan with the plan checks.
#[derive(Debug, Parser)]
#[command(
    name = "terraform-provider-twilio review",
    about = "Reviews a saved plan: terraform show -json FILE | terraform-provider-twilio review",
    after_help = "Exit codes: 0 the review passed, 1 the review failed, 2 the plan could not be judged.",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) other: Option<Other>,
    #[command(flatten)]
    pub(super) plan: PlanArguments,
}

/// The subcommands. Without one, the command reviews a plan.
#[derive(Debug, Subcommand)]
pub(super) enum Other {
    /// Prints the page of a code: meaning, why it matters, what to do, example.
    Explain {
        /// The code, such as TWX305.
        code: String,
    },
}

/// The arguments of a review.
#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    /// The plan in JSON (`terraform show -json`). If the file is omitted or is `-`, the plan is read from standard input.
    pub(super) file: Option<PathBuf>,
    /// The format on standard output: text, markdown, json, sarif, junit, github, gitlab, or rdjson.
    #[arg(long, default_value = "text", value_parser = format)]
    pub(super) format: Format,
    /// Writes a further format to a file, such as sarif=review.sarif. Can be repeated.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    pub(super) output: Vec<Output>,
    /// The findings that fail the review: codes, groups, `error`, or `warning`, separated by commas.
    #[arg(long, value_name = "LIST", default_value = "error", value_parser = FailOn::parse)]
    pub(super) fail_on: FailOn,
    /// The file of accepted findings. Default: `.twilio-accepted.toml` in the root module, if it exists.
    #[arg(long, value_name = "FILE")]
    pub(super) accepted: Option<PathBuf>,
    /// Also reads the account from the service, with the credentials of the environment.
    #[arg(long)]
    pub(super) account: bool,
    /// Exits with 2 if the account cannot be read. Implies --account.
    #[arg(long)]
    pub(super) require_account: bool,
    /// The folder of the root module, which contains the `.tf` files.
    #[arg(long, value_name = "DIRECTORY", default_value = ".")]
    pub(super) chdir: PathBuf,
    /// Relays the findings in a log of `plan -json` or `apply -json` instead of judging a plan.
    #[arg(long)]
    pub(super) relay: bool,
}

/// A format and the file that it is written to.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: PathBuf,
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).map_err(|unknown| unknown.to_string())
}

fn output(text: &str) -> Result<Output, String> {
    let (name, file) = text
        .split_once('=')
        .filter(|(_, file)| !file.is_empty())
        .ok_or("must be FORMAT=FILE, such as sarif=review.sarif")?;
    Ok(Output {
        format: format(name)?,
        file: PathBuf::from(file),
    })
}
