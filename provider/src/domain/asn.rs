//! Autonomous system numbers.

use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;
use std::ops::RangeInclusive;

/// An autonomous system number, 1 to 4294967295 (RFC 6793).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Asn(u32);

impl Asn {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be your own public ASN, as a whole number from 1 to 4294967295 (asplain). It cannot be Twilio's ASN \
         or in IANA's reserved, documentation, or private ranges.";

    /// Reads any ASN, in decimal.
    ///
    /// # Errors
    /// `TWX121` for anything but a whole number from 1 to 4294967295.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let is_decimal = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_decimal {
            text.parse::<u32>().ok().filter(|number| *number > 0)
        } else {
            None
        };
        number.map(Self).ok_or_else(|| vec![malformed(text)])
    }

    /// Reads an ASN that a customer may use for a session: a public ASN of its own.
    ///
    /// # Errors
    /// `TWX121` as [`Asn::parse`]; `TWX122` for a reserved or documentation ASN, 0 included; `TWX123` for a private one;
    /// `TWX124` for Twilio's ASN.
    pub fn parse_customer(text: &str) -> Result<Self, Vec<Problem>> {
        if !text.is_empty() && text.bytes().all(|byte| byte == b'0') {
            return Err(vec![reserved(0, &RESERVED_ZERO)]);
        }
        let asn = Self::parse(text)?;
        match asn.special_range() {
            None => Ok(asn),
            Some(range) => Err(vec![range.problem(asn)]),
        }
    }

    /// Reads the ASN that a customer's router runs BGP as: any of the customer's own, a private one included.
    ///
    /// # Errors
    /// `TWX186` for anything but a whole number from 1 to 4294967295, for a reserved or documentation ASN, and for Twilio's own.
    pub fn parse_router(text: &str) -> Result<Self, Vec<Problem>> {
        let zero = !text.is_empty() && text.bytes().all(|byte| byte == b'0');
        let asn = match Self::parse(text) {
            _ if zero => return Err(vec![not_a_routers("0", RESERVED_ZERO.name)]),
            Ok(asn) => asn,
            Err(_) => return Err(vec![malformed_router(text)]),
        };
        match asn.special_range() {
            Some(range) if !matches!(range.kind, Kind::Private) => Err(vec![not_a_routers(text, range.name)]),
            _ => Ok(asn),
        }
    }

    /// The problem of a router whose own ASN is Twilio's end of its session: `TWX186`.
    pub fn router_problem(self, twilio: Asn) -> Option<Problem> {
        (self == twilio).then(|| not_a_routers(&self.to_string(), "Twilio's end of this session"))
    }

    /// Reads the ASN of a session: the customer's own, or the private ASN that Twilio assigned.
    ///
    /// # Errors
    /// As [`Asn::parse_customer`], but a private ASN is accepted.
    pub fn parse_assigned(text: &str) -> Result<Self, Vec<Problem>> {
        let private = Self::parse(text).ok().filter(|asn| asn.is_private());
        private.map_or_else(|| Self::parse_customer(text), Ok)
    }

    /// `TWX123` for a private ASN, which only Twilio assigns.
    pub fn assigned_problem(self) -> Option<Problem> {
        let range = self.special_range().filter(|_| self.is_private())?;
        Some(private(self, range))
    }

    /// Takes an ASN of the service or of the state without a check. It may be private.
    pub fn trusted(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }

    /// True where the ASN is in a private range of RFC 6996.
    pub fn is_private(self) -> bool {
        self.special_range()
            .is_some_and(|range| matches!(range.kind, Kind::Private))
    }

    /// `TWX124` if the two ends of a session have the same ASN.
    pub fn peer_problem(self, twilio: Asn) -> Option<Problem> {
        (self == twilio).then(|| {
            Problem::new(
                Rule::ASN_TWILIO,
                format!("ASN {self} is Twilio's end of this session"),
                "The session is eBGP, so its two ends have different ASNs. Use your own ASN, or leave it out.",
            )
        })
    }

    fn special_range(self) -> Option<&'static SpecialRange> {
        SPECIAL_RANGES.iter().find(|range| range.numbers.contains(&self.0))
    }
}

impl fmt::Display for Asn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A range of ASNs that a customer may not use, with the reason.
#[derive(Debug)]
struct SpecialRange {
    numbers: RangeInclusive<u32>,
    name: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Reserved,
    Private,
    Twilio,
}

impl SpecialRange {
    const fn new(first: u32, last: u32, name: &'static str, kind: Kind) -> Self {
        Self {
            numbers: first..=last,
            name,
            kind,
        }
    }

    fn problem(&self, asn: Asn) -> Problem {
        match self.kind {
            Kind::Reserved => reserved(asn.0, self),
            Kind::Private => private(asn, self),
            Kind::Twilio => twilio(asn),
        }
    }
}

fn malformed(text: &str) -> Problem {
    Problem::new(
        Rule::ASN_FORM,
        format!("ASN {} is not a whole number from 1 to 4294967295", as_written(text)),
        format!("Use plain decimal digits for the ASN.{}", asdot_hint(text)),
    )
}

fn malformed_router(text: &str) -> Problem {
    Problem::new(
        Rule::ROUTER_ASN,
        format!("router_asn: {} is not an ASN", as_written(text)),
        format!(
            "Use the ASN that your router runs BGP as, a whole number from 1 to 4294967295 in plain digits.{}",
            asdot_hint(text)
        ),
    )
}

/// The advice for an ASN in the notation with a dot; empty for any other text.
fn asdot_hint(text: &str) -> &'static str {
    if is_asdot(text) {
        " The notation with a dot (asdot, RFC 5396) is not accepted: multiply the first part by 65536 and add the second."
    } else {
        ""
    }
}

fn not_a_routers(written: &str, name: &str) -> Problem {
    Problem::new(
        Rule::ROUTER_ASN,
        format!("router_asn: your router cannot run BGP as {written} ({name})"),
        "Use the ASN that your router runs BGP as, public or private (64512 to 65534, 4200000000 to 4294967294). If it is the session's \
         customer_asn, leave router_asn out.",
    )
}

fn is_asdot(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.')
        .is_some_and(|(high, low)| is_number(high) && is_number(low))
}

fn reserved(number: u32, range: &SpecialRange) -> Problem {
    Problem::new(
        Rule::ASN_RESERVED,
        format!("ASN {number} is reserved ({})", range.name),
        "A network cannot use it. Use your public ASN, or leave it out: Twilio then assigns a private one.",
    )
}

fn private(asn: Asn, range: &SpecialRange) -> Problem {
    Problem::new(
        Rule::ASN_PRIVATE,
        format!("ASN {asn} is private; leave it out and Twilio assigns a private one"),
        format!(
            "It is in the range {} to {} ({}). Twilio accepts an ASN from you only if it is public and your own.",
            range.numbers.start(),
            range.numbers.end(),
            range.name
        ),
    )
}

fn twilio(asn: Asn) -> Problem {
    Problem::new(
        Rule::ASN_TWILIO,
        format!("ASN {asn} is Twilio's own"),
        "The session is eBGP, so its two ends have different ASNs. Use your own ASN, or leave it out: Twilio then assigns a private one.",
    )
}

const RESERVED_ZERO: SpecialRange = SpecialRange::new(0, 0, "must not appear in BGP, RFC 7607", Kind::Reserved);

/// IANA's Special-Purpose AS Numbers, the range between 32-bit documentation and the first assigned block, and Twilio's.
static SPECIAL_RANGES: &[SpecialRange] = &[
    RESERVED_ZERO,
    SpecialRange::new(112, 112, "the AS112 project, RFC 7534", Kind::Reserved),
    SpecialRange::new(23_456, 23_456, "AS_TRANS, RFC 6793", Kind::Reserved),
    SpecialRange::new(64_496, 64_511, "documentation, RFC 5398", Kind::Reserved),
    SpecialRange::new(64_512, 65_534, "private use, RFC 6996", Kind::Private),
    SpecialRange::new(65_535, 65_535, "the last 16-bit number, RFC 7300", Kind::Reserved),
    SpecialRange::new(65_536, 65_551, "documentation, RFC 5398", Kind::Reserved),
    SpecialRange::new(65_552, 131_071, "reserved by IANA", Kind::Reserved),
    SpecialRange::new(394_434, 394_434, "Twilio", Kind::Twilio),
    SpecialRange::new(4_200_000_000, 4_294_967_294, "private use, RFC 6996", Kind::Private),
    SpecialRange::new(
        4_294_967_295,
        4_294_967_295,
        "the last 32-bit number, RFC 7300",
        Kind::Reserved,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Option<&'static str> {
        let problems = Asn::parse_customer(text).err()?;
        assert_eq!(problems.len(), 1);
        Some(problems[0].rule.code)
    }

    #[test]
    fn every_row_of_the_registry_is_refused_at_its_ends_and_nothing_beside_it() {
        let rows: [(u64, u64, &str); 11] = [
            (0, 0, "TWX122"),
            (112, 112, "TWX122"),
            (23_456, 23_456, "TWX122"),
            (64_496, 64_511, "TWX122"),
            (64_512, 65_534, "TWX123"),
            (65_535, 65_535, "TWX122"),
            (65_536, 65_551, "TWX122"),
            (65_552, 131_071, "TWX122"),
            (394_434, 394_434, "TWX124"),
            (4_200_000_000, 4_294_967_294, "TWX123"),
            (4_294_967_295, 4_294_967_295, "TWX122"),
        ];
        for (first, last, expected) in rows {
            assert_eq!(code(&first.to_string()), Some(expected), "{first}");
            assert_eq!(code(&last.to_string()), Some(expected), "{last}");
        }
        for public in [
            1_u64,
            111,
            113,
            23_455,
            23_457,
            64_495,
            131_072,
            394_433,
            394_435,
            4_199_999_999,
        ] {
            assert_eq!(code(&public.to_string()), None, "{public}");
        }
    }

    #[test]
    fn what_is_no_whole_number_in_range_is_refused() {
        for text in [
            "",
            "-1",
            "+1",
            "4294967296",
            "99999999999999999999",
            "1.5",
            "1e3",
            "AS64500",
            "x",
            " 1",
        ] {
            assert_eq!(code(text), Some("TWX121"), "{text}");
        }
        assert_eq!(Asn::parse("0").unwrap_err()[0].rule, Rule::ASN_FORM);
        assert_eq!(Asn::parse("4294967295"), Ok(Asn::trusted(u32::MAX)));
    }

    #[test]
    fn asdot_is_refused_with_the_way_to_write_it() {
        let problem = Asn::parse_customer("1.10").unwrap_err().remove(0);
        assert_eq!(problem.summary, "ASN 1.10 is not a whole number from 1 to 4294967295");
        assert!(
            problem.detail.contains("asdot") && problem.detail.contains("65536"),
            "{}",
            problem.detail
        );
    }

    #[test]
    fn a_private_asn_says_that_leaving_it_out_gives_one() {
        let problem = Asn::parse_customer("65010").unwrap_err().remove(0);
        assert_eq!(
            problem.summary,
            "ASN 65010 is private; leave it out and Twilio assigns a private one"
        );
        assert!(
            problem.detail.contains("64512 to 65534") && problem.detail.contains("20422"),
            "{}",
            problem.detail
        );
        assert!(Asn::trusted(65_010).is_private() && !Asn::trusted(64_500).is_private());
    }

    #[test]
    fn a_router_may_run_as_a_private_asn_and_not_as_a_reserved_one_or_twilios() {
        for text in ["1", "64512", "65534", "131072", "4200000000"] {
            assert_eq!(Asn::parse_router(text).map(|asn| asn.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "0",
            "112",
            "23456",
            "64496",
            "65535",
            "394434",
            "4294967295",
            "1.5",
            "-1",
            "x",
            "",
        ] {
            let problem = Asn::parse_router(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::ROUTER_ASN, "{text}");
            assert!(problem.summary.starts_with("router_asn: "), "{}", problem.summary);
            assert!(problem.detail.starts_with("Use the ASN that your router runs BGP as"));
        }
        assert!(Asn::trusted(7).router_problem(Asn::trusted(7)).is_some());
        assert_eq!(Asn::trusted(7).router_problem(Asn::trusted(8)), None);
    }

    #[test]
    fn the_two_ends_have_different_numbers() {
        assert_eq!(
            Asn::trusted(7)
                .peer_problem(Asn::trusted(7))
                .map(|problem| problem.rule),
            Some(Rule::ASN_TWILIO)
        );
        assert_eq!(Asn::trusted(7).peer_problem(Asn::trusted(8)), None);
    }

    #[test]
    fn a_session_may_have_a_private_asn_and_no_other_special_one() {
        assert_eq!(Asn::parse_assigned("65010"), Ok(Asn::trusted(65_010)));
        assert_eq!(Asn::parse_assigned("397213"), Ok(Asn::trusted(397_213)));
        for refused in ["0", "23456", "394434", "x"] {
            assert_eq!(Asn::parse_assigned(refused), Asn::parse_customer(refused), "{refused}");
        }
        let problem = |number| Asn::trusted(number).assigned_problem().map(|problem| problem.rule);
        assert_eq!(problem(65_010), Some(Rule::ASN_PRIVATE));
        assert_eq!([problem(397_213), problem(23_456)], [None, None]);
    }

    proptest! {
        #[test]
        fn reading_an_asn_never_panics(text in "\\PC*") {
            let _ = Asn::parse_customer(&text);
        }

        #[test]
        fn every_positive_number_of_32_bits_is_an_asn(number in 1_u32..) {
            prop_assert_eq!(Asn::parse(&number.to_string()), Ok(Asn::trusted(number)));
        }
    }
}
