//! The log on stderr (conformance rule H13).

use serde_json::{Map, Value};

use crate::probe;

/// Returns the log lines of a careless provider.
async fn lines(variables: &[(&str, &str)]) -> Vec<Map<String, Value>> {
    let launch = variables
        .iter()
        .fold(probe::plugin(), |launch, (name, value)| launch.env(name, value));
    let plugin = launch.start().await;
    let client = plugin.plain_client().await;
    client.read("log").await.unwrap();
    client.shutdown().await.unwrap();
    let all = plugin.stderr.all().await;
    all.lines()
        .map(|line| serde_json::from_str(line).expect("each line is one JSON object"))
        .collect()
}

fn find<'a>(lines: &'a [Map<String, Value>], message: &str) -> &'a Map<String, Value> {
    let found = lines
        .iter()
        .find(|line| line["@message"].as_str().is_some_and(|text| text.starts_with(message)));
    found.expect("the message is there")
}

/// Holds H13.
#[tokio::test]
async fn each_line_has_the_four_keys_of_hclog_and_they_are_texts() {
    let lines = lines(&[("TF_LOG", "trace")]).await;
    assert!(lines.len() >= 3);
    for line in &lines {
        let own: Vec<_> = line.iter().filter(|(key, _)| key.starts_with('@')).collect();
        let keys: Vec<_> = own.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["@level", "@message", "@module", "@timestamp"]);
        assert!(own.iter().all(|(_, value)| value.is_string()), "{line:?}");
    }
}

/// Holds H13.
#[tokio::test]
async fn a_timestamp_has_exactly_six_digits_of_a_second() {
    let lines = lines(&[("TF_LOG", "trace")]).await;
    let timestamp = find(&lines, "fields")["@timestamp"].as_str().unwrap();
    let shape: String = timestamp
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    assert_eq!(shape, "9999-99-99T99:99:99.999999Z");
}

/// Holds H13.
#[tokio::test]
async fn fields_follow_the_keys_and_never_replace_them() {
    let lines = lines(&[("TF_LOG", "trace")]).await;
    let line = find(&lines, "first line");
    assert_eq!(
        (&line["@level"], &line["@module"]),
        (&"info".into(), &"probe.probe".into())
    );
    assert_eq!((&line["_level"], &line["_message"]), (&7.into(), &"mine".into()));
    assert_eq!((&line["count"], &line["resource"]), (&3.into(), &"probe_echo".into()));
    assert_eq!(
        line["inner"], "inner",
        "the event's own field goes before the one around it"
    );
}

#[tokio::test]
async fn a_masked_secret_shows_in_no_line() {
    let lines = lines(&[("TF_LOG", "trace")]).await;
    assert_eq!(find(&lines, "first line")["@message"], "first line\nwith ***");
    assert_eq!(find(&lines, "fields")["token"], "a *** b");
    assert_eq!(find(&lines, "fields")["nested"], "Some(\"***\")");
}

/// Holds H13.
#[tokio::test]
async fn a_line_that_terraform_would_split_is_shortened() {
    let lines = lines(&[("TF_LOG", "trace")]).await;
    let line = find(&lines, "too long");
    assert!(Value::from(line.clone()).to_string().len() < 64 * 1024);
    assert!(line["bytes_of_the_whole_line"].as_u64().unwrap() > 200 * 1024);
}

#[tokio::test]
async fn the_level_comes_from_the_environment_and_without_one_nothing_is_logged() {
    let levels = |lines: &[Map<String, Value>]| lines.iter().map(|line| line["@level"].clone()).collect::<Vec<_>>();
    assert_eq!(levels(&lines(&[]).await), Vec::<Value>::new());
    assert_eq!(levels(&lines(&[("TF_LOG", "error")]).await), ["error"]);
    assert_eq!(
        levels(&lines(&[("TF_LOG", "error"), ("TF_LOG_PROVIDER_PROBE", "warn")]).await),
        ["warn", "error"]
    );
}
