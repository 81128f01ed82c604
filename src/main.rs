//! The `openclaw-lsp` binary: see [`openclaw_lsp::cli`].

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
