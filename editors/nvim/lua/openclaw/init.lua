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

--- Says that the server ended by itself, and what to do; Neovim's own message names only its log.
---@param code integer
---@param signal integer
function M.ended(code, signal)
  if code ~= 0 or (signal ~= 0 and signal ~= 15) then
    vim.schedule(function()
      notify('the server ended by itself; :OpenClaw log may say why, :OpenClaw restart starts it again', vim.log.levels.ERROR)
    end)
  end
end

---@return vim.lsp.Client? # the server of this buffer; says so when there is none
local function attached()
  local client = vim.lsp.get_clients({ bufnr = 0, name = SERVER })[1]
  if not client then
    notify('the server is not attached to this buffer; see :checkhealth openclaw', vim.log.levels.WARN)
  end
  return client
end

local commands = {}

--- What may follow a subcommand.
local choices = { explain = vim.list_extend({ 'key', 'file' }, require('openclaw.explain').sections) }

--- Subcommands that any words may follow, and how many.
local free = { upgrade = 2, explain = 2 }

--- Says what may follow a subcommand.
---@param name string
local function wrong(name)
  local known = choices[name] and ('may be followed by: ' .. table.concat(choices[name], ', '))
    or free[name] and ('may be followed by %d words'):format(free[name])
    or 'takes nothing more'
  notify(("'%s' %s"):format(name, known), vim.log.levels.ERROR)
end

--- Applies every safe migration of the buffer; nothing is written to the disk.
function commands.fix()
  if attached() then
    vim.lsp.buf.code_action({ apply = true, context = { only = { 'source.fixAll.openclaw' }, diagnostics = {} } })
  end
end

--- Explains the key below the cursor, the whole file, or one section of what it comes to.
---@param what? string
---@param message? string with `access` and `route`: the message whose way is asked for
function commands.explain(what, message)
  what = what or 'key'
  if not vim.list_contains(choices.explain, what) or (message and what ~= 'route' and what ~= 'access') then
    wrong('explain')
    return
  end
  local client = attached()
  local explain = require('openclaw.explain')
  if client and explain[what] then
    explain[what](client, notify)
  elseif client then
    explain.file(client, notify, what, message)
  end
end

--- Tells what an update does to the file: from the release that reads it now to the newest, or to the named one.
---@param from? string
---@param to? string
function commands.upgrade(from, to)
  local client = attached()
  if client then
    require('openclaw.upgrade').report(client, notify, from, to)
  end
end

--- Has the server ask the installed OpenClaw for its schema again.
function commands.reload()
  local client = attached()
  if client then
    client:request('openclaw/reloadSchema', vim.empty_dict(), function() end, 0)
  end
end

--- Who asks for a command of the server, and what for.
---@param command lsp.Command
---@param context table
---@return vim.lsp.Client? client
---@return any argument
local function asked(command, context)
  return vim.lsp.get_client_by_id(context.client_id), command.arguments and command.arguments[1]
end

--- Carries out what an action of the server asks for: judges by another release.
---@param command lsp.Command
---@param context table
function M.judge_by(command, context)
  local client, release = asked(command, context)
  if client and type(release) == 'string' then
    require('openclaw.upgrade').judge_by(client, notify, release)
  end
end

--- Carries out what an action of the server asks for: takes a variable for one that the gateway has.
---@param command lsp.Command
---@param context table
function M.gateway_has(command, context)
  local client, name = asked(command, context)
  if not client or type(name) ~= 'string' then
    return
  end
  local known = vim.tbl_get(client.settings or {}, 'openclaw', 'environment') or {}
  if not vim.list_contains(known, name) then
    known = vim.list_extend({ name }, known)
  end
  client.settings = vim.tbl_deep_extend('force', client.settings or {}, { openclaw = { environment = known } })
  client:notify('workspace/didChangeConfiguration', { settings = client.settings })
  local list = vim.inspect(known, { newline = ' ', indent = '' })
  local line = ("vim.lsp.config('%s', { settings = { openclaw = { environment = %s } } })"):format(SERVER, list)
  notify(('the gateway has %s, until the server ends; to keep it: %s'):format(name, line))
end

--- Carries out what a code lens of the server stands for: shows the explanation that it is taken from.
---@param command lsp.Command
---@param context table
function M.show_explanation(command, context)
  local client, params = asked(command, context)
  if client and type(params) == 'table' then
    require('openclaw.explain').lens(client, notify, params)
  end
end

--- Stops the server and starts it again for every buffer that it served.
function commands.restart()
  local clients = vim.lsp.get_clients({ name = SERVER })
  for _, client in ipairs(clients) do
    -- What is asked behind the shutdown is refused, and Neovim would show that as an error.
    client.request = function()
      return false
    end
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

---@param words string[]
---@param lead string
---@return string[] # those that begin with `lead`, sorted
local function matching(words, lead)
  local found = vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
  table.sort(found)
  return found
end

--- What may be written at the end of a command line.
---@param lead string the word that has been begun
---@param line string all of the line
---@return string[]
function M.complete(lead, line)
  local before = line:match('OpenClaw%s+(%S+)%s')
  return matching(before and choices[before] or not before and vim.tbl_keys(commands) or {}, lead)
end

--- Runs `:OpenClaw <name> [<what>...]`.
---@param args string[]
function M.run(args)
  local name, what = args[1], args[2]
  local command = commands[name]
  if command and free[name] and #args <= free[name] + 1 then
    command(what, args[3])
    return
  end
  if not command then
    local known = table.concat(matching(vim.tbl_keys(commands), ''), ', ')
    notify(("there is no '%s'; choose one of: %s"):format(name, known), vim.log.levels.ERROR)
  elseif #args > 2 or (what and not vim.list_contains(choices[name] or {}, what)) then
    wrong(name)
  else
    command(what)
  end
end

return M
