//! Tables of tab-separated cells, as they are built into the program.

/// The cells of a line. Tables are read whenever the program starts, and their cells are short: a search made for long texts
/// takes several times as long.
pub fn cells(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let Some(tab) = line.bytes().position(|byte| byte == b'\t') else { return rest.take() };
        rest = line.get(tab + 1..);
        line.get(..tab)
    })
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_what_lies_between_tabulators() {
        for line in ["", "a", "a\tb", "\t", "a\t\t\u{e9}\t"] {
            assert_eq!(cells(line).collect::<Vec<_>>(), line.split('\t').collect::<Vec<_>>(), "{line:?}");
        }
    }
}
