//! Numbers (JSON5 §6).

/// Whether a word is a JSON5 number. `Infinity` and `NaN` without a sign are identifiers first.
pub(super) fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['+', '-']);
    match unsigned.unwrap_or(word) {
        "Infinity" | "NaN" => unsigned.is_some(),
        digits => is_hexadecimal(digits) || is_decimal(digits),
    }
}

fn is_hexadecimal(digits: &str) -> bool {
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    hex.is_some_and(|hex| !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_decimal(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole_ok = all_digits(whole) && (whole.len() < 2 || !whole.starts_with('0'));
    let exponent_ok = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    whole_ok && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_ok
}

/// The value of a number, as ECMAScript's `Number` reads it; `None` where the text is no number.
pub fn decode_number(text: &str) -> Option<f64> {
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let value = match unsigned {
        "Infinity" => f64::INFINITY,
        "NaN" => f64::NAN,
        _ if is_hexadecimal(unsigned) => hexadecimal(&unsigned[2..]),
        _ if is_decimal(unsigned) => unsigned.parse().ok()?,
        _ => return None,
    };
    Some(sign * value)
}

fn hexadecimal(digits: &str) -> f64 {
    match u128::from_str_radix(digits, 16) {
        #[expect(clippy::cast_precision_loss, reason = "ECMAScript rounds to the nearest double as well")]
        Ok(value) => value as f64,
        Err(_) => digits.chars().filter_map(|c| c.to_digit(16)).fold(0.0, |sum, d| sum * 16.0 + f64::from(d)),
    }
}
