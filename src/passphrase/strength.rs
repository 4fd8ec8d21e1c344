//! Strength of a secret, computed from its entropy.

/// The entropy of something that chance chose.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Strength(f64);

/// How fast an attacker can try phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attack {
    /// 10^4 guesses a second, as against a slow hash.
    SlowHash,
    /// 10^12 guesses a second, as against a fast hash with much hardware.
    FastHash,
}

/// A number that may be too large to write out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// The number itself, below a million.
    Exact(u64),
    /// The number as a power of ten.
    Power {
        /// From 1.0 to 9.9, with one decimal.
        mantissa: f64,
        /// The exponent of ten.
        exponent: u32,
    },
}

/// How long guessing takes on average, in the unit that suits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeToGuess {
    /// Less than a second.
    UnderASecond,
    /// Seconds, up to a minute.
    Seconds(u64),
    /// Minutes, up to an hour.
    Minutes(u64),
    /// Hours, up to a day.
    Hours(u64),
    /// Days, up to a year.
    Days(u64),
    /// Years, up to a million.
    Years(u64),
    /// Years, as a power of ten.
    PowerOfYears(u32),
}

/// A Julian year, in seconds.
const YEAR: f64 = 31_557_600.0;

impl Strength {
    /// Bits below which someone may be able to guess it, and the time that takes matters.
    pub const GUESSABLE_BITS: f64 = 90.0;
    /// Bits below which a phrase is too weak to protect a file that someone has a copy of.
    pub const WEAK_BITS: f64 = 50.0;

    /// Returns the strength of something with so many bits of entropy.
    pub fn of_bits(bits: f64) -> Self {
        Self(bits)
    }

    /// Returns the entropy in bits: log2 of the number of equally likely choices.
    pub fn bits(self) -> f64 {
        self.0
    }

    /// Returns the entropy in bits, rounded to two decimals.
    pub fn rounded_bits(self) -> f64 {
        (self.0 * 100.0).round() / 100.0
    }

    /// Whether someone may be able to guess it.
    pub fn is_guessable(self) -> bool {
        self.0 < Self::GUESSABLE_BITS
    }

    /// Whether it protects nothing that someone has a copy of.
    pub fn is_weak(self) -> bool {
        self.0 < Self::WEAK_BITS
    }

    /// Returns the number of equally likely choices: 2.2×10^23 for 77.5 bits.
    pub fn choices(self) -> Count {
        let logarithm = self.0 * std::f64::consts::LOG10_2;
        if logarithm < 6.0 {
            return Count::Exact(whole(self.0.exp2()));
        }
        let mantissa = (10_f64.powf(logarithm.fract()) * 10.0).round() / 10.0;
        let exponent = power(logarithm);
        // 9.97 is written as 1.0 of the next power, never as 10.0.
        if mantissa < 10.0 {
            Count::Power { mantissa, exponent }
        } else {
            Count::Power { mantissa: 1.0, exponent: exponent + 1 }
        }
    }

    /// Returns the time that it takes to try half of all choices.
    pub fn time_to_guess(self, attack: Attack) -> TimeToGuess {
        let per_second = match attack {
            Attack::SlowHash => 1e4,
            Attack::FastHash => 1e12,
        };
        let seconds = (self.0 - 1.0).exp2() / per_second;
        match seconds {
            s if s < 1.0 => TimeToGuess::UnderASecond,
            s if s < 60.0 => TimeToGuess::Seconds(whole(s)),
            s if s < 3600.0 => TimeToGuess::Minutes(whole(s / 60.0)),
            s if s < 86_400.0 => TimeToGuess::Hours(whole(s / 3600.0)),
            s if s < YEAR => TimeToGuess::Days(whole(s / 86_400.0)),
            s if s < YEAR * 1e6 => TimeToGuess::Years(whole(s / YEAR)),
            s => TimeToGuess::PowerOfYears(power((s / YEAR).log10())),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a few million")]
fn whole(number: f64) -> u64 {
    number.round() as u64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is positive")]
fn power(logarithm: f64) -> u32 {
    logarithm.floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_written_out_or_as_a_power_of_ten() {
        let choices = |bits: f64| Strength::of_bits(bits).choices();
        assert_eq!(choices(10.0), Count::Exact(1024));
        // 7776^6 = 221,073,919,720,733,357,899,776.
        assert_eq!(choices(7776_f64.log2() * 6.0), Count::Power { mantissa: 2.2, exponent: 23 });
        // 9.98×10^22 has one decimal only.
        assert_eq!(choices(9.98e22_f64.log2()), Count::Power { mantissa: 1.0, exponent: 23 });
    }

    #[test]
    fn the_time_to_guess_is_that_of_half_the_choices() {
        let time = |bits: f64, attack| Strength::of_bits(bits).time_to_guess(attack);
        assert_eq!(time(10.0, Attack::SlowHash), TimeToGuess::UnderASecond);
        // 2^20 / 10^4 = 104.9 seconds.
        assert_eq!(time(21.0, Attack::SlowHash), TimeToGuess::Minutes(2));
        // 2^50 / 10^12 = 1126 seconds.
        assert_eq!(time(51.0, Attack::FastHash), TimeToGuess::Minutes(19));
        // 2^76.5 / 10^12 = 1.1×10^11 seconds.
        assert_eq!(time(77.5, Attack::FastHash), TimeToGuess::Years(3386));
        assert_eq!(time(128.0, Attack::SlowHash), TimeToGuess::PowerOfYears(26));
    }
}
