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
      nvim:wait('the message', [[return vim.fn.execute('messages'):find('fix, log, restart', 1, true) ~= nil]])
      expect.equal(nvim:lua([[return vim.fn.getcompletion('OpenClaw ', 'cmdline')]]), { 'fix', 'log', 'restart' }, 'completion')
    end,
  },
  {
    ':checkhealth names the program and its buffers',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:command('checkhealth openclaw')
      local text = table.concat(nvim:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)'), '\n')
      expect.contains(text, 'openclaw-lsp: ', 'program')
      expect.contains(text, 'running for 1 buffer(s)', 'clients')
    end,
  },
  {
    'a missing program gives a message and a remedy, not a traceback',
    options = { env = { PATH = '/usr/bin:/bin' } },
    test = function(nvim)
      nvim:command('edit ' .. workspace.copy('openclaw.json'))
      nvim:wait('the message', [[return vim.fn.execute('messages'):find("'openclaw-lsp' cannot be run", 1, true) ~= nil]])
      expect.equal(nvim:lua([[return vim.fn.execute('messages'):find('traceback', 1, true) == nil]]), true, 'no traceback')
      nvim:command('checkhealth openclaw')
      local text = table.concat(nvim:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)'), '\n')
      expect.contains(text, 'cargo install openclaw-lsp', 'remedy')
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
      for _, tag in ipairs({ 'openclaw', ':OpenClaw', 'openclaw-health', 'g:openclaw_enable' }) do
        nvim:command('help ' .. tag)
        expect.contains(nvim:lua('return vim.api.nvim_buf_get_name(0)'), 'openclaw.txt', tag)
        expect.contains(nvim:line(), tag, tag)
      end
    end,
  },
}
