--- `:OpenClaw explain`: what a key does, or what the whole file comes to, in a window of its own.
local M = {}

--- The words for questions about the whole file.
M.sections = { 'access', 'route', 'tools', 'cost', 'start' }

local function show(lines)
  require('openclaw.page').show('openclaw://explain', lines, 'markdown')
end

--- Asks the server; what it refuses is said, and `otherwise` runs where it has no answer.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
---@param params table
---@param otherwise? fun()
local function ask(client, notify, params, otherwise)
  client:request('openclaw/explain', params, function(problem, answer)
    if problem then
      notify(problem.message, vim.log.levels.ERROR)
    elseif answer then
      show(vim.split(vim.trim(answer.markdown), '\n'))
    elseif otherwise then
      otherwise()
    end
  end, 0)
end

--- Shows what the file comes to, of the text as it is in the buffer: each agent with its models, or one section.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
---@param section? string
---@param message? string whose way is asked for, with the section `route`
function M.file(client, notify, section, message)
  ask(client, notify, { textDocument = vim.lsp.util.make_text_document_params(0), section = section, message = message })
end

--- Shows all about the key below the cursor; outside all keys, the whole file.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
function M.key(client, notify)
  ask(client, notify, vim.lsp.util.make_position_params(0, client.offset_encoding), function()
    M.file(client, notify)
  end)
end

--- Shows what a code lens stands for.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
---@param params table
function M.lens(client, notify, params)
  ask(client, notify, vim.tbl_map(function(value) return value ~= vim.NIL and value or nil end, params))
end

return M
