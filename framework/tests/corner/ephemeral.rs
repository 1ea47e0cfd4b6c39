//! Ephemeral resources: renewal, and closing with the first or the latest private data.

use framework::value::Value;

use crate::{corner, text};

/// Holds E2, E3 and E4.
#[tokio::test]
async fn what_is_open_is_renewed_and_closed_with_the_first_or_the_latest_private_data() {
    let corner = corner().await;
    let box_ = Value::object([("name", text("box")), ("trouble", Value::Null), ("inside", Value::Null)]);
    let ephemeral = corner.ephemeral("corner_opened");
    let opened = ephemeral.open(&box_).await.checked();
    assert_eq!(opened.result.get("inside"), Some(&text("inside of box")));
    assert!(opened.renew_at.is_some());

    let first = ephemeral.renew(opened.private.clone()).await.checked();
    let second = ephemeral.renew(first.private.clone()).await.checked();
    assert_ne!(first.private, second.private, "the private data counts the renewals");
    for private in [opened.private, second.private.clone(), second.private] {
        let closed = ephemeral.close(private).await.checked();
        assert_eq!(closed.told(), Vec::<String>::new());
    }
    let lost = ephemeral.close(None).await.checked();
    assert_eq!(lost.told(), ["error: Missing private data"]);
    corner.shutdown().await;
}
