//! What the editors do that matters for a count.

/// An editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// Visual Studio Code with our extension: brackets and quotes are closed, the list comes with every letter of a word, its first
    /// item is chosen, Enter takes it, and choices of a snippet are a list that goes on to the next stop.
    Code,
    /// Neovim with our plugin and `g:openclaw_autocomplete`: nothing is closed, no item is chosen until `CTRL-N`, `CTRL-Y` takes it,
    /// and what stands behind the cursor stays.
    Neovim,
}

impl Manners {
    /// The presses that ask for the list.
    pub const fn ask(self) -> &'static [&'static str] {
        match self {
            Self::Code => &["Ctrl+Space"],
            Self::Neovim => &["C-x", "C-o"],
        }
    }

    /// The presses that take the item at a place of the list.
    pub fn take(self, place: usize) -> Vec<&'static str> {
        match self {
            Self::Code => std::iter::repeat_n("Down", place).chain(["Enter"]).collect(),
            Self::Neovim => std::iter::repeat_n("C-n", place + 1).chain(["C-y"]).collect(),
        }
    }

    /// What is put behind an opener.
    pub const fn closer(self, opener: char) -> Option<char> {
        match (self, opener) {
            (Self::Code, '{') => Some('}'),
            (Self::Code, '[') => Some(']'),
            (Self::Code, '"' | '\'') => Some(opener),
            _ => None,
        }
    }

    /// Whether an item replaces what stands behind the cursor.
    pub fn replaces_behind(self) -> bool {
        self == Self::Code
    }

    /// A snippet as the server sends it: to Neovim without choices, as its own list of them begins with nothing.
    pub fn snippet(self, snippet: &str) -> String {
        match self {
            Self::Code => snippet.to_owned(),
            Self::Neovim => openclaw_lsp::ide::simplified(snippet),
        }
    }

    /// What is inserted of a text that is no snippet.
    pub fn plain(self, text: String) -> String {
        match self {
            Self::Code => text,
            Self::Neovim => text
                .split_whitespace()
                .next()
                .filter(|_| !text.starts_with(' '))
                .unwrap_or_default()
                .to_owned(),
        }
    }

    /// Whether what is typed fits an item, and how well; lower is better.
    pub fn fit(self, typed: &str, filter: &str) -> Option<u8> {
        let (typed, filter) = (typed.to_lowercase(), filter.to_lowercase());
        match self {
            _ if filter.starts_with(&typed) => Some(0),
            Self::Neovim => None,
            Self::Code => is_subsequence(&typed, &filter).then(|| 1 + u8::from(!filter.contains(&typed))),
        }
    }
}

fn is_subsequence(word: &str, text: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}
