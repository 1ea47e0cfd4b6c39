//! Which failures allow a request to be sent again.
//!
//! The rule of Twilio's documentation: what was not processed may be repeated, and so may what is the same done twice.

/// What a failed attempt says about the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failing {
    /// 429: the service says that it did not process the request.
    TooMany,
    /// 503: the service says to come again.
    Unavailable,
    /// Another 5xx of a passing kind, or the connection broke: the request may have had its effect.
    Uncertain,
    /// The connection never stood: the request certainly had no effect.
    NotSent,
}

impl Failing {
    /// Reads a status; none of those that pass is no reason to try again.
    pub(super) fn from_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::TooMany),
            503 => Some(Self::Unavailable),
            500 | 502 | 504 => Some(Self::Uncertain),
            _ => None,
        }
    }

    /// Whether the same request may be sent again: always, unless its effect is uncertain and doing it twice would show.
    pub(super) fn allows_retry(self, is_repeatable: bool) -> bool {
        is_repeatable || self != Self::Uncertain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_uncertain_effect_keeps_a_request_from_being_repeated() {
        for (status, repeatable, not) in [
            (429, true, true),
            (503, true, true),
            (500, true, false),
            (502, true, false),
            (504, true, false),
        ] {
            let failing = Failing::from_status(status).unwrap();
            assert_eq!(
                (failing.allows_retry(true), failing.allows_retry(false)),
                (repeatable, not),
                "{status}"
            );
        }
        assert!(Failing::NotSent.allows_retry(false));
        for status in [200, 301, 400, 401, 403, 404, 408, 409, 412, 422, 501, 505] {
            assert_eq!(Failing::from_status(status), None, "{status}");
        }
    }
}
