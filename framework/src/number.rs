//! Terraform's number: a decimal of any size, held as text.
//!
//! Terraform computes with 512-bit numbers and compares what a provider returns with what it sent (protocol rule W8).
//! A value that passes through `f64` fails that comparison from the seventeenth digit on, so none does here. There is
//! no arithmetic in this file: a provider carries numbers, compares them and turns them into machine integers.
//!
//! A general big-decimal type would do the same, but compares and converts by writing the exponent out as zeros, and
//! `1e999999999` from a stranger then takes a gigabyte. Digits and exponent stay apart here for that reason.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A decimal number of any size, or one of the two infinities (W9).
///
/// Equality and order are by numeric value: `1`, `1.0` and `10e-1` are one number. There is no "not a number".
/// `Display` writes a JSON number: plain digits up to [`PLAIN_LENGTH`] characters and an exponent beyond; infinities
/// are `Infinity` and `-Infinity`, which JSON does not have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// The value in normal form, so that equal numbers have equal representations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    NegativeInfinity,
    Finite {
        negative: bool,
        /// Decimal digits without leading or trailing zeros; empty for zero, which is never negative.
        digits: String,
        /// The power of ten of the last digit; 0 for zero.
        exponent: i64,
    },
    Infinity,
}

/// Why a text or a float is not a [`Number`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// The text is not a decimal number.
    #[error("not a decimal number")]
    Syntax,
    /// The number has more significant digits than [`SIGNIFICANT_DIGITS`].
    #[error("more than {SIGNIFICANT_DIGITS} significant digits")]
    TooManyDigits,
    /// The exponent is outside plus or minus [`EXPONENT`].
    #[error("an exponent beyond {EXPONENT}")]
    ExponentTooLarge,
    /// The float is NaN, which Terraform's number type does not have (W9).
    #[error("NaN is not a number in Terraform")]
    NotANumber,
}

impl Number {
    /// Positive infinity (W9).
    pub const INFINITY: Self = Self(Repr::Infinity);
    /// Negative infinity (W9).
    pub const NEGATIVE_INFINITY: Self = Self(Repr::NegativeInfinity);

    /// The value as `i64`, if it is a whole number in that range.
    pub fn to_i64(&self) -> Option<i64> {
        self.integer_text()?.parse().ok()
    }

    /// The value as `u64`, if it is a whole number in that range.
    pub fn to_u64(&self) -> Option<u64> {
        self.integer_text()?.parse().ok()
    }

    /// Whether this is neither of the infinities.
    pub fn is_finite(&self) -> bool {
        matches!(self.0, Repr::Finite { .. })
    }

    /// Whether the number has no fractional part. The infinities are not whole.
    pub fn is_whole(&self) -> bool {
        matches!(&self.0, Repr::Finite { exponent, .. } if *exponent >= 0)
    }

    /// Reads a MessagePack float: a whole float exactly, any other by its shortest decimal text, as Terraform compares
    /// them (W8).
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

    /// The float with exactly this value, if the number is one of the fractions that Terraform itself would send as a
    /// float: short and a multiple of a power of one half (W7).
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

    /// Plain digits of a whole number no longer than an `i64` or `u64` can be; the bound keeps `1e999999999` cheap.
    fn integer_text(&self) -> Option<String> {
        let is_short = matches!(&self.0, Repr::Finite { digits, exponent, .. }
            if (0..=20).contains(exponent) && digits.len() <= 20);
        is_short.then(|| self.to_string())
    }

    /// Joins the parts of a decimal text into normal form.
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

    /// Refuses a number that would be dear to write out.
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

/// Reads the part after `e`. A longer run of digits than any that counts is already beyond [`EXPONENT`].
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

/// Writes the magnitude: whole, with a point, or with an exponent when the zeros would be too many.
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
                // Ranks are equal: same sign, same place of the first digit. Digits then compare as text, since a
                // prefix is smaller than what continues it with a digit that is not all zeros.
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
    /// Sign first, then the place of the first digit, mirrored for negative numbers.
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

/// The length of a text, signed for arithmetic with exponents. No text in memory is longer than `i64::MAX`.
fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

/// The most significant digits a number may have. Terraform's 512 bits are about 155.
pub const SIGNIFICANT_DIGITS: usize = 1_000;

/// The largest power of ten a number may have, either way. Terraform's own numbers end at about 10^646456993.
pub const EXPONENT: u64 = 1_000_000_000;

/// The most zeros that `Display` writes before it changes to an exponent.
pub const PLAIN_LENGTH: u64 = 1_000;
