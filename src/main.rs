//! The `openclaw-lsp` binary: see [`openclaw_lsp::cli`].

/// Can give memory back to the system when documents are closed, which the allocators of Linux's C libraries do not: they keep
/// what many threads have freed. By itself it waits until more is freed; with `MIMALLOC_PURGE_DELAY=0` it does so at once.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    openclaw_lsp::cli::main()
}
