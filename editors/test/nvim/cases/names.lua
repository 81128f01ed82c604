local expect = require('expect')
local workspace = require('workspace')

--- Opens the file of two agents with the cursor on the agent's name in `bindings`.
local function on_the_name(nvim)
  nvim:open(workspace.copy('agents.json'))
  nvim:keys('/agentId<CR>fo')
  nvim:wait('the cursor', [[return vim.fn.expand('<cword>') == 'ops']])
end

return {
  {
    "CTRL-] leads from an agent's name to its entry",
    test = function(nvim)
      on_the_name(nvim)
      nvim:keys('<C-]>')
      nvim:wait('the jump', [[return vim.api.nvim_get_current_line():find('ops: {}', 1, true) ~= nil]])
    end,
  },
  {
    'grr lists the places of a name',
    test = function(nvim)
      on_the_name(nvim)
      nvim:keys('grr')
      local places = nvim:wait('the list', [[
        local items = vim.fn.getqflist()
        return #items > 0 and vim.tbl_map(function(item) return item.lnum end, items)
      ]])
      expect.equal(places, { 11, 14 }, 'lines')
    end,
  },
  {
    'grn gives another name everywhere',
    test = function(nvim)
      on_the_name(nvim)
      nvim:keys('grn')
      nvim:wait_prompt()
      nvim:keys('<C-u>night<CR>')
      nvim:wait('the new name', [[return vim.fn.search('agentId: "night"', 'nw') > 0]])
      expect.equal(nvim:text(), (workspace.fixture('agents.json'):gsub('ops', 'night')), 'buffer')
    end,
  },
  {
    'gO lists the keys',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      nvim:keys('gO')
      nvim:wait('the outline', [[
        for _, item in ipairs(vim.fn.getloclist(0)) do
          if item.text:find('bindings', 1, true) then return true end
        end
      ]])
    end,
  },
}
