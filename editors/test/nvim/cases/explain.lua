local expect = require('expect')
local workspace = require('workspace')

--- The text of the window of explanations, once it has `part`.
local function explained(nvim, part)
  return nvim:wait('an explanation with ' .. part, [[
    if vim.api.nvim_buf_get_name(0) ~= 'openclaw://explain' then return nil end
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    return text:find(..., 1, true) and text
  ]], part)
end

return {
  {
    ':OpenClaw explain says all about the key below the cursor, in a window that q closes',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      nvim:keys('/cacheRetention<CR>:OpenClaw explain<CR>')
      explained(nvim, 'agents.defaults.params.cacheRetention')
      expect.equal(nvim:lua('return { vim.bo.filetype, vim.bo.modifiable, vim.bo.buftype }'), { 'markdown', false, 'nofile' }, 'buffer')
      nvim:keys('q')
      nvim:wait('the window to close', [[return #vim.api.nvim_list_wins() == 1 and vim.bo.filetype == 'json5.openclaw']])
    end,
  },
  {
    ':OpenClaw explain file shows what each agent gets, of the text as it is in the buffer',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      nvim:command('OpenClaw explain file')
      expect.contains(explained(nvim, '## Which model each agent uses'), '| Agent | Model |', 'table')
      nvim:keys('q')
      nvim:wait('the file', [[return vim.bo.filetype == 'json5.openclaw']])
      nvim:command('%s/"long"/"short"/')
      nvim:command('OpenClaw explain file')
      explained(nvim, 'short')
      expect.equal(nvim:lua('return #vim.api.nvim_list_wins()'), 2, 'windows')
    end,
  },
  {
    ':OpenClaw explain shows one section, and the way of a message',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      nvim:command('OpenClaw explain tools')
      explained(nvim, '## Which tools each agent has')
      nvim:keys('q')
      nvim:command('OpenClaw explain route telegram:alerts:group:-100')
      explained(nvim, 'telegram, account alerts, group:-100')
      nvim:keys('q')
      nvim:keys(':OpenClaw explain nothing<CR>')
      nvim:message("'explain' may be followed by: key, file, access, route")
    end,
  },
  {
    'the lens above an agent leads to its explanation',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      local lens = nvim:request('textDocument/codeLens')[2]
      expect.equal(lens.command.command, 'openclaw-lsp.showExplanation', 'command')
      nvim:lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })[1]
        vim.lsp.commands['openclaw-lsp.showExplanation'](..., { client_id = client.id })
      ]], lens.command)
      explained(nvim, '## Which tools each agent has')
    end,
  },
}
