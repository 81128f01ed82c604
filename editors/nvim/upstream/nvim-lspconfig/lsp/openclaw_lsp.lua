---@brief
---
--- https://github.com/openclaw-lsp/openclaw-lsp
---
--- The language server for OpenClaw's configuration, `openclaw.json`.
---
--- Install it with `npm install -g openclaw-lsp`. It judges every file that it is given by OpenClaw's schema, so give those
--- files a filetype of their own:
---
--- ```lua
--- vim.filetype.add({ filename = { ['openclaw.json'] = 'json5.openclaw', ['clawdbot.json'] = 'json5.openclaw' } })
--- vim.lsp.enable('openclaw_lsp')
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'openclaw-lsp', 'serve', '--stdio' },
  filetypes = { 'json5.openclaw' },
  root_markers = { 'openclaw.json', 'clawdbot.json', '.git' },
  get_language_id = function()
    return 'openclaw'
  end,
}
