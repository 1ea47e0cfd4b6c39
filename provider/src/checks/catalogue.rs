//! Every plan check by its code. `plan_checks`, the documentation, and the tests use this list.

use super::picture::Part;
use super::severity::Severity;

/// One plan check: a code that never changes its meaning.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// `TWX` and three digits; the first digit is the group.
    pub code: &'static str,
    /// The findings of the check, in a few words.
    pub title: &'static str,
    /// The severity of a finding, unless the user sets another one.
    pub default: Severity,
    /// The report of the plan itself for the check.
    pub in_plan: InPlan,
    /// The parts of the account that the check needs.
    pub needs: &'static [Part],
}

/// The report of the plan itself for a check. Terraform plans one object after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPlan {
    /// The plan reports the finding with its severity.
    Whole,
    /// A finding about an object that the plan creates, or that a later plan may resolve, is a warning.
    Partly,
    /// The plan reports the finding as a warning, after all existing circuits are planned.
    Warns,
    /// The read before the plan reports the finding as a warning.
    Read,
    /// The plan does not report the finding: only the absence of other objects decides.
    Silent,
    /// The finding is not from a plan: an apply reports it as a warning.
    Reported,
}

impl Check {
    /// The group of the check as `plan_checks` writes it: `3xx`.
    pub fn group(&self) -> String {
        let digit = self.code.chars().nth(3).unwrap_or('0');
        format!("{digit}xx")
    }

    /// The lowest severity that a user can set. A protected circuit that no longer exists is always reported.
    pub fn least(&self) -> Severity {
        if *self == *Self::GONE_PROTECTED {
            Severity::Warn
        } else {
            Severity::Off
        }
    }

    /// The checks that make the apply refuse a new object. Each is based on an object that the service returned, none on a missing object. A
    /// circuit that is not in a list yet (TWX317) is left to the service.
    pub const REFUSE_CREATION: [&Self; 6] = [
        Self::NAME_IN_USE,
        Self::SESSION_EXISTS,
        Self::COMPLETION_REFUSED,
        Self::LETTER_REFUSED,
        Self::NO_CAPACITY,
        Self::ADDRESS_IN_USE,
    ];

    /// The check with a code.
    pub fn of_code(code: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|check| check.code == code).copied()
    }
}

/// Writes the constants and the list of all checks from one table.
macro_rules! checks {
    ($($name:ident = $code:literal, $title:literal, $default:ident, $in_plan:ident, [$($part:ident),*];)*) => {
        impl Check {
            $(
                #[doc = concat!("`", $code, "`: ", $title, ".")]
                pub const $name: &'static Self = &Self {
                    code: $code,
                    title: $title,
                    default: Severity::$default,
                    in_plan: InPlan::$in_plan,
                    needs: &[$(Part::$part),*],
                };
            )*

            /// Every plan check, in the order of the codes.
            pub const ALL: &'static [&'static Self] = &[$(Self::$name),*];
        }
    };
}

checks! {
    LONE_MEMBER = "TWX201", "redundancy group with one member", Warn, Silent, [CrossConnects];
    SAME_EXCHANGE = "TWX202", "redundancy group has too little bandwidth if one exchange fails", Warn, Silent, [CrossConnects];
    NO_RECOMMENDED_PAIR = "TWX203", "exchanges of a redundancy group are not a pair that Twilio recommends", Warn, Silent, [CrossConnects];
    UNEQUAL_BANDWIDTH = "TWX204", "unequal bandwidth in a redundancy group", Warn, Warns, [CrossConnects];
    ROUTES_ON_ONE_LEG = "TWX205", "routes announced on one member of a redundancy group only", Warn, Warns, [CrossConnects, BgpSessions];
    TOO_LITTLE_LEFT = "TWX206", "redundancy group has too little bandwidth if one circuit fails", Warn, Silent, [CrossConnects];
    SHARED_ELEMENT = "TWX207", "redundancy group has too little bandwidth if a shared cage or patch panel fails", Warn, Silent, [CrossConnects];
    NAME_IN_USE = "TWX301", "unique name is in use", Error, Partly, [CrossConnects];
    SESSION_EXISTS = "TWX302", "cross connect already has a BGP session", Error, Partly, [BgpSessions];
    LETTER_EXPIRES = "TWX303", "letter of authorization expires within 21 days", Warn, Whole, [];
    LETTER_EXPIRED = "TWX304", "letter of authorization has expired", Warn, Whole, [];
    COMPLETION_REFUSED = "TWX305", "completion that the service will refuse", Error, Partly, [];
    ORDER_OVERDUE = "TWX306", "order has waited longer than usual", Warn, Whole, [];
    BANDWIDTH_BEFORE_ACTIVE = "TWX307", "bandwidth changed before the cross connect is active", Error, Whole, [];
    COMPLETION_CHANGED = "TWX308", "completion changed after it was reported", Error, Whole, [];
    COMPLETION_REMOVED = "TWX309", "completion removed after it was reported", Warn, Whole, [];
    GONE = "TWX310", "object in the state no longer exists at the service", Warn, Read, [];
    CONTRADICTED = "TWX311", "service reports an object as both missing and present", Warn, Read, [];
    NAME_PASSES_ON = "TWX312", "unique name reassigned from one circuit to another", Error, Whole, [];
    REJECTED = "TWX313", "order was rejected", Warn, Whole, [];
    FAILED = "TWX314", "configuration failed", Warn, Whole, [];
    INACTIVE = "TWX315", "cross connect is out of service", Warn, Whole, [];
    BEING_REMOVED = "TWX316", "cross connect is being removed", Warn, Whole, [];
    UNFIT_CIRCUIT = "TWX317", "BGP session on a cross connect that cannot carry one", Error, Partly, [CrossConnects];
    SESSION_LEFT = "TWX318", "cross connect destroyed while its BGP session remains", Error, Whole, [];
    CHANGE_REFUSED = "TWX319", "change that the service refuses in this status", Error, Whole, [];
    NEXT_STEP = "TWX320", "next step requires a person", Warn, Reported, [];
    NOT_DONE = "TWX321", "wait ended before the service was done", Warn, Reported, [];
    UNKNOWN_STATUS = "TWX322", "status that this version of the provider does not recognize", Warn, Reported, [];
    NAME_FREED = "TWX323", "unique name released and reused in one plan", Warn, Whole, [];
    DECLINED = "TWX324", "change that was declined before", Warn, Whole, [];
    KEY_DIFFERS = "TWX325", "MD5 key set or removed outside Terraform", Warn, Whole, [];
    LETTER_REFUSED = "TWX326", "letter of authorization that the service will not issue", Error, Partly, [];
    COMPLETION_ENDS_LETTER = "TWX327", "completion that cancels a pending request for a new letter of authorization", Error, Whole, [];
    ALL_LEGS_DISRUPTED = "TWX401", "interruption of all circuits that carry the same routes", Warn, Whole, [CrossConnects, BgpSessions];
    PARTNER_NOT_HEALTHY = "TWX402", "interruption of a circuit while no other circuit can carry its traffic", Warn, Whole, [CrossConnects, BgpSessions, Health];
    KEY_SENT_AGAIN = "TWX403", "MD5 key sent again after an unconfirmed change, which resets the session", Warn, Whole, [];
    LONE_CIRCUIT_DISRUPTED = "TWX404", "interruption of the only circuit that carries its routes", Warn, Whole, [CrossConnects, BgpSessions];
    LEG_DISRUPTED = "TWX405", "interruption of a circuit while another circuit carries its routes", Warn, Partly, [CrossConnects, BgpSessions, Health];
    REPLACED = "TWX406", "replacement of a cross connect", Warn, Whole, [CrossConnects, BgpSessions];
    NO_CAPACITY = "TWX501", "bandwidth not available at the exchange", Error, Partly, [Capacity];
    ROUTES_OVERLAP = "TWX502", "routes overlap those of a session outside the redundancy group", Warn, Partly, [CrossConnects, BgpSessions];
    ADDRESS_IN_USE = "TWX503", "interface subnet is in use by another BGP session", Error, Partly, [BgpSessions];
    DESTROY_PROTECTED = "TWX601", "destruction of a protected cross connect", Error, Whole, [CrossConnects, BgpSessions];
    REPLACE_PROTECTED = "TWX602", "replacement of a protected cross connect", Error, Whole, [CrossConnects, BgpSessions];
    GONE_PROTECTED = "TWX603", "protected cross connect no longer exists at the service", Error, Whole, [];
    UNPROTECTED_DESTROYED = "TWX604", "unprotected cross connect destroyed or replaced", Warn, Whole, [];
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
