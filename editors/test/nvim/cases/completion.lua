local expect = require('expect')
local workspace = require('workspace')

--- Opens the fixture and types `text` on a new line after the line that has `anchor`.
local function type_after(nvim, anchor, text)
  nvim:open(workspace.copy('openclaw.json'))
  nvim:keys('/' .. anchor .. '<CR>o' .. text)
  nvim:wait('the text to be typed', [[
    local typed = vim.api.nvim_get_current_line()
    return typed:sub(-#(...)) == ...
  ]], text)
end

--- Labels may show the quotes that the value will have.
local function unquoted(labels)
  return vim.tbl_map(function(label)
    return (label:gsub('^["\']', ''):gsub('["\']$', ''))
  end, labels)
end

return {
  {
    'a model reference is completed after its provider',
    test = function(nvim)
      type_after(nvim, 'defaults', 'model: "anthropic/')
      local labels = nvim:omni()
      expect.has(labels, { 'anthropic/claude-opus-5', 'anthropic/claude-sonnet-5' }, 'popup menu')
      for _, label in ipairs(labels) do
        expect.equal(vim.startswith(label, 'anthropic/'), true, label)
      end
      expect.contains(nvim:screen(), 'anthropic/claude-opus-5', 'screen')
      nvim:accept('anthropic/claude-opus-5')
      local line = vim.trim(nvim:line())
      expect.equal(line:match('^model: "anthropic/claude%-opus%-5"?,?$'), line, 'accepted')
    end,
  },
  {
    'the values of cacheRetention are completed without a quote',
    test = function(nvim)
      type_after(nvim, 'params', 'cacheRetention: ')
      local labels = nvim:omni()
      expect.has(unquoted(labels), { 'short', 'long', 'none' }, 'popup menu')
      nvim:accept(labels[vim.fn.index(unquoted(labels), 'long') + 1])
      local line = vim.trim(nvim:line())
      expect.equal(line:match([[^cacheRetention: ["']long["'],?$]]), line, 'accepted')
    end,
  },
}
