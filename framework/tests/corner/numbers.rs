//! Numbers that exceed the range of usual JSON readers.

use framework::number::Number;
use framework::value::Value;

use crate::{corner, text};

/// Holds W7 and W8.
#[tokio::test]
async fn a_number_comes_back_as_it_went_whatever_its_size() {
    let corner = corner().await;
    let objects = corner.resource("corner_scalars");
    for digits in [
        "1e400",
        "-1e400",
        "1e-400",
        "123456789012345678901234567890.123456789012345678901234567890",
    ] {
        let number = Value::Number(digits.parse::<Number>().unwrap());
        let config = objects.config([("name", text(digits)), ("number", number.clone())]);
        let made = objects.create(&config).await.checked();
        assert!(made.stored.state.get("number").unwrap().equals(&number), "{digits}");
        let seen = objects.read(&made.stored).await.checked();
        assert!(seen.stored.state.get("number").unwrap().equals(&number), "{digits}");
    }
    corner.shutdown().await;
}
