local expect = require('expect')
local workspace = require('workspace')

--- The virtual texts of the buffer, in their order, once one of them has `part`.
local function virtual_texts(nvim, part)
  return nvim:wait('a virtual text with ' .. part, [[
    local texts, found = {}, false
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })) do
      for _, chunks in ipairs({ { mark[4].virt_text }, mark[4].virt_lines or {} }) do
        for _, chunk in ipairs(vim.iter(chunks):flatten(1):totable()) do
          table.insert(texts, chunk[1])
          found = found or chunk[1]:find(..., 1, true) ~= nil
        end
      end
    end
    return found and texts
  ]], part)
end

local lens_of_main = 'anthropic/claude-opus-5'

return {
  {
    'inlay hints say what a value comes to',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      virtual_texts(nvim, '= 1 h')
      expect.contains(nvim:screen(), '= 1 h', 'screen')
    end,
  },
  {
    "a code lens shows an agent's model, also after a change",
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      virtual_texts(nvim, lens_of_main)
      expect.contains(nvim:screen(), lens_of_main, 'screen')
      nvim:keys([[:%s/claude-opus-5/claude-sonnet-5/<CR>]])
      virtual_texts(nvim, 'anthropic/claude-sonnet-5')
    end,
  },
  {
    'g:openclaw_inlay_hints and g:openclaw_code_lens turn them off',
    test = function(nvim)
      nvim:lua('vim.g.openclaw_inlay_hints, vim.g.openclaw_code_lens = false, false')
      nvim:open(workspace.copy('agents.json'))
      -- By the time the server has answered this one, it has answered what was asked for before it.
      expect.equal(#nvim:request('textDocument/codeLens') > 0, true, 'the server has lenses')
      expect.equal(nvim:lua('return vim.lsp.inlay_hint.is_enabled({ bufnr = 0 })'), false, 'hints')
      expect.equal(nvim:lua('return #vim.lsp.codelens.get(0)'), 0, 'lenses')
    end,
  },
  {
    'settings given by vim.lsp.config() reach the server',
    test = function(nvim)
      nvim:lua([[
        vim.lsp.config('openclaw_lsp', { settings = { openclaw = {
          diagnostics = { enable = false }, codeLens = { enable = false }, inlayHints = { cache = false },
        } } })
      ]])
      nvim:open(workspace.copy('agents.json'))
      nvim:wait_until('no lens', function()
        return #nvim:request('textDocument/codeLens') == 0
      end)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:wait_until('no finding', function()
        return #nvim:request('textDocument/diagnostic').items == 0
      end)
    end,
  },
  {
    'with g:openclaw_autocomplete the menu comes while one types, and what is taken fits the text',
    test = function(nvim)
      nvim:lua('vim.g.openclaw_autocomplete = true')
      nvim:open(workspace.copy('openclaw.json'))
      nvim:keys('/defaults<CR>omodel: "anthropic"<Left>')
      nvim:wait('the text to be typed', [[return vim.endswith(vim.api.nvim_get_current_line(), '"anthropic"')]])
      nvim:keys('/')
      nvim:wait('the popup menu', 'return vim.fn.pumvisible() == 1')
      nvim:keys('cl')
      nvim:accept('anthropic/claude-opus-5')
      expect.equal(vim.trim(nvim:line()), 'model: "anthropic/claude-opus-5"', 'accepted')
    end,
  },
  {
    'with g:openclaw_autocomplete a bare key brings the menu, and the menu comes again behind it',
    test = function(nvim)
      nvim:lua('vim.g.openclaw_autocomplete = true')
      nvim:open(workspace.copy('openclaw.json'))
      nvim:keys('/defaults<CR>oheartb')
      local has = [[
        for _, item in ipairs(vim.fn.complete_info({ 'items' }).items) do
          if item.abbr == '%s' then return true end
        end
      ]]
      for _, label in ipairs({ 'heartbeat', 'every', '55m' }) do
        nvim:wait('the menu with ' .. label, has:format(label))
        nvim:take(label)
      end
      nvim:keys('<Esc>')
      nvim:wait('normal mode', [[return vim.api.nvim_get_mode().mode == 'n']])
      expect.equal(vim.trim(nvim:line()), 'every: "55m"', 'accepted')
    end,
  },
}
