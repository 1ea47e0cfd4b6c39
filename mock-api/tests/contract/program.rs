//! The program `interconnect-mock`: its command line, its output, and a kill at any moment.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use reqwest::Client;
use serde_json::Value;

use crate::client::http_client;

/// A running program. It is killed when the test ends.
struct Program {
    child: Child,
    base_url: String,
    http: Client,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interconnect-mock"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let listen: &[&str] = match arguments.contains(&"--listen") {
            true => &[],
            false => &["--listen", "127.0.0.1:0"],
        };
        let all = [listen, &["--speed", "0"], arguments].concat();
        let mut child = command(&all).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first_line)
            .unwrap();
        Self {
            child,
            base_url: first_line.trim().to_owned(),
            http: http_client(),
        }
    }

    fn kept_in(path: &Path) -> Self {
        Self::start(&["--state", path.to_str().unwrap()])
    }

    /// Orders a cross connect. True if the answer arrived.
    async fn order(&self, name: &str) -> bool {
        let form = [
            ("UniqueName", name),
            ("Exchange", "tokyo-ix"),
            ("BandwidthMbps", "10"),
            ("LoaEntity", "E"),
        ];
        let url = format!("{}/v1/CrossConnects", self.base_url);
        let request = self
            .http
            .post(url)
            .basic_auth(DEFAULT_ACCOUNT_SID, Some(DEFAULT_AUTH_TOKEN));
        request
            .form(&form)
            .send()
            .await
            .is_ok_and(|answer| answer.status() == 201)
    }

    async fn names(&self) -> Vec<String> {
        let url = format!("{}/v1/CrossConnects?PageSize=1000", self.base_url);
        let request = self
            .http
            .get(url)
            .basic_auth(DEFAULT_ACCOUNT_SID, Some(DEFAULT_AUTH_TOKEN));
        let body: Value = request.send().await.unwrap().json().await.unwrap();
        let rows = body["cross_connects"].as_array().unwrap();
        rows.iter()
            .map(|row| row["unique_name"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // The program can have ended by itself.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_help_says_plainly_what_the_program_is() {
    let help = String::from_utf8(output(&["--help"]).stdout).unwrap();
    assert!(help.contains("Interconnect v1 is NOT a Twilio API"), "{help}");
    for option in [
        "--listen",
        "--seed",
        "--state",
        "--log",
        "--clock",
        "--speed",
        "--tick",
        "--account-sid",
        "--auth-token",
        "--step-times",
    ] {
        assert!(help.contains(option), "{option} is missing in {help}");
    }
}

#[tokio::test]
async fn the_first_line_is_the_base_url_and_the_next_ones_the_credentials() {
    let mut child = command(&["--listen", "127.0.0.1:0"]).spawn().unwrap();
    let lines: Vec<String> = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .take(3)
        .map(Result::unwrap)
        .collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(lines[0].starts_with("http://127.0.0.1:"), "{lines:?}");
    assert!(lines[1].contains("not a Twilio API"), "{lines:?}");
    assert_eq!(
        lines[2],
        format!("account SID {DEFAULT_ACCOUNT_SID}, auth token {DEFAULT_AUTH_TOKEN}")
    );
}

#[tokio::test]
async fn a_token_of_the_users_own_is_not_printed() {
    let arguments = ["--listen", "127.0.0.1:0", "--auth-token", "mine-alone", "--log", "-"];
    let mut child = command(&arguments).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut lines = String::new();
    for _ in 0..3 {
        stdout.read_line(&mut lines).unwrap();
    }
    let url = lines.lines().next().unwrap().to_owned();
    let http = http_client();
    let list = http
        .get(format!("{url}/v1/Exchanges"))
        .basic_auth(DEFAULT_ACCOUNT_SID, Some("mine-alone"));
    assert_eq!(list.send().await.unwrap().status(), 200);
    assert_eq!(
        http.post(format!("{url}/_mock/shutdown"))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    assert!(child.wait().unwrap().success(), "told to stop, it stops well");
    stdout.read_to_string(&mut lines).unwrap();
    assert!(lines.contains("GET /v1/Exchanges -> 200"), "{lines}");
    assert!(!lines.contains("mine-alone"), "{lines}");
}

#[tokio::test]
async fn what_was_answered_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let mut answered: Vec<String> = Vec::new();
    for round in 0..6 {
        let program = Program::kept_in(&path);
        let names: Vec<String> = (0..200).map(|number| format!("r{round}-{number}")).collect();
        let pid = program.child.id().to_string();
        let mut killer = None;
        // The kill comes while orders are open, after some answers, from another thread.
        for (number, name) in names.iter().enumerate() {
            if number == 3 + round * 4 {
                killer = Some(Command::new("kill").args(["-9", &pid]).spawn().unwrap());
            }
            if !program.order(name).await {
                break;
            }
            answered.push(name.clone());
        }
        assert!(killer.unwrap().wait().unwrap().success(), "there was a program to kill");
        drop(program);
        let kept = Program::kept_in(&path).names().await;
        let lost: Vec<&String> = answered.iter().filter(|name| !kept.contains(name)).collect();
        assert!(lost.is_empty(), "round {round} lost {lost:?}");
        assert!(
            kept.len() <= answered.len() + 1 + round,
            "at most the one order per round whose answer was lost is beyond"
        );
    }
    assert!(
        answered.len() > 30,
        "the kills came too early to show anything: {}",
        answered.len()
    );
}

#[test]
fn a_damaged_state_file_ends_the_program_with_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    std::fs::write(&path, "{\"version\": 1,\n\"clock\": oops}").unwrap();
    let ended = output(&["--listen", "127.0.0.1:0", "--state", path.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(1));
    let complaint = String::from_utf8(ended.stderr).unwrap();
    assert!(
        complaint.contains(path.to_str().unwrap()) && complaint.contains("file is not a database"),
        "{complaint}"
    );
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "{\"version\": 1,\n\"clock\": oops}"
    );
}

#[test]
fn a_seed_file_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seed.json");
    std::fs::write(&path, "{\"cross_connects\": 1}").unwrap();
    let ended = output(&["--listen", "127.0.0.1:0", "--seed", path.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(1));
    assert!(
        String::from_utf8(ended.stderr)
            .unwrap()
            .contains(path.to_str().unwrap())
    );
}

#[tokio::test]
async fn seed_clock_and_step_times_are_taken_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seed.json");
    let seed = r#"{"cross_connects": [{"unique_name": "seeded", "exchange": "tokyo-ix", "bandwidth_mbps": 10, "status": "requested"}]}"#;
    std::fs::write(&path, seed).unwrap();
    let program = Program::start(&[
        "--seed",
        path.to_str().unwrap(),
        "--clock",
        "2026-01-05T09:00:00Z",
        "--step-times",
        "letter_issue=90s,deletion=0s",
        "--tick",
        "1m",
    ]);
    assert_eq!(program.names().await, ["seeded"]);
    assert_eq!(program.names().await, ["seeded"]);
    let url = format!("{}/v1/CrossConnects", program.base_url);
    let request = program
        .http
        .get(url)
        .basic_auth(DEFAULT_ACCOUNT_SID, Some(DEFAULT_AUTH_TOKEN));
    let list: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(
        list["cross_connects"][0]["letter_of_authorization"]["issued_at"],
        "2026-01-05T09:01:30Z"
    );
}

#[test]
fn a_mistyped_argument_is_explained() {
    for (arguments, complaint) in [
        (["--tick", "60"], "is not a duration such as 90s"),
        (["--step-times", "letter=1h"], "there is no step 'letter'"),
        (["--api-key", "SK1"], "SID:SECRET"),
        (["--clock", "yesterday"], "yesterday"),
    ] {
        let ended = output(&arguments);
        assert!(!ended.status.success());
        let stderr = String::from_utf8(ended.stderr).unwrap();
        assert!(stderr.contains(complaint), "{stderr}");
    }
}

#[test]
fn credentials_that_nobody_could_use_are_refused() {
    for (arguments, complaint) in [
        (["--account-sid", "nonsense"], "AC followed by 32 hexadecimal digits"),
        (["--auth-token", ""], "--auth-token"),
        (["--api-key", "SK1:secret"], "SK followed by 32 hexadecimal digits"),
    ] {
        let ended = output(&arguments);
        assert_eq!(ended.status.code(), Some(2));
        let stderr = String::from_utf8(ended.stderr).unwrap();
        assert!(stderr.contains(complaint), "{stderr}");
    }
}

#[tokio::test]
async fn a_server_on_every_address_prints_one_that_works() {
    let program = Program::start(&["--listen", "0.0.0.0:0"]);
    assert!(
        program.base_url.starts_with("http://127.0.0.1:"),
        "{}",
        program.base_url
    );
    assert_eq!(program.names().await, Vec::<String>::new());
}

/// Sends a signal to the program, by its name without `SIG`.
fn signal(program: &Program, name: &str) {
    let pid = program.child.id().to_string();
    assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
}

#[tokio::test]
async fn an_answer_under_way_is_finished_when_the_program_is_told_to_end() {
    for name in ["-TERM", "-INT"] {
        let mut program = Program::start(&[]);
        let fault = serde_json::json!({"kind": {"delay": {"milliseconds": 500}}});
        let url = format!("{}/_mock/faults", program.base_url);
        assert!(
            program
                .http
                .post(url)
                .json(&fault)
                .send()
                .await
                .unwrap()
                .status()
                .is_success()
        );
        let host = program.base_url.trim_start_matches("http://").to_owned();
        let mut half_sent = std::net::TcpStream::connect(host).unwrap();
        half_sent
            .write_all(b"POST /v1/CrossConnects HTTP/1.1\r\nContent-Length: 9\r\n\r\n")
            .unwrap();
        let (ordered, ()) = tokio::join!(program.order("under-way"), async {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            signal(&program, name);
        });
        assert!(ordered, "{name}");
        let ended = program.child.wait().unwrap();
        assert!(ended.success(), "{name}: {ended}");
    }
}

#[tokio::test]
async fn options_come_from_the_environment_and_secrets_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let key = "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let environment = [
        ("INTERCONNECT_MOCK_LISTEN", "127.0.0.1:0".into()),
        ("INTERCONNECT_MOCK_CLOCK", "2026-01-05T09:00:00Z".into()),
        ("INTERCONNECT_MOCK_SPEED", "0".into()),
        ("INTERCONNECT_MOCK_AUTH_TOKEN_FILE", file("token", "from-a-file\n")),
        (
            "INTERCONNECT_MOCK_API_KEYS_FILE",
            file("keys", &format!("{key}:keysecret\n\n")),
        ),
    ];
    let mut child = command(&[]).envs(environment).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut lines = String::new();
    for _ in 0..3 {
        stdout.read_line(&mut lines).unwrap();
    }
    let url = lines.lines().next().unwrap().to_owned();
    let program = Program {
        child,
        base_url: url.clone(),
        http: http_client(),
    };
    let ask = async |user: &str, password: &str| {
        let request = program
            .http
            .get(format!("{url}/v1/Exchanges"))
            .basic_auth(user, Some(password));
        let answer = request.send().await.unwrap();
        (
            answer.status().as_u16(),
            answer.headers()["date"].to_str().unwrap().to_owned(),
        )
    };
    let date = "Mon, 05 Jan 2026 09:00:00 GMT".to_owned();
    assert_eq!(ask(DEFAULT_ACCOUNT_SID, "from-a-file").await, (200, date.clone()));
    assert_eq!(ask(key, "keysecret").await, (200, date.clone()));
    assert_eq!(ask(DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN).await.0, 401);
    assert!(!lines.contains("from-a-file"), "{lines}");
}

#[test]
fn a_file_of_secrets_that_cannot_be_used_is_named_without_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    std::fs::write(&path, "SK1:keysecret").unwrap();
    let ended = output(&["--listen", "127.0.0.1:0", "--api-keys-file", path.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(1));
    let complaint = String::from_utf8(ended.stderr).unwrap();
    assert!(
        complaint.contains(path.to_str().unwrap()) && !complaint.contains("keysecret"),
        "{complaint}"
    );
}

#[test]
fn a_probe_ends_well_for_a_server_that_takes_orders_and_badly_for_none() {
    let mut child = command(&["--listen", "0.0.0.0:0"]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let port = line.trim().rsplit_once(':').unwrap().1.to_owned();
    let everywhere = format!("0.0.0.0:{port}");
    assert!(output(&["health", "--listen", &everywhere]).status.success());
    child.kill().unwrap();
    child.wait().unwrap();
    let refused = output(&["health", "--listen", &everywhere]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8(refused.stderr)
            .unwrap()
            .contains("interconnect-mock: ")
    );
}

#[test]
fn a_public_url_is_a_scheme_and_a_host() {
    for wrong in [
        "mock.example.com",
        "ftp://mock",
        "https://",
        "https://mock/v1",
        "https://a@mock",
        "",
    ] {
        let ended = output(&["--listen", "127.0.0.1:0", "--public-url", wrong]);
        assert_eq!(ended.status.code(), Some(2), "{wrong}");
    }
}
