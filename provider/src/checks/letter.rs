//! Group 3xx: letters of authorization that run out, and orders that stand still.
//!
//! A letter is valid for 60 days (Twilio's Cross Connect page). How long a step usually takes is published nowhere: the limits
//! here are this project's own, wide enough that an order that passes them is worth a question.

use jiff::{SignedDuration, Timestamp};

use super::record::Order;
use super::{Check, Finding};
use crate::domain::CrossConnectStatus as Status;

/// How long before its end a letter is spoken of: what a data centre may need to do the work.
pub const NOTICE: SignedDuration = SignedDuration::from_hours(21 * 24);

/// How long Twilio usually needs for a letter, at the most.
pub const USUAL_FOR_LETTER: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How long a data centre usually needs from the letter to the completion notice, at the most.
pub const USUAL_FOR_CABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is to be said at `now` of an order that waits for somebody. One thing at the most: the most urgent.
pub fn of(name: &str, order: &Order, now: Timestamp) -> Option<Finding> {
    match (&order.status, order.letter) {
        (Status::LoaExpired, letter) => Some(expired(name, letter.map(|(_, expires_at)| expires_at))),
        (Status::LoaIssued, Some((_, expires_at))) if expires_at <= now => Some(expired(name, Some(expires_at))),
        (Status::LoaIssued, Some((_, expires_at))) if expires_at.duration_since(now) <= NOTICE => {
            Some(expires(name, expires_at, now))
        }
        (Status::LoaIssued, Some((issued_at, _))) if now.duration_since(issued_at) > USUAL_FOR_CABLE => {
            Some(no_completion(name, issued_at, now))
        }
        (Status::Requested, _) => {
            let ordered_at = order.ordered_at?;
            (now.duration_since(ordered_at) > USUAL_FOR_LETTER).then(|| no_letter(name, ordered_at, now))
        }
        _ => None,
    }
}

fn expired(name: &str, expires_at: Option<Timestamp>) -> Finding {
    let (on, until) = expires_at.map_or_else(
        || ("has expired".to_owned(), String::new()),
        |at| (format!("expired on {}", day(at)), format!("It was valid until {at}. ")),
    );
    Finding {
        check: Check::LETTER_EXPIRED,
        attribute: None,
        summary: format!("Letter of authorization of {name} {on}"),
        detail: format!(
            "{until}No data centre works by an expired letter, and the service refuses a completion notice (62028). Have a new letter \
             issued {REISSUE}. Then give the data centre the new letter."
        ),
    }
}

fn expires(name: &str, expires_at: Timestamp, now: Timestamp) -> Finding {
    Finding {
        check: Check::LETTER_EXPIRES,
        attribute: None,
        summary: format!("Letter of authorization of {name} expires on {}", day(expires_at)),
        detail: format!(
            "It is valid until {expires_at}, {} from now. After that no data centre works by it, and the service refuses a completion \
             notice (62028). Ask the data centre whether the work will be done by then; if it is done already, report it in a completion \
             block. If it will not be done by then, have a new letter issued {REISSUE}.",
            days(expires_at.duration_since(now))
        ),
    }
}

fn no_completion(name: &str, issued_at: Timestamp, now: Timestamp) -> Finding {
    Finding {
        check: Check::STANDS_STILL,
        attribute: None,
        summary: format!(
            "Cross connect {name} has waited for its completion notice since {}",
            day(issued_at)
        ),
        detail: format!(
            "Its letter of authorization was issued {} ago, and a data centre usually lays the cable within {}. Ask the data centre \
             for the state of the order; if the work is done, report it in a completion block.",
            days(now.duration_since(issued_at)),
            days(USUAL_FOR_CABLE)
        ),
    }
}

fn no_letter(name: &str, ordered_at: Timestamp, now: Timestamp) -> Finding {
    Finding {
        check: Check::STANDS_STILL,
        attribute: None,
        summary: format!(
            "Cross connect {name} has waited for its letter of authorization since {}",
            day(ordered_at)
        ),
        detail: format!(
            "It was ordered {} ago, and a letter usually comes within {}. Ask Twilio for the state of the order, and name its SID.",
            days(now.duration_since(ordered_at)),
            days(USUAL_FOR_LETTER)
        ),
    }
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// Whole days, the last one begun counted as one.
fn days(duration: SignedDuration) -> String {
    let hours = duration.as_hours();
    match hours / 24 + i64::from(hours % 24 > 0) {
        0 | 1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

const REISSUE: &str = "with the action twilio_reissue_letter_of_authorization (Terraform 1.14 or later) or with POST \
                       /v1/CrossConnects/{Sid}/LetterOfAuthorization";

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERED: &str = "2026-01-05T09:00:00Z";
    const ISSUED: &str = "2026-01-05T11:00:00Z";
    const EXPIRES: &str = "2026-03-06T11:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn order(status: Status) -> Order {
        Order {
            letter: (status != Status::Requested).then(|| (at(ISSUED), at(EXPIRES))),
            ordered_at: Some(at(ORDERED)),
            status,
        }
    }

    fn code(status: Status, now: &str) -> Option<&'static str> {
        of("voice-ashburn", &order(status), at(now)).map(|finding| finding.check.code)
    }

    #[test]
    fn each_order_that_waits_is_spoken_of_from_its_hour_on() {
        let table = [
            (Status::Requested, "2026-01-19T09:00:00Z", None),
            (Status::Requested, "2026-01-19T09:00:01Z", Some("TWX306")),
            (Status::LoaIssued, "2026-01-06T00:00:00Z", None),
            (Status::LoaIssued, "2026-02-04T11:00:00Z", None),
            (Status::LoaIssued, "2026-02-04T11:00:01Z", Some("TWX306")),
            (Status::LoaIssued, "2026-02-13T10:59:59Z", Some("TWX306")),
            (Status::LoaIssued, "2026-02-13T11:00:00Z", Some("TWX303")),
            (Status::LoaIssued, "2026-03-06T10:59:59Z", Some("TWX303")),
            (Status::LoaIssued, "2026-03-06T11:00:00Z", Some("TWX304")),
            (Status::LoaExpired, "2026-03-06T11:00:00Z", Some("TWX304")),
        ];
        for (status, now, expected) in table {
            assert_eq!(code(status.clone(), now), expected, "{status} at {now}");
        }
    }

    #[test]
    fn an_order_that_waits_for_nobody_and_one_of_an_unknown_age_are_let_be() {
        for word in [
            "configuring",
            "active",
            "updating",
            "inactive",
            "failed",
            "rejected",
            "pending_deletion",
            "polished",
        ] {
            assert_eq!(code(Status::trusted(word), "2030-01-01T00:00:00Z"), None, "{word}");
        }
        let ageless = Order {
            ordered_at: None,
            ..order(Status::Requested)
        };
        assert_eq!(of("a", &ageless, at("2030-01-01T00:00:00Z")), None);
        let without_letter = Order {
            letter: None,
            ..order(Status::LoaIssued)
        };
        assert_eq!(of("a", &without_letter, at("2030-01-01T00:00:00Z")), None);
    }

    #[test]
    fn the_words_name_the_day_and_how_far_it_is() {
        let told = of("voice-ashburn", &order(Status::LoaIssued), at("2026-02-14T09:00:00Z")).unwrap();
        assert_eq!(
            told.to_string(),
            "Letter of authorization of voice-ashburn expires on 2026-03-06 [TWX303]"
        );
        assert!(
            told.detail.contains("2026-03-06T11:00:00Z, 21 days from now"),
            "{}",
            told.detail
        );
        let last = of("a", &order(Status::LoaIssued), at("2026-03-06T10:30:00Z")).unwrap();
        assert!(last.detail.contains("1 day from now"), "{}", last.detail);
    }
}
