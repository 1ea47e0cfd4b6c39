//! Terraform's number: a decimal of any size, stored as text.
//!
//! Terraform computes with 512-bit numbers and compares a returned number with the one that it sent
//! (conformance rule W8). A number that is converted to `f64` fails this comparison from the seventeenth digit on, so
//! no number is converted. This module contains no arithmetic: a provider carries numbers, compares them, and converts
//! them to machine integers.
//!
//! A general big-decimal type compares and converts by writing the exponent out as zeros. An untrusted `1e999999999`
//! then needs a gigabyte. Therefore, digits and exponent are stored apart here.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A decimal number of any size, or one of the two infinities (conformance rule W9).
///
/// Equality and order are by numeric value: `1`, `1.0`, and `10e-1` are equal. There is no "not a number". `Display`
/// writes a JSON number: plain digits if the power of ten is at most [`PLAIN_LENGTH`], and an exponent otherwise.
/// Infinities are `Infinity` and `-Infinity`, which are not JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// The value in normal form: equal numbers have equal representations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    NegativeInfinity,
    Finite {
        negative: bool,
        /// The decimal digits without leading or trailing zeros; empty for zero, which is never negative.
        digits: String,
        /// The power of ten of the last digit; 0 for zero.
        exponent: i64,
    },
    Infinity,
}

/// The reason why a text or a float is not a [`Number`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// The text is not a decimal number.
    #[error("not a decimal number")]
    Syntax,
    /// The number has more significant digits than [`SIGNIFICANT_DIGITS`].
    #[error("more than {SIGNIFICANT_DIGITS} significant digits")]
    TooManyDigits,
    /// The exponent is outside plus or minus [`EXPONENT`].
    #[error("exponent larger than {EXPONENT}")]
    ExponentTooLarge,
    /// The float is NaN, which Terraform's number type does not have (conformance rule W9).
    #[error("NaN is not a number in Terraform")]
    NotANumber,
}

impl Number {
    /// Positive infinity (conformance rule W9).
    pub const INFINITY: Self = Self(Repr::Infinity);
    /// Negative infinity (conformance rule W9).
    pub const NEGATIVE_INFINITY: Self = Self(Repr::NegativeInfinity);

    /// Returns the value as `i64`, if it is a whole number in that range.
    pub fn to_i64(&self) -> Option<i64> {
        self.integer_text()?.parse().ok()
    }

    /// Returns the value as `u64`, if it is a whole number in that range.
    pub fn to_u64(&self) -> Option<u64> {
        self.integer_text()?.parse().ok()
    }

    /// True where the number is not an infinity.
    pub fn is_finite(&self) -> bool {
        matches!(self.0, Repr::Finite { .. })
    }

    /// True where the number has no fractional part. The infinities are not whole.
    pub fn is_whole(&self) -> bool {
        matches!(&self.0, Repr::Finite { exponent, .. } if *exponent >= 0)
    }

    /// Reads a MessagePack float: a whole float exactly, any other by its shortest decimal text. Terraform compares
    /// floats in the same way (conformance rule W8).
    ///
    /// # Errors
    /// `NotANumber` for NaN.
    pub(crate) fn from_float(float: f64) -> Result<Self, NumberError> {
        if float.is_nan() {
            return Err(NumberError::NotANumber);
        }
        if float.is_infinite() {
            return Ok(if float > 0.0 {
                Self::INFINITY
            } else {
                Self::NEGATIVE_INFINITY
            });
        }
        // `{}` pads the shortest digits of a large float with zeros; `{:.0}` writes its exact digits.
        if float.fract() == 0.0 {
            format!("{float:.0}").parse()
        } else {
            format!("{float}").parse()
        }
    }

    /// Returns the float with exactly this value, if Terraform itself would send the number as a float. Such a number
    /// is short and a multiple of a power of one half (conformance rule W7).
    pub(crate) fn to_exact_float(&self) -> Option<f64> {
        let Repr::Finite {
            negative,
            digits,
            exponent,
        } = &self.0
        else {
            return Some(if *self == Self::INFINITY {
                f64::INFINITY
            } else {
                f64::NEG_INFINITY
            });
        };
        // c / 10^k is a binary fraction when 5^k divides c. Both fit u64, or the number has too many digits for f64.
        let places = u32::try_from(exponent.checked_neg()?).ok()?;
        let fives = 5_u64.checked_pow(places)?;
        let coefficient = digits.parse::<u64>().ok()?;
        let mantissa = coefficient / fives;
        let is_exact = coefficient % fives == 0 && mantissa < 1 << f64::MANTISSA_DIGITS;
        let power = 1_u64.checked_shl(places)?;
        let magnitude = is_exact.then(|| mantissa as f64 / power as f64)?;
        Some(if *negative { -magnitude } else { magnitude })
    }

    /// Returns the plain digits of a whole number that is no longer than an `i64` or `u64`. The bound keeps
    /// `1e999999999` short.
    fn integer_text(&self) -> Option<String> {
        let is_short = matches!(&self.0, Repr::Finite { digits, exponent, .. }
            if (0..=20).contains(exponent) && digits.len() <= 20);
        is_short.then(|| self.to_string())
    }

    /// Returns the normal form of a decimal text's parts.
    fn normal(negative: bool, whole: &str, fraction: &str, exponent: i64) -> Self {
        let all = format!("{whole}{fraction}");
        let trimmed = all.trim_end_matches('0');
        let digits = trimmed.trim_start_matches('0');
        if digits.is_empty() {
            return Self(Repr::Finite {
                negative: false,
                digits: String::new(),
                exponent: 0,
            });
        }
        let zeros = length(&all) - length(trimmed);
        let exponent = exponent.saturating_add(zeros - length(fraction));
        Self(Repr::Finite {
            negative,
            digits: digits.to_owned(),
            exponent,
        })
    }

    /// Returns an error for a number that is too long to write out.
    fn within_bounds(self) -> Result<Self, NumberError> {
        match &self.0 {
            Repr::Finite { digits, .. } if digits.len() > SIGNIFICANT_DIGITS => Err(NumberError::TooManyDigits),
            Repr::Finite { exponent, .. } if exponent.unsigned_abs() > EXPONENT => Err(NumberError::ExponentTooLarge),
            Repr::Finite { .. } | Repr::Infinity | Repr::NegativeInfinity => Ok(self),
        }
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads decimal text: an optional sign, digits with an optional point, an optional exponent.
    ///
    /// # Errors
    /// `Syntax`, or one of the bounds [`SIGNIFICANT_DIGITS`] and [`EXPONENT`].
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let are_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if !are_digits || (whole.is_empty() && fraction.is_empty()) {
            return Err(NumberError::Syntax);
        }
        Self::normal(negative, whole, fraction, exponent).within_bounds()
    }
}

/// Reads the exponent after `e`. An overflow is the same error, because it also exceeds [`EXPONENT`].
fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Syntax);
    }
    let exponent: i64 = text.parse().map_err(|_| NumberError::ExponentTooLarge)?;
    if exponent.unsigned_abs() > EXPONENT {
        Err(NumberError::ExponentTooLarge)
    } else {
        Ok(exponent)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (negative, digits, exponent) = match &self.0 {
            Repr::Infinity => return formatter.write_str("Infinity"),
            Repr::NegativeInfinity => return formatter.write_str("-Infinity"),
            Repr::Finite {
                negative,
                digits,
                exponent,
            } => (*negative, digits.as_str(), *exponent),
        };
        let sign = if negative { "-" } else { "" };
        formatter.write_str(sign)?;
        write_digits(formatter, digits, exponent)
    }
}

/// Writes the magnitude: plain, with a decimal point, or with an exponent if there are too many zeros.
fn write_digits(formatter: &mut fmt::Formatter<'_>, digits: &str, exponent: i64) -> fmt::Result {
    let is_plain = exponent.unsigned_abs() <= PLAIN_LENGTH;
    let zeros = if is_plain {
        usize::try_from(exponent.unsigned_abs()).unwrap_or(0)
    } else {
        0
    };
    if digits.is_empty() {
        formatter.write_str("0")
    } else if !is_plain {
        write!(formatter, "{digits}e{exponent}")
    } else if exponent >= 0 {
        write!(formatter, "{digits}{:0<zeros$}", "")
    } else {
        let padded = format!("{digits:0>width$}", width = zeros + 1);
        let (whole, fraction) = padded.split_at(padded.len() - zeros);
        write!(formatter, "{whole}.{fraction}")
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank()).then_with(|| match (&self.0, &other.0) {
            (
                Repr::Finite {
                    negative, digits: mine, ..
                },
                Repr::Finite { digits: theirs, .. },
            ) => {
                // Ranks are equal: same sign, same place of the first digit. Digits then compare as text, because a
                // prefix is smaller than its continuation by digits that are not all zeros.
                if *negative { theirs.cmp(mine) } else { mine.cmp(theirs) }
            }
            _ => Ordering::Equal,
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Number {
    /// Returns the sign, then the place of the first digit, with the order reversed for negative numbers.
    fn rank(&self) -> (i8, i64) {
        match &self.0 {
            Repr::NegativeInfinity => (-2, 0),
            Repr::Infinity => (2, 0),
            Repr::Finite { digits, .. } if digits.is_empty() => (0, 0),
            Repr::Finite {
                negative,
                digits,
                exponent,
            } => {
                let place = exponent + length(digits);
                if *negative { (-1, -place) } else { (1, place) }
            }
        }
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self::normal(integer < 0, &integer.unsigned_abs().to_string(), "", 0)
    }
}

impl From<u64> for Number {
    fn from(integer: u64) -> Self {
        Self::normal(false, &integer.to_string(), "", 0)
    }
}

impl From<i32> for Number {
    fn from(integer: i32) -> Self {
        Self::from(i64::from(integer))
    }
}

impl From<u32> for Number {
    fn from(integer: u32) -> Self {
        Self::from(u64::from(integer))
    }
}

impl From<u16> for Number {
    fn from(integer: u16) -> Self {
        Self::from(u64::from(integer))
    }
}

/// Returns the length of a text, signed for arithmetic with exponents. No text in memory is longer than `i64::MAX`.
fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

/// The largest number of significant digits. Terraform's 512 bits are about 155 digits.
pub const SIGNIFICANT_DIGITS: usize = 1_000;

/// The largest absolute power of ten. Terraform's own numbers end at about 10^646456993.
pub const EXPONENT: u64 = 1_000_000_000;

/// The largest absolute power of ten that `Display` writes in plain digits.
pub const PLAIN_LENGTH: u64 = 1_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn one_value_has_one_form_however_it_is_written() {
        for text in ["1", "1.0", "+1", "001", "10e-1", "0.1e1", "1.000", "0.00001E+5"] {
            assert_eq!(number(text), Number::from(1_i64), "{text}");
        }
        for text in ["0", "-0", "0.0", "0e999999999", "-0.000"] {
            assert_eq!(number(text), Number::from(0_u64), "{text}");
        }
        assert_ne!(number("1"), number("-1"));
        assert_ne!(number("1"), number("10"));
    }

    #[test]
    fn text_that_is_no_number_is_refused() {
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1e1.5", "--1", "1_0", "0x1", "NaN", "Infinity", " 1", "1 ", "1.2.3", "١",
        ] {
            assert_eq!(text.parse::<Number>(), Err(NumberError::Syntax), "{text}");
        }
    }

    #[test]
    fn what_would_be_dear_to_write_out_is_refused_or_kept_short() {
        let huge = number("1e999999999");
        let tiny = number("-7e-999999999");

        assert_eq!(
            (huge.to_string(), tiny.to_string()),
            ("1e999999999".to_owned(), "-7e-999999999".to_owned())
        );
        assert_eq!(
            (huge.to_i64(), huge.to_u64(), huge.to_exact_float()),
            (None, None, None)
        );
        assert!(tiny < huge && tiny < number("0") && huge < Number::INFINITY);
        assert_eq!("1e1000000001".parse::<Number>(), Err(NumberError::ExponentTooLarge));
        assert_eq!(
            "1e99999999999999999999999".parse::<Number>(),
            Err(NumberError::ExponentTooLarge)
        );
        assert_eq!("10e1000000000".parse::<Number>(), Err(NumberError::ExponentTooLarge));
        assert_eq!("7".repeat(1001).parse::<Number>(), Err(NumberError::TooManyDigits));
        assert_eq!(number(&format!("1{}", "0".repeat(5000))), number("1e5000"));
    }

    #[test]
    fn digits_beyond_any_float_survive() {
        for text in [
            "12345678901234567890",
            "0.1234567890123456789",
            "3.14159265358979323846",
            "-100.5",
            "0.001",
        ] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("1e400").to_string(), format!("1{}", "0".repeat(400)));
    }

    #[test]
    fn machine_integers_end_where_they_end() {
        assert_eq!(number("9223372036854775807").to_i64(), Some(i64::MAX));
        assert_eq!(number("9223372036854775808").to_i64(), None);
        assert_eq!(number("-9223372036854775808").to_i64(), Some(i64::MIN));
        assert_eq!(number("18446744073709551615").to_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").to_u64(), None);
        assert_eq!(number("-1").to_u64(), None);
        assert_eq!(number("1.5").to_i64(), None);
        assert_eq!(number("1e3").to_i64(), Some(1000));
    }

    #[test]
    fn a_float_is_read_by_its_shortest_text_unless_it_is_whole() {
        assert_eq!(Number::from_float(0.1), Ok(number("0.1")));
        assert_eq!(
            Number::from_float(2_f64.powi(100)),
            Ok(number("1267650600228229401496703205376"))
        );
        assert_eq!(Number::from_float(f64::NEG_INFINITY), Ok(Number::NEGATIVE_INFINITY));
        assert_eq!(Number::from_float(f64::NAN), Err(NumberError::NotANumber));
        assert_eq!(Number::from_float(-0.0), Ok(number("0")));
    }

    #[test]
    fn only_fractions_of_powers_of_two_are_exact_floats() {
        assert_eq!(number("1.5").to_exact_float(), Some(1.5));
        assert_eq!(number("-0.0625").to_exact_float(), Some(-0.0625));
        assert_eq!(number("0.1").to_exact_float(), None);
        assert_eq!(number("9007199254740993.5").to_exact_float(), None);
        assert_eq!(Number::INFINITY.to_exact_float(), Some(f64::INFINITY));
    }

    proptest! {
        #[test]
        fn an_exact_float_has_the_same_decimal_expansion(coefficient in 1_i64..1 << 54, halvings in 0_u32..28) {
            let text = format!("{:.30}", coefficient as f64 / 2_f64.powi(halvings.cast_signed()));
            let number = number(&text);

            if let Some(float) = number.to_exact_float() {
                prop_assert_eq!(format!("{float:.30}").parse::<Number>(), Ok(number));
            }
        }

        #[test]
        fn order_is_that_of_the_values(left in -2000_i64..2000, right in -2000_i64..2000, zeros in 0_usize..4) {
            let scaled = format!("{left}{}e-{zeros}", "0".repeat(zeros));
            let thousandths = |whole: i64| number(&format!("{whole}e-3"));

            prop_assert_eq!(number(&scaled).cmp(&Number::from(right)), left.cmp(&right));
            prop_assert_eq!(thousandths(left).cmp(&thousandths(right)), left.cmp(&right));
            prop_assert_eq!(thousandths(left).cmp(&Number::from(right)), left.cmp(&(right * 1000)));
        }

        #[test]
        fn what_is_written_reads_back(text in "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e-?[0-9]{1,8})?") {
            let number = number(&text);

            prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = text.parse::<Number>();
        }
    }
}
