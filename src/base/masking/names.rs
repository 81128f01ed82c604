//! Secrets that are known by the name of their key.

/// Whether a key names a secret.
pub(super) fn names_secret(key: &str) -> bool {
    const ENDS: [&str; 12] = [
        "token",
        "password",
        "secret",
        "apikey",
        "privatekey",
        "encryptkey",
        "passphrase",
        "serviceaccount",
        "authorization",
        "cookie",
        "credential",
        "signingkey",
    ];
    let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    ENDS.iter().any(|end| plain.ends_with(end))
}
