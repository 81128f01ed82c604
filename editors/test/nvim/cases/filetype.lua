local expect = require('expect')
local workspace = require('workspace')

local ours = { 'openclaw.json', 'clawdbot.json', 'home.openclaw.json5', 'add.patch.json5' }
local others = { ['package.json'] = 'json', ['settings.json5'] = 'json5' }

return {
  {
    "OpenClaw's files have their filetype and JSON5's syntax",
    test = function(nvim)
      for _, name in ipairs(ours) do
        nvim:open(workspace.copy('openclaw.json', name))
        expect.equal(nvim:lua('return vim.bo.filetype'), 'json5.openclaw', name)
        expect.equal(nvim:lua('return vim.bo.commentstring'), '// %s', name)
        expect.equal(nvim:lua([[return vim.fn.synIDattr(vim.fn.synID(1, 1, 1), 'name')]]), 'json5LineComment', name)
      end
    end,
  },
  {
    'other JSON files are left alone',
    test = function(nvim)
      for name, filetype in pairs(others) do
        nvim:command('edit ' .. workspace.copy('openclaw.json', name))
        expect.equal(nvim:lua('return vim.bo.filetype'), filetype, name)
        expect.equal(nvim:lua('return #vim.lsp.get_clients({ bufnr = 0 })'), 0, name)
      end
    end,
  },
}
