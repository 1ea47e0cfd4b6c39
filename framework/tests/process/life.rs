//! The events that end the process, and those that do not (conformance rules H7, H8, H9, and H15).

use std::path::PathBuf;

use conformance::client::{Address, Certificate, Client, Plugin, Security, patiently};
use futures_util::stream;
use proto::tfplugin5::{configure, stop};
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::probe;

/// Holds H7.
#[tokio::test]
async fn a_shutdown_ends_the_process_in_order_and_removes_the_socket() {
    let certificate = Certificate::like_go();
    let mut plugin = probe::plugin_for(&certificate).start().await;
    let client = plugin.client(&Security::of(&certificate)).await.unwrap();
    let folder = plugin.folder();
    assert!(folder.join("s").exists());
    client.shutdown().await.unwrap();
    assert!(plugin.exit_within_two_seconds().await.success());
    assert!(!folder.exists());
}

/// Holds H7.
#[tokio::test]
async fn open_streams_and_calls_that_never_end_do_not_delay_the_exit_beyond_what_a_client_waits() {
    let mut plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let _stdio = client.stdio.clone().stream_stdio(()).await.unwrap();
    let _broker = client.broker.clone().start_stream(stream::pending()).await.unwrap();
    let endless = client.clone();
    let endless = tokio::spawn(async move { endless.read("wait_for_ever").await });
    client.read("probe_echo").await.unwrap();
    client.shutdown().await.unwrap();
    assert!(plugin.exit_within_two_seconds().await.success());
    endless.await.unwrap().unwrap_err();
}

/// Holds H8.
#[tokio::test]
async fn interrupts_are_counted_and_ignored() {
    let mut plugin = probe::plugin().env("TF_LOG", "info").start().await;
    let client = plugin.plain_client().await;
    for count in 1..=3 {
        plugin.signal("INT").await;
        plugin.stderr.until(&format!("\"interrupts\":{count}")).await;
    }
    client.read("probe_echo").await.unwrap();
    assert!(plugin.runs());
}

/// Starts a call that ends when it is canceled.
async fn cancellable(plugin: &Plugin, client: &Client) -> JoinHandle<bool> {
    let client = client.clone();
    let call = tokio::spawn(async move { client.read("wait_for_stop").await.is_ok() });
    plugin.stderr.until("waiting for a stop").await;
    call
}

/// A call that ends only when its file exists.
struct Order {
    call: JoinHandle<bool>,
    file: PathBuf,
    _folder: TempDir,
}

impl Order {
    async fn place(plugin: &Plugin, client: &Client) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("go");
        let (client, path) = (client.clone(), file.to_str().unwrap().as_bytes().to_vec());
        let call = tokio::spawn(async move { client.read_state("wait_for_file", path).await.is_ok() });
        plugin.stderr.until("waiting for a file").await;
        Self {
            call,
            file,
            _folder: folder,
        }
    }

    fn fulfil(&self) {
        std::fs::write(&self.file, "").unwrap();
    }
}

/// Holds H8 and H9.
#[tokio::test]
async fn a_termination_and_a_hang_up_cancel_calls_in_flight_and_the_process_goes_on_serving() {
    for signal in ["TERM", "HUP"] {
        let mut plugin = probe::plugin().env("TF_LOG", "info").start().await;
        let client = plugin.plain_client().await;
        let call = cancellable(&plugin, &client).await;
        plugin.signal("INT").await;
        plugin.stderr.until("\"interrupts\":1").await;
        client.read("probe_echo").await.unwrap();
        assert!(!call.is_finished(), "an interrupt does not end the same call");
        plugin.signal(signal).await;
        assert!(patiently(call).await.unwrap(), "{signal}: the call is answered");
        client.read("probe_echo").await.unwrap();
        assert!(plugin.runs(), "{signal}");
        assert!(plugin.folder().exists(), "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_hang_up_that_nohup_ignores_cancels_nothing() {
    let plugin = probe::plugin_under_nohup().env("TF_LOG", "info").start().await;
    let client = plugin.plain_client().await;
    let call = cancellable(&plugin, &client).await;
    plugin.signal("HUP").await;
    plugin.signal("INT").await;
    plugin.stderr.until("\"interrupts\":1").await;
    client.read("probe_echo").await.unwrap();
    assert!(!call.is_finished());
    plugin.signal("TERM").await;
    assert!(patiently(call).await.unwrap(), "the same call can be canceled");
}

/// Holds H9.
#[tokio::test]
async fn a_termination_does_not_cut_off_a_call_that_goes_on_after_it_is_cancelled() {
    let mut plugin = probe::plugin().env("TF_LOG", "info").start().await;
    let client = plugin.plain_client().await;
    let order = Order::place(&plugin, &client).await;
    plugin.signal("TERM").await;
    plugin.stderr.until("canceling the calls in flight").await;
    client.read("probe_echo").await.unwrap();
    assert!(!order.call.is_finished());
    order.fulfil();
    assert!(patiently(order.call).await.unwrap());
    client.read("probe_echo").await.unwrap();
    assert!(plugin.runs());
}

/// Holds H7.
#[tokio::test]
async fn a_shutdown_cancels_calls_in_flight_and_they_are_answered() {
    let mut plugin = probe::plugin().env("TF_LOG", "info").start().await;
    let client = plugin.plain_client().await;
    let call = cancellable(&plugin, &client).await;
    client.shutdown().await.unwrap();
    assert!(patiently(call).await.unwrap());
    assert!(plugin.exit_within_two_seconds().await.success());
}

/// Holds H9.
#[tokio::test]
async fn a_stop_ends_calls_in_flight_and_the_process_goes_on_serving() {
    let mut plugin = probe::plugin().start().await;
    let client = plugin.plain_client().await;
    let in_flight = tokio::spawn({
        let client = client.clone();
        async move { client.read("wait_for_stop").await }
    });
    while !in_flight.is_finished() {
        client.provider.clone().stop(stop::Request {}).await.unwrap();
    }
    in_flight.await.unwrap().unwrap();
    client.read("probe_echo").await.unwrap();
    assert!(plugin.runs());
}

#[tokio::test]
async fn an_orphan_ends_and_removes_its_socket() {
    let mut shell = probe::plugin_below_a_shell().start().await;
    shell.plain_client().await.read("probe_echo").await.unwrap();
    let folder = shell.folder();
    assert!(folder.exists());
    shell.signal("KILL").await;
    assert!(!shell.exit_within_two_seconds().await.success());
    assert_eq!(shell.stdout.all().await, "", "the pipe closes when the orphan is gone");
    assert!(!folder.exists());
}

#[tokio::test]
async fn an_orphan_cancels_its_calls_and_ends_after_the_last_of_them() {
    let mut shell = probe::plugin_below_a_shell().env("TF_LOG", "info").start().await;
    let client = shell.plain_client().await;
    let cancelled = cancellable(&shell, &client).await;
    let order = Order::place(&shell, &client).await;
    let folder = shell.folder();
    shell.signal("KILL").await;
    shell.exit_within_two_seconds().await;
    assert!(patiently(cancelled).await.unwrap());
    assert!(folder.exists(), "the order is still in flight");
    drop(client);
    order.call.abort();
    order.fulfil();
    assert_eq!(shell.stdout.all().await, "", "the pipe closes when the orphan is gone");
    assert!(shell.stderr.all().await.contains("found the file"));
    assert!(!folder.exists());
}

/// Returns the provider's data from the line of `--debug`.
fn reattach(plugin: &Plugin) -> Value {
    let variable = plugin.line.trim_end().strip_prefix("TF_REATTACH_PROVIDERS='").unwrap();
    let mut providers: Value = serde_json::from_str(variable.strip_suffix('\'').unwrap()).unwrap();
    providers["registry.terraform.io/example/probe"].take()
}

/// Holds H15.
#[tokio::test]
async fn under_a_debugger_it_prints_where_to_attach_serves_several_commands_and_ends_on_an_interrupt() {
    let mut plugin = probe::bare().arg("--debug").start().await;
    let provider = reattach(&plugin);
    assert_eq!(
        (&provider["Protocol"], &provider["ProtocolVersion"]),
        (&"grpc".into(), &5.into())
    );
    assert_eq!(
        (&provider["Pid"], &provider["Test"]),
        (&plugin.id().into(), &true.into())
    );
    assert_eq!(provider["Addr"]["Network"], "unix");
    let path = std::path::PathBuf::from(provider["Addr"]["String"].as_str().unwrap());
    for times in ["1", "2"] {
        let client = Client::over(Address::Unix(path.clone()).connect().await.unwrap())
            .await
            .unwrap();
        client
            .provider
            .clone()
            .configure(configure::Request::default())
            .await
            .unwrap();
        assert_eq!(
            client.read("probe_echo").await.unwrap().private,
            times.as_bytes(),
            "configured so many times"
        );
    }
    plugin.signal("INT").await;
    assert!(plugin.exit_within_two_seconds().await.success());
    assert!(!path.parent().unwrap().exists());
}

/// Starts a process under a debugger, with its client.
async fn debugged() -> (Plugin, Client) {
    let plugin = probe::bare().arg("--debug").env("TF_LOG", "info").start().await;
    let path = reattach(&plugin)["Addr"]["String"].as_str().unwrap().to_owned();
    let stream = Address::Unix(path.into()).connect().await.unwrap();
    let client = Client::over(stream).await.unwrap();
    (plugin, client)
}

#[tokio::test]
async fn under_a_debugger_the_first_signal_cancels_calls_and_lets_them_end() {
    for signal in ["INT", "TERM", "HUP"] {
        let (mut plugin, client) = debugged().await;
        let cancelled = cancellable(&plugin, &client).await;
        let order = Order::place(&plugin, &client).await;
        plugin.signal(signal).await;
        plugin.stderr.until("Press Ctrl-C again").await;
        assert!(patiently(cancelled).await.unwrap(), "{signal}");
        assert!(plugin.runs() && !order.call.is_finished(), "{signal}");
        order.fulfil();
        assert!(patiently(order.call).await.unwrap(), "{signal}");
        assert!(plugin.exit_within_two_seconds().await.success(), "{signal}");
    }
}

#[tokio::test]
async fn under_a_debugger_the_second_signal_ends_the_process_at_once() {
    let (mut plugin, client) = debugged().await;
    let order = Order::place(&plugin, &client).await;
    plugin.signal("INT").await;
    plugin.stderr.until("Press Ctrl-C again").await;
    assert!(plugin.runs() && !order.call.is_finished());
    plugin.signal("INT").await;
    assert!(plugin.exit_within_two_seconds().await.success());
    assert!(!patiently(order.call).await.unwrap(), "the call has no answer");
}
