--- `:checkhealth openclaw`
local M = {}

local health = vim.health

--- Reports whether the program that the configuration names can be run, and its version.
local function program()
  local config = vim.lsp.config.openclaw_lsp
  local name = type(config.cmd) == 'table' and config.cmd[1]
  if not name then
    health.info('the server is started by a function of your own configuration')
  elseif vim.fn.executable(name) == 0 then
    health.error(("'%s' cannot be run"):format(name), {
      'Install it: npm install -g openclaw-lsp, or uv tool install openclaw-lsp, or cargo install openclaw-lsp',
      "Or name it: vim.lsp.config('openclaw_lsp', { cmd = { '/where/it/is/openclaw-lsp', 'serve', '--stdio' } })",
    })
  else
    local version = vim.system({ name, '--version' }, { text = true, timeout = 5000 }):wait()
    local said = vim.trim(version.stdout or '')
    health.ok(('%s: %s'):format(vim.fn.exepath(name), said ~= '' and said or 'no version given'))
  end
end

--- Reports the running servers and their roots.
local function clients()
  local running = vim.lsp.get_clients({ name = 'openclaw_lsp' })
  for _, client in ipairs(running) do
    health.ok(('running for %d buffer(s), root %s'):format(vim.tbl_count(client.attached_buffers), client.root_dir or 'none'))
  end
  if #running == 0 then
    health.info('not running: it starts when an openclaw.json is opened')
  end
end

function M.check()
  health.start('openclaw-lsp')
  if vim.fn.has('nvim-0.11') == 0 then
    health.error('Neovim 0.11 or newer is needed')
    return
  end
  health.ok('Neovim ' .. tostring(vim.version()))
  if vim.lsp.is_enabled and not vim.lsp.is_enabled('openclaw_lsp') then
    health.warn('the server is not enabled', { "Call vim.lsp.enable('openclaw_lsp')" })
  end
  program()
  clients()
end

return M
