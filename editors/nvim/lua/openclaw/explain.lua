--- `:OpenClaw explain`: what a key does, or what the whole file comes to, in a window of its own.
local M = {}

local function show(lines, filetype)
  require('openclaw.page').show('openclaw://explain', lines, filetype)
end

--- The command line's arguments and its standard input: a changed buffer is not yet what the file says.
---@param client vim.lsp.Client
---@return string[]? command nothing when the user starts the server by a function
---@return string? input
local function command(client)
  local program = type(client.config.cmd) == 'table' and client.config.cmd[1]
  if not program then
    return nil
  end
  local path = vim.api.nvim_buf_get_name(0)
  if not vim.bo.modified and vim.fn.filereadable(path) == 1 then
    return { program, 'explain', path }
  end
  return { program, 'explain', '-' }, table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

--- Shows each agent with its model and cache retention, as `openclaw-lsp explain` prints them.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
function M.file(client, notify)
  local line, input = command(client)
  if not line then
    notify('the server is started by a function of your own; run `openclaw-lsp explain` in a terminal', vim.log.levels.WARN)
    return
  end
  vim.system(line, { stdin = input, text = true, timeout = 10000 }, vim.schedule_wrap(function(result)
    if result.code ~= 0 then
      local why = vim.trim(result.stderr or '')
      notify(why ~= '' and why or 'explain gave no answer', vim.log.levels.ERROR)
      return
    end
    show(vim.split(vim.trim(result.stdout), '\n'), 'text')
  end))
end

--- Shows all about the key below the cursor; outside all keys, the whole file.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
function M.key(client, notify)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client:request('openclaw/explain', params, function(problem, answer)
    if problem then
      notify(problem.message, vim.log.levels.ERROR)
    elseif answer then
      show(vim.split(answer.markdown, '\n'), 'markdown')
    else
      M.file(client, notify)
    end
  end, 0)
end

return M
