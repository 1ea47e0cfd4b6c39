//! `Debug` for the messages with values of a configuration or a state, which may be secret: it prints sizes instead of
//! contents. Every message that contains one of them uses this `Debug`. Deliberately not here: any other message.

use std::fmt;

use crate::tfplugin5::{DynamicValue, RawState};

impl fmt::Debug for DynamicValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DynamicValue")
            .field("msgpack", &Size(self.msgpack.len()))
            .field("json", &Size(self.json.len()))
            .finish()
    }
}

impl fmt::Debug for RawState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawState")
            .field("json", &Size(self.json.len()))
            .field("flatmap", &format_args!("{} entries", self.flatmap.len()))
            .finish()
    }
}

/// A number of bytes, printed with its unit.
struct Size(usize);

impl fmt::Debug for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tfplugin5::read_resource;

    #[test]
    fn a_printed_request_shows_the_size_of_a_value_and_not_the_value() {
        let request = read_resource::Request {
            type_name: "twilio_example".to_owned(),
            current_state: Some(DynamicValue {
                msgpack: b"hunter2".to_vec(),
                json: Vec::new(),
            }),
            ..read_resource::Request::default()
        };
        let printed = format!("{request:?}");
        assert!(printed.contains("twilio_example"), "{printed}");
        assert!(
            printed.contains("DynamicValue { msgpack: 7 bytes, json: 0 bytes }"),
            "{printed}"
        );
        assert!(!printed.contains(&format!("{:?}", b"hunter2".to_vec())), "{printed}");
    }

    #[test]
    fn a_printed_raw_state_shows_sizes_and_no_contents() {
        let flatmap = [("password".to_owned(), "hunter2".to_owned())].into();
        let printed = format!(
            "{:?}",
            RawState {
                json: b"{}".to_vec(),
                flatmap
            }
        );
        assert_eq!(printed, "RawState { json: 2 bytes, flatmap: 1 entries }");
    }
}
