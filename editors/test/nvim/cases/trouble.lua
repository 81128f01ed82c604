local expect = require('expect')
local workspace = require('workspace')

--- A folder for PATH in which `openclaw-lsp` is this shell script.
local function program(name, script)
  local folder = vim.env.WORK .. '/nvim/bin-' .. name
  vim.fn.mkdir(folder, 'p')
  local path = folder .. '/openclaw-lsp'
  vim.fn.writefile(vim.split('#!/bin/sh\n' .. script, '\n'), path)
  vim.fn.setfperm(path, 'rwxr-xr-x')
  return folder
end

local pid_file = vim.env.WORK .. '/nvim/pid'
local known_pid = program('pid', ("echo $$ > '%s'; exec '%s' \"$@\""):format(pid_file, vim.fn.exepath('openclaw-lsp')))
local ends_at_once = program('ends', 'echo no such configuration >&2; exit 3')

--- The messages hold no error of our own Lua.
local function no_traceback(messages)
  expect.equal(messages:find('traceback', 1, true), nil, 'messages\n' .. messages)
end

--- An old Neovim has neither the functions nor the version.
local old = [[
  local has = vim.fn.has
  vim.fn.has = function(what) return what == 'nvim-0.11' and 0 or has(what) end
  vim.lsp.config, vim.lsp.enable = nil, nil
]]

return {
  {
    'a missing program gives a message and a remedy',
    options = { env = { PATH = '/usr/bin:/bin' } },
    test = function(nvim)
      nvim:command('edit ' .. workspace.copy('openclaw.json'))
      no_traceback(nvim:message("'openclaw-lsp' cannot be run; :checkhealth openclaw says how to install it"))
      nvim:command('checkhealth openclaw')
      expect.contains(nvim:text(), 'npm install -g openclaw-lsp', 'remedy')
      nvim:command('edit ' .. workspace.copy('openclaw.json'))
      nvim:command('OpenClaw explain')
      nvim:message('the server is not attached to this buffer')
    end,
  },
  {
    'a server that is killed gives a message, and :OpenClaw restart brings it back',
    options = { env = { PATH = known_pid .. ':' .. vim.env.PATH } },
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:diagnostics('legacy-cache-ttl')
      vim.uv.kill(tonumber(vim.fn.readfile(pid_file)[1]), 'sigkill')
      no_traceback(nvim:message(':OpenClaw restart starts it again'))
      nvim:command('OpenClaw restart')
      nvim:wait('the server', [[return #vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' }) == 1]])
      nvim:diagnostics('legacy-cache-ttl')
    end,
  },
  {
    'a server that ends at once gives a message, and its last words are in the log',
    options = { env = { PATH = ends_at_once .. ':' .. vim.env.PATH } },
    test = function(nvim)
      nvim:command('edit ' .. workspace.copy('openclaw.json'))
      no_traceback(nvim:message(':OpenClaw log may say why'))
      nvim:command('OpenClaw log')
      nvim:wait('the last words', [[
        vim.cmd('edit')
        return vim.fn.search('no such configuration', 'nw') > 0
      ]])
    end,
  },
  {
    'an old Neovim is told what it needs, once, and is left alone',
    options = { before = old:gsub('%s*\n%s*', ' ') },
    test = function(nvim)
      nvim:command('edit ' .. workspace.copy('openclaw.json'))
      local messages = nvim:message('this plugin needs Neovim 0.11 or newer')
      expect.equal(select(2, messages:gsub('Neovim 0%.11', '')), 1, 'messages')
      no_traceback(messages)
      expect.equal(nvim:lua([[return vim.fn.exists(':OpenClaw')]]), 0, 'command')
      nvim:command('checkhealth openclaw')
      expect.contains(nvim:text(), 'Neovim 0.11 or newer is needed', 'health')
    end,
  },
}
