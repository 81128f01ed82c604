local expect = require('expect')
local workspace = require('workspace')

return {
  {
    ':OpenClaw restart replaces the server',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      local before = nvim:lua([[return vim.lsp.get_clients({ name = 'openclaw_lsp' })[1].id]])
      nvim:command('OpenClaw restart')
      nvim:wait('a new server', [[
        local clients = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })
        return #clients == 1 and clients[1].id ~= ... and clients[1].initialized
      ]], before)
      nvim:diagnostics('legacy-cache-ttl')
    end,
  },
  {
    'an unknown subcommand names the known ones',
    test = function(nvim)
      nvim:keys(':OpenClaw fxi<CR>')
      nvim:message('choose one of: explain, fix, log, reload, restart, upgrade')
      nvim:keys(':OpenClaw fix key<CR>')
      nvim:message("'fix' takes nothing more")
      local function completed(line)
        return nvim:lua([[return vim.fn.getcompletion(..., 'cmdline')]], line)
      end
      expect.equal(completed('OpenClaw '), { 'explain', 'fix', 'log', 'reload', 'restart', 'upgrade' }, 'subcommands')
      expect.equal(completed('OpenClaw explain '), { 'access', 'cost', 'file', 'key', 'route', 'start', 'tools' }, 'of explain')
    end,
  },
  {
    ':checkhealth names the program and its buffers',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:command('checkhealth openclaw')
      local text = nvim:text()
      expect.contains(text, 'openclaw-lsp: ', 'program')
      expect.contains(text, 'running for 1 buffer(s)', 'clients')
    end,
  },
  {
    'CTRL-] leads to a name and CTRL-T back, gq formats',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      expect.equal(nvim:lua('return vim.bo.tagfunc'), 'v:lua.vim.lsp.tagfunc', 'tagfunc')
      expect.equal(nvim:lua('return vim.bo.formatexpr'), 'v:lua.vim.lsp.formatexpr()', 'formatexpr')
      nvim:lua([[vim.fn.search('agentId: "ops')]])
      nvim:keys('f"l')
      local from = nvim:lua('return vim.fn.line(".")')
      nvim:keys('<C-]>')
      nvim:wait('the entry of the agent', [[return vim.api.nvim_get_current_line():find('ops') and vim.fn.line('.') ~= ...]], from)
      nvim:keys('<C-t>')
      nvim:wait('the place before', [[return vim.fn.line('.') == ...]], from)
      nvim:keys('ggO  // a comment<Esc>jI    <Esc>')
      local crooked = nvim:line()
      nvim:keys('gqq')
      nvim:wait('the line to be formatted', [[return vim.api.nvim_get_current_line() ~= ...]], crooked)
    end,
  },
  {
    'the help has its tags',
    test = function(nvim)
      nvim:lua([[
        local copy = ...
        vim.fn.mkdir(copy .. '/doc', 'p')
        vim.uv.fs_copyfile(vim.env.EDITORS .. '/nvim/doc/openclaw.txt', copy .. '/doc/openclaw.txt')
        vim.cmd.helptags(copy .. '/doc')
        vim.opt.runtimepath:prepend(copy)
      ]], vim.env.WORK .. '/nvim/help')
      for _, tag in ipairs({ 'openclaw', ':OpenClaw', 'openclaw-health', 'g:openclaw_enable', ':OpenClaw-explain', 'g:openclaw_code_lens' }) do
        nvim:command('help ' .. tag)
        expect.contains(nvim:lua('return vim.api.nvim_buf_get_name(0)'), 'openclaw.txt', tag)
        expect.contains(nvim:line(), tag, tag)
      end
    end,
  },
}
