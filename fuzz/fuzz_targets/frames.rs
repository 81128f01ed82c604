#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| openclaw_lsp_fuzz::frames(data));
