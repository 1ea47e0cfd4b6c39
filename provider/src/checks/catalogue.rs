//! Every plan check by its code: the list that `plan_checks`, the documentation and the tests go by.

use super::severity::Severity;

/// One plan check: a code that never changes its meaning.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// `TWX` and three digits; the first digit is the group.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// How bad a finding is unless the user says otherwise.
    pub default: Severity,
}

impl Check {
    /// The group of the check as `plan_checks` writes it: `3xx`.
    pub fn group(&self) -> String {
        let digit = self.code.chars().nth(3).unwrap_or('0');
        format!("{digit}xx")
    }

    /// The least severity that a user can set. A protected circuit that is gone is never passed over in silence.
    pub fn least(&self) -> Severity {
        if *self == *Self::GONE_PROTECTED {
            Severity::Warn
        } else {
            Severity::Off
        }
    }
}

/// Writes the constants and the list from one table.
macro_rules! checks {
    ($($name:ident = $code:literal, $title:literal, $default:ident;)*) => {
        impl Check {
            $(
                #[doc = concat!("`", $code, "`: ", $title, ".")]
                pub const $name: &'static Self =
                    &Self { code: $code, title: $title, default: Severity::$default };
            )*

            /// Every plan check, in the order of the codes.
            pub const ALL: &'static [&'static Self] = &[$(Self::$name),*];
        }
    };
}

checks! {
    LONE_MEMBER = "TWX201", "redundancy group of one member", Warn;
    SAME_EXCHANGE = "TWX202", "members of a redundancy group at the same exchange", Warn;
    NO_RECOMMENDED_PAIR = "TWX203", "exchanges of a redundancy group are not a pair that Twilio recommends", Warn;
    UNEQUAL_BANDWIDTH = "TWX204", "unequal bandwidth in a redundancy group", Warn;
    ROUTES_ON_ONE_LEG = "TWX205", "routes announced on one member of a redundancy group only", Warn;
    NAME_IN_USE = "TWX301", "unique name belongs to a cross connect that is not in the state", Error;
    SESSION_EXISTS = "TWX302", "cross connect already has a BGP session that is not in the state", Error;
    LETTER_EXPIRES = "TWX303", "letter of authorization expires within 21 days", Warn;
    LETTER_EXPIRED = "TWX304", "letter of authorization has expired", Warn;
    COMPLETION_WITHOUT_LETTER = "TWX305", "completion reported before a letter of authorization exists", Error;
    STANDS_STILL = "TWX306", "order has waited for somebody longer than usual", Warn;
    BANDWIDTH_BEFORE_ACTIVE = "TWX307", "bandwidth changed before the cross connect is active", Error;
    COMPLETION_CHANGED = "TWX308", "completion changed after it was reported", Error;
    COMPLETION_REMOVED = "TWX309", "completion removed after it was reported", Warn;
    GONE = "TWX310", "object of the state no longer exists at the service", Warn;
    CONTRADICTED = "TWX311", "service reports an object both missing and present", Warn;
    ALL_LEGS_DISRUPTED = "TWX401", "all legs of a redundancy group interrupted by one plan", Warn;
    PARTNER_NOT_HEALTHY = "TWX402", "leg interrupted while no other leg of its redundancy group is healthy", Warn;
    KEY_SENT_AGAIN = "TWX403", "MD5 key sent again after a change that was not confirmed, which resets the session", Warn;
    NO_CAPACITY = "TWX501", "bandwidth not available at the exchange", Error;
    ROUTES_OVERLAP = "TWX502", "routes overlap those of a session outside the redundancy group", Warn;
    DESTROY_PROTECTED = "TWX601", "destroy of a protected cross connect", Error;
    REPLACE_PROTECTED = "TWX602", "replacement of a protected cross connect", Error;
    GONE_PROTECTED = "TWX603", "protected cross connect no longer exists at the service", Error;
}

/// The groups whose severity may be set as a whole.
pub const GROUPS: [&str; 5] = ["2xx", "3xx", "4xx", "5xx", "6xx"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_unique_and_in_a_known_group() {
        let codes: Vec<_> = Check::ALL.iter().map(|check| check.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();

        assert_eq!(codes, sorted);
        for check in Check::ALL {
            assert!(
                GROUPS.contains(&check.group().as_str()),
                "{} is in no group",
                check.code
            );
        }
    }
}
