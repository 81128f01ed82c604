-- The filetype is `json5.openclaw`. By the first half Neovim's own JSON5 syntax, indentation, comment settings and
-- tree-sitter parser apply without a copy of them here; by the second half the server attaches to OpenClaw's files
-- only, not to each JSON5 file, and servers for plain JSON (which refuse comments) stay away.
local filetype = 'json5.openclaw'

vim.filetype.add({
  filename = {
    ['openclaw.json'] = filetype,
    ['clawdbot.json'] = filetype,
  },
  pattern = {
    ['.*%.openclaw%.json5'] = filetype,
    ['.*/%.openclaw/.*%.patch%.json5'] = filetype,
  },
})
