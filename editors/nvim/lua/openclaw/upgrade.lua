--- `:OpenClaw upgrade`: what an update of OpenClaw does to the file, and the release that it is judged by.
local M = {}

local SERVER = 'openclaw_lsp'

--- Shows the report in a window of its own.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
---@param from? string
---@param to? string
function M.report(client, notify, from, to)
  local params = { textDocument = vim.lsp.util.make_text_document_params(0), from = from, to = to }
  client:request('openclaw/upgrade', params, function(problem, answer)
    if problem then
      notify(problem.message .. ' (:OpenClaw upgrade <from> [<to>])', vim.log.levels.WARN)
    elseif answer then
      require('openclaw.page').show('openclaw://upgrade', vim.split(answer.markdown, '\n'), 'markdown')
    end
  end, 0)
end

--- Has the findings shown that the server has now: Neovim 0.11 asks again only after a change of the text.
---@param client vim.lsp.Client
local function ask_again(client)
  for buffer in pairs(client.attached_buffers) do
    if client:supports_method('textDocument/diagnostic', buffer) then
      local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
      client:request('textDocument/diagnostic', params, nil, buffer)
    end
  end
end

--- Calls a function as soon as the server judges by a release: it asks for the settings when it is told of a change.
---@param client vim.lsp.Client
---@param release string
---@param tries integer
---@param done fun()
local function once_judging_by(client, release, tries, done)
  client:request('openclaw/status', vim.empty_dict(), function(_, status)
    if status and status.release == release then
      done()
    elseif tries > 0 then
      vim.defer_fn(function()
        once_judging_by(client, release, tries - 1, done)
      end, 50)
    end
  end, 0)
end

--- Judges by a release for the rest of the session, and says how to keep it: the settings are the user's own file.
---@param client vim.lsp.Client
---@param notify fun(message: string, level?: integer)
---@param release string
function M.judge_by(client, notify, release)
  local wish = { openclaw = { targetVersion = release } }
  client.settings = vim.tbl_deep_extend('force', client.settings or {}, wish)
  client:notify('workspace/didChangeConfiguration', { settings = client.settings })
  once_judging_by(client, release, 40, function()
    ask_again(client)
  end)
  local line = ("vim.lsp.config('%s', { settings = { openclaw = { targetVersion = '%s' } } })"):format(SERVER, release)
  notify(('judging by OpenClaw %s until the server ends; to keep it: %s'):format(release, line))
end

return M
