---@brief
---
--- The language server for OpenClaw's configuration: completion, hover, diagnostics and migrations.
---
--- `vim.lsp.enable('openclaw_lsp')` starts it; `plugin/openclaw.lua` does so unless `vim.g.openclaw_enable` is false.
--- Where the program is not on PATH: `vim.lsp.config('openclaw_lsp', { cmd = { '/where/it/is/openclaw-lsp' } })`.

---@type vim.lsp.Config
return {
  cmd = { 'openclaw-lsp', 'serve', '--stdio' },
  filetypes = { 'json5.openclaw' },
  root_markers = { 'openclaw.json', 'clawdbot.json', '.git' },
  init_options = { commands = { 'openclaw-lsp.judgeBy', 'openclaw-lsp.gatewayHas', 'openclaw-lsp.suggest', 'openclaw-lsp.showExplanation' } },
  -- The compound filetype is Neovim's own affair: every editor gives the server the same language id.
  get_language_id = function()
    return 'openclaw'
  end,
  on_exit = function(code, signal)
    require('openclaw').ended(code, signal)
  end,
}
