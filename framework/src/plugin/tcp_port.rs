//! The TCP port of a plugin without a Unix socket. Deliberately not here: the accept.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    ops::RangeInclusive,
};

use super::Environment;

/// Returns the ports from `PLUGIN_MIN_PORT` to `PLUGIN_MAX_PORT`.
///
/// Both bounds belong to the range. A bound that is unset or not a number is 0, and 0 is any free port.
pub(super) fn wanted(environment: &Environment) -> RangeInclusive<u16> {
    let bound = |name| environment.get(name).and_then(|value| value.parse().ok()).unwrap_or(0);
    bound("PLUGIN_MIN_PORT")..=bound("PLUGIN_MAX_PORT")
}

/// Listens on the first free port of 127.0.0.1.
///
/// # Errors
///
/// No port of the range is free.
pub(super) fn first_free(ports: RangeInclusive<u16>) -> io::Result<TcpListener> {
    let mut last = io::Error::new(
        io::ErrorKind::InvalidInput,
        "PLUGIN_MIN_PORT is greater than PLUGIN_MAX_PORT",
    );
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(environment: &Environment) -> io::Result<TcpListener> {
        first_free(wanted(environment))
    }

    fn port(listener: &TcpListener) -> u16 {
        listener.local_addr().unwrap().port()
    }

    #[test]
    fn a_taken_port_is_skipped_and_a_range_without_a_free_one_is_an_error() {
        let taken = listen(&Environment::default()).unwrap();
        let first = port(&taken);
        let second = first_free(first..=u16::MAX).unwrap();
        assert!(port(&second) > first);
        assert_eq!(first_free(first..=first).unwrap_err().kind(), io::ErrorKind::AddrInUse);
    }

    #[test]
    fn the_bounds_come_from_the_environment() {
        let free = port(&listen(&Environment::default()).unwrap()).to_string();
        let bounds = Environment::from_pairs([("PLUGIN_MIN_PORT", &free), ("PLUGIN_MAX_PORT", &free)]);
        let listener = listen(&bounds).unwrap();
        assert_eq!(port(&listener).to_string(), free);
        assert!(listener.local_addr().unwrap().ip().is_loopback());
    }

    #[test]
    fn a_range_that_is_upside_down_is_an_error() {
        let bounds = Environment::from_pairs([("PLUGIN_MIN_PORT", "20"), ("PLUGIN_MAX_PORT", "10")]);
        assert_eq!(listen(&bounds).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
