local expect = require('expect')
local typist = require('typist')

--- Presses the keys of the model one by one, each when what the last one led to is on the screen.
local function typed(nvim, name)
  local path = ('%s/nvim/typed-%s/openclaw.json'):format(vim.env.WORK, name)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  nvim:open(path)
  nvim:keys('i')
  local before, same = nil, 0
  --- Whether nothing has changed for three looks, and no request is under way.
  local function is_settled()
    local now = nvim:lua([[
      local waits = false
      for _, client in ipairs(vim.lsp.get_clients({ bufnr = 0 })) do
        waits = waits or next(client.requests) ~= nil
      end
      return { vim.b.changedtick, vim.fn.pumvisible(), vim.fn.complete_info({ 'selected' }).selected, waits, vim.fn.mode() }
    ]])
    same = vim.deep_equal(now, before) and not now[4] and same + 1 or 0
    before = now
    return same == 3
  end
  for index, key in ipairs(typist.presses(name)) do
    if typist.needs_list(key) then
      nvim:wait(('the list before press %d, %s'):format(index, key), 'return vim.fn.pumvisible() == 1')
    end
    -- What the plugin does after a pause for letters, and Neovim after taking a proposal, is done when nothing changes any more.
    same = 0
    vim.wait(5000, is_settled, 60)
    nvim:keys(key)
  end
  nvim:keys('<Esc>')
  nvim:wait('normal mode', [[return vim.api.nvim_get_mode().mode == 'n']])
  return nvim:text()
end

return {
  {
    'a configuration typed with the keys of the model is the wanted one, formatted already',
    options = { before = 'vim.g.openclaw_autocomplete = true', lines = 45 },
    test = function(nvim)
      local text = typed(nvim, 'first.json5')
      expect.equal(typist.value(text), typist.value(typist.wanted('first.json5')), 'the value of ' .. text)
      nvim:lua('vim.lsp.buf.format({ async = false })')
      expect.equal(nvim:text(), text, 'formatting changes nothing')
      local severe = 'return vim.diagnostic.count(0)[vim.diagnostic.severity.ERROR]'
      expect.equal(nvim:lua(severe), vim.NIL, 'errors')
    end,
  },
}
