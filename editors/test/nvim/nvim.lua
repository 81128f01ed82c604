--- A child Neovim with a user interface that nobody sees: keys go in by RPC, the screen is read back cell by cell.
local Nvim = {}
Nvim.__index = Nvim

--- Starts Neovim with the user's configuration (not `--clean`).
---@param options? { env?: table<string, string>, before?: string, args?: string[], lines?: integer, columns?: integer }
---  `before`: Lua that runs before the user's configuration; `args`: more of the command line
function Nvim.start(options)
  options = options or {}
  local self = setmetatable({}, Nvim)
  local line = { vim.v.progpath, '--headless', '--embed', '-n', '-i', 'NONE' }
  if options.before then
    vim.list_extend(line, { '--cmd', 'lua ' .. options.before })
  end
  vim.list_extend(line, options.args or {})
  self.channel = vim.fn.jobstart(line, { rpc = true, env = options.env })
  assert(self.channel > 0, 'neovim does not start')
  self:lua('vim.o.lines, vim.o.columns = ...', options.lines or 24, options.columns or 110)
  return self
end

--- Runs Lua in the child and returns its value.
function Nvim:lua(code, ...)
  return vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

--- Types keys, in Neovim's notation: `<C-x>`, `<Esc>`.
function Nvim:keys(keys)
  vim.rpcrequest(self.channel, 'nvim_input', keys)
end

--- Runs an Ex command.
function Nvim:command(command)
  vim.rpcrequest(self.channel, 'nvim_command', command)
end

--- Waits until `code` is truthy in the child, and returns its value; fails with the screen when it never is.
function Nvim:wait(what, code, ...)
  local args, value = { ... }, nil
  local function ready()
    value = self:lua(code, unpack(args))
    return value and value ~= vim.NIL
  end
  if not vim.wait(10000, ready, 15) then
    error(('timed out waiting for %s; the screen:\n%s'):format(what, self:screen()), 2)
  end
  return value
end

--- Waits until a function of the test is truthy.
function Nvim:wait_until(what, ready)
  if not vim.wait(10000, ready, 15) then
    error(('timed out waiting for %s; the screen:\n%s'):format(what, self:screen()), 2)
  end
end

--- Waits for a prompt. While it is up only calls that do not wait for the main loop are answered: look from outside.
function Nvim:wait_prompt()
  self:wait_until('a prompt', function()
    local mode = vim.rpcrequest(self.channel, 'nvim_get_mode')
    return mode.blocking or mode.mode == 'c'
  end)
end

--- Waits for a message, and returns all messages so far.
function Nvim:message(part)
  return self:wait('the message ' .. part, [[
    local all = vim.fn.execute('messages')
    return all:find(..., 1, true) and all
  ]], part)
end

--- The server's own answer to a request about the current buffer.
function Nvim:request(method)
  return self:lua([[
    local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
    local answers = assert(vim.lsp.buf_request_sync(0, ..., params, 5000))
    local _, answer = next(answers)
    return answer and answer.result or {}
  ]], method)
end

--- The text of the current buffer.
function Nvim:text()
  return table.concat(self:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)'), '\n') .. '\n'
end

--- What a user sees, line by line.
function Nvim:screen()
  return self:lua([[
    vim.cmd.redraw()
    local lines = {}
    for row = 1, vim.o.lines do
      local cells = {}
      for column = 1, vim.o.columns do
        cells[column] = vim.fn.screenstring(row, column)
      end
      lines[row] = (table.concat(cells):gsub('%s+$', ''))
    end
    return table.concat(lines, '\n')
  ]])
end

--- The text of the current line.
function Nvim:line()
  return self:lua('return vim.api.nvim_get_current_line()')
end

--- Opens a file and waits for the server to be attached.
function Nvim:open(path)
  self:command('edit ' .. vim.fn.fnameescape(path))
  self:wait('the server to attach', [[
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })[1]
    return client and client.initialized
  ]])
end

--- The diagnostics of the current buffer that have a code, once there are any.
function Nvim:diagnostics(code)
  return self:wait('diagnostic ' .. code, [[
    local code, found = ..., {}
    for _, d in ipairs(vim.diagnostic.get(0)) do
      if d.code == code then
        d.tags = d._tags or {}
        d.user_data, d._tags = nil, nil
        table.insert(found, d)
      end
    end
    return #found > 0 and found
  ]], code)
end

--- Asks for omni completion with the real keys and returns the labels of the popup menu.
function Nvim:omni()
  self:keys('<C-x><C-o>')
  return self:wait('the popup menu', [[
    if vim.fn.pumvisible() == 0 then return nil end
    return vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ 'items' }).items)
  ]])
end

--- Moves to an item of the open popup menu with real keys, and accepts it.
function Nvim:accept(label)
  self:take(label)
  self:keys('<Esc>')
  self:wait('normal mode', [[return vim.api.nvim_get_mode().mode == 'n']])
end

--- Takes a proposal and stays where it leaves the cursor.
function Nvim:take(label)
  local steps = self:lua([[
    local info = vim.fn.complete_info({ 'items', 'selected' })
    for index, item in ipairs(info.items) do
      if item.abbr == ... then return index - 1 - info.selected end
    end
  ]], label)
  assert(steps ~= vim.NIL, 'the popup menu has no ' .. label)
  self:keys((steps < 0 and '<C-p>' or '<C-n>'):rep(math.abs(steps)) .. '<C-y>')
end

--- The text of the floating window, once there is one.
function Nvim:float()
  return self:wait('a floating window', [[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
  ]])
end

--- Ends the child.
function Nvim:stop()
  pcall(vim.rpcnotify, self.channel, 'nvim_command', 'qall!')
  if vim.fn.jobwait({ self.channel }, 3000)[1] == -1 then
    vim.fn.jobstop(self.channel)
  end
end

return Nvim
