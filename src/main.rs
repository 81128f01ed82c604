//! The `openclaw-lsp` binary: see [`openclaw_lsp::cli`].

fn main() -> std::process::ExitCode {
    openclaw_lsp::cli::main()
}
