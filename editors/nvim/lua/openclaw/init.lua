--- The subcommands of `:OpenClaw`.
local M = {}

local SERVER = 'openclaw_lsp'

---@param message string
---@param level? integer one of vim.log.levels
local function notify(message, level)
  vim.notify('openclaw-lsp: ' .. message, level or vim.log.levels.INFO)
end

local warned = false

--- Says, once per session, that the server is enabled but its program is not there.
function M.warn_when_missing()
  local config = vim.lsp.config[SERVER]
  local program = type(config.cmd) == 'table' and config.cmd[1]
  if warned or vim.g.openclaw_enable == false or not program or vim.fn.executable(program) == 1 then
    return
  end
  warned = true
  notify(("'%s' cannot be run; :checkhealth openclaw says how to install it"):format(program), vim.log.levels.WARN)
end

---@return boolean # whether the server is attached to this buffer; says so when it is not
local function attached()
  if #vim.lsp.get_clients({ bufnr = 0, name = SERVER }) > 0 then
    return true
  end
  notify('the server is not attached to this buffer; see :checkhealth openclaw', vim.log.levels.WARN)
  return false
end

local commands = {}

--- Applies every safe migration of the buffer; nothing is written to the disk.
function commands.fix()
  if attached() then
    vim.lsp.buf.code_action({ apply = true, context = { only = { 'source.fixAll.openclaw' }, diagnostics = {} } })
  end
end

--- Stops the server and starts it again for every buffer that it served.
function commands.restart()
  local clients = vim.lsp.get_clients({ name = SERVER })
  for _, client in ipairs(clients) do
    client:stop()
  end
  local function stopped()
    return #vim.lsp.get_clients({ name = SERVER }) == 0
  end
  if not vim.wait(3000, stopped, 20) then
    for _, client in ipairs(clients) do
      client:stop(true)
    end
    vim.wait(1000, stopped, 20)
  end
  vim.lsp.enable(SERVER)
  notify('restarted')
end

--- Opens the log in which Neovim keeps what the server writes to stderr.
function commands.log()
  vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
end

--- The names that begin with `lead`, sorted: for the command line's completion.
---@param lead string
---@return string[]
function M.complete(lead)
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, vim.tbl_keys(commands))
  table.sort(names)
  return names
end

---@param name string
function M.run(name)
  local command = commands[name]
  if command then
    command()
  else
    notify(("there is no '%s'; choose one of: %s"):format(name, table.concat(M.complete(''), ', ')), vim.log.levels.ERROR)
  end
end

return M
