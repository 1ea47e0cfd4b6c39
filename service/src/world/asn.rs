//! Autonomous system numbers: the ones that a customer can use, and the ones that the service assigns.
//!
//! Source: the IANA Special-Purpose AS Numbers registry
//! (<https://www.iana.org/assignments/iana-as-numbers-special-registry>).

use crate::code::Code;
use crate::parameters::decimal;
use crate::refusal::Problems;

/// The name of the parameter.
pub const PARAMETER: &str = "CustomerAsn";

/// The ASN of Twilio's side of every session: AS394434.
pub const TWILIO_ASN: u32 = 394_434;

/// The largest ASN of a customer. Larger numbers are private or reserved.
pub const LARGEST: u32 = 4_199_999_999;

/// The private 16-bit numbers that the service assigns, in ascending order.
const ASSIGNED: std::ops::RangeInclusive<u32> = 65_010..=65_534;

/// The private number of the n-th interface subnet. A private number has to be unique only on its own link, so the
/// range starts again when it is used up.
pub fn assigned(index: u32) -> u32 {
    let size = ASSIGNED.end() - ASSIGNED.start() + 1;
    ASSIGNED.start() + index % size
}

/// True for a number that the service assigns.
pub fn is_assigned(number: u32) -> bool {
    ASSIGNED.contains(&number)
}

/// Reads a customer's ASN: a public one, in asplain notation.
pub fn parse(text: &str, problems: &mut Problems) -> Option<u32> {
    let Some(number) = decimal::<u64>(text) else {
        problems.add(
            Code::InvalidParameter,
            PARAMETER,
            text,
            format!("'{text}' is not an ASN in asplain notation (a whole number)"),
        );
        return None;
    };
    match (u32::try_from(number), refused(number)) {
        (Ok(asn), None) => Some(asn),
        (_, reason) => {
            let reason = reason.unwrap_or("is outside 1 to 4294967294");
            problems.add(
                Code::InvalidParameter,
                PARAMETER,
                text,
                format!("ASN {number} {reason}"),
            );
            None
        }
    }
}

fn refused(number: u64) -> Option<&'static str> {
    match number {
        0 => Some("is reserved (RFC 7607)"),
        112 => Some("belongs to the AS112 project (RFC 7534)"),
        23_456 => Some("is AS_TRANS (RFC 6793)"),
        64_496..=64_511 | 65_536..=65_551 => Some("is reserved for documentation (RFC 5398)"),
        64_512..=65_534 | 4_200_000_000..=4_294_967_294 => {
            Some("is private; without CustomerAsn, Twilio assigns a private ASN")
        }
        65_535 | 4_294_967_295 => Some("is reserved as the last ASN of its range (RFC 7300)"),
        65_552..=131_071 => Some("is reserved by IANA"),
        394_434 => Some("is Twilio's ASN; the two ends of a session must have different ASNs"),
        4_294_967_296.. => Some("is outside 1 to 4294967294"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(text: &str) -> bool {
        let mut problems = Problems::default();
        let read = parse(text, &mut problems);
        assert_eq!(read.is_none(), !problems.messages().is_empty(), "{text}");
        read.is_some()
    }

    #[test]
    fn a_public_number_is_accepted_up_to_the_edges_of_the_reserved_ranges() {
        let edges = [
            "1",
            "111",
            "113",
            "23455",
            "23457",
            "64495",
            "131072",
            "394433",
            "394435",
            "4199999999",
        ];
        for text in edges {
            assert!(accepts(text), "{text}");
        }
    }

    #[test]
    fn reserved_private_and_malformed_numbers_are_refused() {
        let refused = [
            "0",
            "112",
            "23456",
            "64496",
            "64511",
            "64512",
            "65534",
            "65535",
            "65536",
            "65551",
            "65552",
            "131071",
            "394434",
            "4200000000",
            "4294967294",
            "4294967295",
            "4294967296",
            "99999999999999999999",
            "1.10",
            "-1",
            "+5",
            "0003320",
            "",
            " 5",
        ];
        for text in refused {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn what_the_service_assigns_is_private() {
        for index in [0, 1, 524, 525, 16_254] {
            assert!((64_512..=65_534).contains(&assigned(index)), "{index}");
        }
        assert_eq!((assigned(0), assigned(524), assigned(525)), (65_010, 65_534, 65_010));
    }
}
