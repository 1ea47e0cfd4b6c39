//! `interconnect-mock`: the mock server as a program.
//!
//! Reads the command line, starts the server of the library, prints its address, and waits for its end. The library
//! contains the server.

use std::error::Error;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, Subcommand};
use jiff::Timestamp;
use mock_api::{
    ApiKey, Clock, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, LogTarget, MockApi, Pace, Seed, Settings, StepTimes,
    is_sid, reachable,
};

/// A mock server of Interconnect v1.
///
/// Interconnect v1 is NOT a Twilio API. Twilio publishes no API for Interconnect. Interconnect v1 is this project's own
/// HTTP contract, in Twilio's conventions. This program simulates a service that implements the contract. It does not
/// order, connect, or bill anything. Do not expose it to a network that you do not trust.
///
/// Every option can also be set by an environment variable. Every secret can also be read from a file.
#[derive(Debug, Parser)]
#[command(name = "interconnect-mock", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Address to listen on; port 0 selects a free port
    #[arg(
        long,
        env = "INTERCONNECT_MOCK_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    listen: SocketAddr,
    /// Scheme and host of the URLs in responses [default: from the Host header of the request]
    #[arg(long, env = "INTERCONNECT_MOCK_PUBLIC_URL", value_parser = public_url, value_name = "https://HOST")]
    public_url: Option<String>,
    /// Use the Forwarded and X-Forwarded-... headers of a proxy in front of the server
    #[arg(long, env = "INTERCONNECT_MOCK_TRUST_FORWARDED")]
    trust_forwarded: bool,
    /// JSON file with the initial objects; ignored if the state file exists
    #[arg(long, env = "INTERCONNECT_MOCK_SEED", value_name = "FILE")]
    seed: Option<PathBuf>,
    /// SQLite file that preserves the state across restarts; the server writes it before it sends each response
    #[arg(long, env = "INTERCONNECT_MOCK_STATE", value_name = "FILE")]
    state: Option<PathBuf>,
    /// File to which one line per request is written; - is standard output
    #[arg(long, env = "INTERCONNECT_MOCK_LOG", value_name = "PATH")]
    log: Option<PathBuf>,
    /// Virtual time at the start, such as 2026-01-05T09:00:00Z [default: now]
    #[arg(long, env = "INTERCONNECT_MOCK_CLOCK", value_name = "INSTANT")]
    clock: Option<Timestamp>,
    /// Virtual seconds per real second; 0 freezes the clock
    #[arg(long, env = "INTERCONNECT_MOCK_SPEED", default_value_t = 1, value_name = "N")]
    speed: u32,
    /// Virtual time that each request adds, such as 60s
    #[arg(long, env = "INTERCONNECT_MOCK_TICK", default_value = "0s", value_parser = duration, value_name = "DURATION")]
    tick: Duration,
    /// SID of the only account
    #[arg(long, env = "INTERCONNECT_MOCK_ACCOUNT_SID", default_value = DEFAULT_ACCOUNT_SID, value_parser = account_sid, value_name = "SID")]
    account_sid: String,
    /// Auth token of the account
    #[arg(long, env = "INTERCONNECT_MOCK_AUTH_TOKEN", hide_env_values = true, default_value = DEFAULT_AUTH_TOKEN, value_parser = NonEmptyStringValueParser::new(), value_name = "TOKEN", hide_default_value = true)]
    auth_token: String,
    /// File with the auth token of the account, instead of --auth-token
    #[arg(
        long,
        env = "INTERCONNECT_MOCK_AUTH_TOKEN_FILE",
        conflicts_with = "auth_token",
        value_name = "FILE"
    )]
    auth_token_file: Option<PathBuf>,
    /// Additional API key as SID:SECRET; can be repeated
    #[arg(long, env = "INTERCONNECT_MOCK_API_KEYS", hide_env_values = true, value_delimiter = ',', value_parser = api_key, value_name = "SID:SECRET")]
    api_key: Vec<ApiKey>,
    /// File with additional API keys as SID:SECRET, one per line
    #[arg(long, env = "INTERCONNECT_MOCK_API_KEYS_FILE", value_name = "FILE")]
    api_keys_file: Option<PathBuf>,
    /// Token for using the controls from other machines, with the user mock; without a token, only this machine can use them
    #[arg(long, env = "INTERCONNECT_MOCK_CONTROL_TOKEN", hide_env_values = true, value_parser = NonEmptyStringValueParser::new(), value_name = "TOKEN")]
    control_token: Option<String>,
    /// File with the control token, instead of --control-token
    #[arg(
        long,
        env = "INTERCONNECT_MOCK_CONTROL_TOKEN_FILE",
        conflicts_with = "control_token",
        value_name = "FILE"
    )]
    control_token_file: Option<PathBuf>,
    /// Pace of the steps: the clock completes them (machine), or people complete them with the controls (people)
    #[arg(long, env = "INTERCONNECT_MOCK_PACE", value_parser = pace, default_value = "machine", value_name = "machine|people")]
    pace: Pace,
    /// Durations of steps in virtual time, such as letter_issue=2h,configuration=30m,deletion=0s
    #[arg(long, env = "INTERCONNECT_MOCK_STEP_TIMES", value_delimiter = ',', value_parser = step_time, value_name = "NAME=DURATION")]
    step_times: Vec<(String, Duration)>,
    /// Seed for generating SIDs [default: a new seed in each run]
    #[arg(long, env = "INTERCONNECT_MOCK_SID_SEED", value_name = "N")]
    sid_seed: Option<u64>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check whether a running server accepts orders; the exit status is 0 if it does
    Health {
        /// Address of the server
        #[arg(
            long,
            env = "INTERCONNECT_MOCK_LISTEN",
            default_value = "127.0.0.1:8080",
            value_name = "ADDRESS"
        )]
        listen: SocketAddr,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = Arguments::parse();
    let done = match arguments.command.take() {
        Some(Command::Health { listen }) => health(reachable(listen)),
        None => run(arguments).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&*error);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let settings = settings(arguments)?;
    let greeting = Greeting::of(&settings);
    let mut mock = MockApi::start(settings).await?;
    let told_to_end = told_to_end()?;
    greeting.say(&mock.base_url());
    tokio::select! {
        () = mock.stopped() => {}
        () = told_to_end => mock.shutdown().await,
    }
    Ok(())
}

/// Checks whether a server on this machine accepts orders.
fn health(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect_timeout(&address, LONGEST_PROBE)?;
    stream.set_read_timeout(Some(LONGEST_PROBE))?;
    write!(
        stream,
        "GET /_mock/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    match answer.starts_with("HTTP/1.1 200 ") {
        true => Ok(()),
        false => Err(format!("{address} returned {:?}", answer.trim_end()).into()),
    }
}

/// The longest wait of a probe.
const LONGEST_PROBE: Duration = Duration::from_secs(2);

/// The end of the wait for Ctrl-C or SIGTERM. The handlers are installed at once: the first process of a container gets no signal that it
/// does not wait for.
#[cfg(unix)]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// The end of the wait for Ctrl-C.
#[cfg(not(unix))]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    // If no handler can be installed, Ctrl-C ends the program by default.
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

fn settings(arguments: Arguments) -> Result<Settings, Box<dyn Error>> {
    let seed = match &arguments.seed {
        None => Seed::default(),
        Some(path) => read_seed(path)?,
    };
    let log = arguments.log.map(|path| match path.as_os_str().as_encoded_bytes() {
        b"-" => LogTarget::Stdout,
        _ => LogTarget::File(path),
    });
    Ok(Settings {
        listen: arguments.listen,
        public_url: arguments.public_url,
        trusts_forwarded: arguments.trust_forwarded,
        account_sid: arguments.account_sid,
        auth_token: match arguments.auth_token_file {
            Some(path) => read_secret(&path)?.into(),
            None => arguments.auth_token.into(),
        },
        control_token: match arguments.control_token_file {
            Some(path) => Some(read_secret(&path)?.into()),
            None => arguments.control_token.map(Into::into),
        },
        api_keys: [arguments.api_key, api_keys_of(arguments.api_keys_file.as_deref())?].concat(),
        clock: Clock {
            start: arguments.clock,
            speed: arguments.speed,
            tick_per_request: arguments.tick,
        },
        step_times: StepTimes {
            pace: arguments.pace,
            ..with_step_times(StepTimes::default(), &arguments.step_times)?
        },
        seed,
        sid_seed: arguments
            .sid_seed
            .unwrap_or_else(|| RandomState::new().hash_one("sid_seed")),
        state_file: arguments.state,
        log,
        name_guard: true,
    })
}

/// The API keys of a file, one per line.
fn api_keys_of(file: Option<&Path>) -> Result<Vec<ApiKey>, Box<dyn Error>> {
    let Some(path) = file else {
        return Ok(Vec::new());
    };
    let text = read_secret(path)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let keys = lines.map(api_key).collect::<Result<_, _>>();
    // A line is a secret, so the error contains only the file.
    Ok(keys.map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Reads a secret from a file, without the line feed at its end.
fn read_secret(path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    match text.trim_end() {
        "" => Err(format!("{} is empty", path.display()).into()),
        secret => Ok(secret.to_owned()),
    }
}

fn read_seed(path: &Path) -> Result<Seed, Box<dyn Error>> {
    let text = fs::read(path).map_err(|error| format!("cannot read the seed file {}: {error}", path.display()))?;
    let seed = serde_json::from_slice(&text);
    Ok(seed.map_err(|error| format!("the seed file {} cannot be used: {error}", path.display()))?)
}

fn with_step_times(mut times: StepTimes, given: &[(String, Duration)]) -> Result<StepTimes, String> {
    for (name, time) in given {
        let place = match name.as_str() {
            "letter_issue" => &mut times.letter_issue,
            "configuration" => &mut times.configuration,
            "bandwidth_update" => &mut times.bandwidth_update,
            "deletion" => &mut times.deletion,
            "session_configuration" => &mut times.session_configuration,
            "session_update" => &mut times.session_update,
            "session_deletion" => &mut times.session_deletion,
            "recovery" => &mut times.recovery,
            _ => return Err(format!("there is no step '{name}'")),
        };
        *place = *time;
    }
    Ok(times)
}

fn pace(text: &str) -> Result<Pace, String> {
    match text {
        "machine" => Ok(Pace::Machine),
        "people" => Ok(Pace::People),
        _ => Err(format!("the pace must be machine or people, not '{text}'")),
    }
}

fn step_time(text: &str) -> Result<(String, Duration), String> {
    let (name, time) = text
        .split_once('=')
        .ok_or_else(|| format!("'{text}' does not have the form NAME=DURATION"))?;
    Ok((name.to_owned(), duration(time)?))
}

/// Reads a whole number with a unit: `90s`, `15m`, `2h`, `3d`.
fn duration(text: &str) -> Result<Duration, String> {
    let complaint = || format!("'{text}' is not a duration such as 90s, 15m, 2h, or 3d");
    let unit = text.chars().last().ok_or_else(complaint)?;
    let seconds = match unit {
        's' => 1_u64,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(complaint()),
    };
    let count = text.trim_end_matches(unit).parse::<u64>().map_err(|_| complaint())?;
    count
        .checked_mul(seconds)
        .map(Duration::from_secs)
        .ok_or_else(complaint)
}

/// Reads a scheme and a host, with or without a port.
fn public_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = host.map(|host| host.trim_end_matches('/')).unwrap_or_default();
    match host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        true => Err("a public URL must be a scheme and a host, such as https://mock.example.com".to_owned()),
        false => Ok(text.trim_end_matches('/').to_owned()),
    }
}

fn account_sid(text: &str) -> Result<String, String> {
    match is_sid("AC", text) {
        true => Ok(text.to_owned()),
        false => Err("an account SID must be AC followed by 32 hexadecimal digits".to_owned()),
    }
}

fn api_key(text: &str) -> Result<ApiKey, String> {
    let (sid, secret) = text.split_once(':').ok_or("an API key must have the form SID:SECRET")?;
    if !is_sid("SK", sid) || secret.is_empty() {
        return Err(
            "an API key must have the form SID:SECRET; its SID must be SK followed by 32 hexadecimal digits".to_owned(),
        );
    }
    Ok(ApiKey {
        sid: sid.to_owned(),
        secret: secret.to_owned().into(),
    })
}

/// The text that the program prints when it is ready.
struct Greeting {
    account_sid: String,
    has_default_token: bool,
}

impl Greeting {
    fn of(settings: &Settings) -> Self {
        Self {
            account_sid: settings.account_sid.clone(),
            has_default_token: settings.has_default_token(),
        }
    }

    /// Prints the address of the server to standard output. The first line is the base URL alone, for scripts.
    fn say(&self, base_url: &str) {
        let token = if self.has_default_token {
            DEFAULT_AUTH_TOKEN
        } else {
            "(as configured)"
        };
        let text = format!(
            "{base_url}\nmock of Interconnect v1, which is not a Twilio API\naccount SID {}, auth token {token}\n",
            self.account_sid
        );
        // One write. The server runs even if the reader has closed its end.
        let _ = io::stdout().write_all(text.as_bytes());
    }
}

/// Writes an error and its causes to standard error.
fn print_error(error: &dyn Error) {
    let mut text = format!("interconnect-mock: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    // An error of standard error cannot be reported.
    let _ = writeln!(io::stderr(), "{text}");
}
