//! Orders at a mock server that keeps at least 5,000 objects in a file, compared with commits of a single row in the same folder.
//!
//! Both are equally durable: each is on the disk before its answer. Rounds of both take turns.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};

use crate::measurement::{Amount, Measurement};

const KEPT: usize = 5000;
/// Many rounds, because the speed of a disk varies.
const ROUNDS: usize = 21;
const ORDERS_PER_ROUND: usize = 100;
/// The upper bound of an order as a factor of a commit: half the rate.
const MOST: f64 = 2.0;

/// The time of an order, and its factor to a commit.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let server = Server::start(&executables.join("interconnect-mock"), folder.path())?;
    let mut client = Client::connect(&server.address)?;
    let (mut ratios, mut times) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let commit = commit(&executables.join("examples/commits"), folder.path())?;
        let began_at = Instant::now();
        for number in 0..ORDERS_PER_ROUND {
            client.order(&format!("order-{round}-{number}"))?;
        }
        let order = began_at.elapsed().as_secs_f64() / ORDERS_PER_ROUND as f64;
        ratios.push(order / commit);
        times.push(order);
    }
    let what = format!("{KEPT} objects in a file: order");
    Ok(vec![
        Measurement::new(what.clone(), Amount::Time(Duration::from_secs_f64(median(times)))),
        Measurement::new(what + " in terms of a commit", Amount::Times(median(ratios))).within(Amount::Times(MOST)),
    ])
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Returns the seconds of one commit.
fn commit(executable: &Path, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let count = ORDERS_PER_ROUND.to_string();
    let output = Command::new(executable).arg(folder).arg(count).output()?;
    let seconds: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok(seconds / ORDERS_PER_ROUND as f64)
}

/// The mock server; ended when dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(executable: &Path, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let seed = folder.join("seed.json");
        std::fs::write(&seed, seed_text())?;
        let mut command = Command::new(executable);
        command.args(["--listen", "127.0.0.1:0", "--seed"]).arg(seed);
        command.arg("--state").arg(folder.join("state.db"));
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        let stdout = process.stdout.take().ok_or("no standard output")?;
        BufReader::new(stdout).read_line(&mut address)?;
        let address = address
            .trim()
            .strip_prefix("http://")
            .ok_or("the mock server gives no address")?;
        Ok(Self {
            address: address.to_owned(),
            process,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended by itself cannot be killed, and this is the wanted result.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn seed_text() -> String {
    let mut text = String::from(r#"{"cross_connects": ["#);
    for number in 0..KEPT {
        let comma = if number == 0 { "" } else { "," };
        let exchange = r#""exchange": "london-ix", "bandwidth_mbps": 100"#;
        // Writing into a String cannot fail.
        let _ = write!(text, r#"{comma}{{"unique_name": "kept-{number}", {exchange}}}"#);
    }
    text + "]}"
}

/// One connection that is kept open.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect(address: &str) -> Result<Self, Box<dyn Error>> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    fn order(&mut self, name: &str) -> Result<(), Box<dyn Error>> {
        let pair = BASE64_STANDARD.encode(format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}"));
        let form = format!("UniqueName={name}&Exchange=ashburn-ix&BandwidthMbps=100&LoaEntity=Example");
        let request = format!(
            "POST /v1/CrossConnects HTTP/1.1\r\nHost: mock\r\nAuthorization: Basic {pair}\r\nIdempotency-Key: {name}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        let mut status = String::new();
        self.0.read_line(&mut status)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(text) = line.strip_prefix("content-length:") {
                length = text.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        match status.contains(" 201 ") {
            true => Ok(()),
            false => Err(format!("an order is answered {status}{}", String::from_utf8_lossy(&body)).into()),
        }
    }
}
