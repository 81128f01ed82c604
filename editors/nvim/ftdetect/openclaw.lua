-- The filetype is `json5.openclaw`. By the first half Neovim's own JSON5 syntax, indentation, comment settings and
-- tree-sitter parser apply without a copy of them here; by the second half the server attaches to OpenClaw's files
-- only, not to each JSON5 file, and servers for plain JSON (which refuse comments) stay away.
if vim.fn.has('nvim-0.11') == 0 then
  return -- plugin/openclaw.lua says so; what is used below is younger than some Neovims
end
local filetype = 'json5.openclaw'

--- A patch is OpenClaw's when it lies in its folder or beside a configuration; others use that name, too.
local function patch(path)
  local folder = vim.fs.dirname(path)
  local ours = (folder .. '/'):find('/.openclaw/', 1, true) or vim.uv.fs_stat(folder .. '/openclaw.json')
  return ours and filetype or nil
end

vim.filetype.add({
  filename = {
    ['openclaw.json'] = filetype,
    ['clawdbot.json'] = filetype,
  },
  pattern = {
    ['.*%.openclaw%.json5'] = filetype,
    ['.*%.patch%.json5'] = patch,
  },
})
