--- What is turned on in a buffer that the server serves.
local M = {}

--- Whether the user left a switch `g:openclaw_<name>` at its default or set it.
---@param name string
---@param default boolean
---@return boolean
local function on(name, default)
  local value = vim.g['openclaw_' .. name]
  if value == nil then
    return default
  end
  return value ~= false and value ~= 0
end

--- Draws the lenses now and after each change. Neovim 0.11 draws them only when it is asked to.
---@param buffer integer
local function draw_lenses(buffer)
  if vim.lsp.codelens.enable then -- Neovim 0.12 keeps them up to date by itself
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  local function refresh()
    if #vim.lsp.get_clients({ bufnr = buffer, name = 'openclaw_lsp' }) == 0 then
      return true -- the server is gone, and with this answer the autocommand
    end
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = vim.api.nvim_create_augroup('openclaw_lens_' .. buffer, {}),
    buffer = buffer,
    desc = "Draw openclaw-lsp's code lenses",
    callback = refresh,
  })
  refresh()
end

--- Makes every safe migration before the buffer is written. The server is waited for: the text is about to go.
---@param client vim.lsp.Client
---@param buffer integer
local function fix_before_saving(client, buffer)
  vim.api.nvim_create_autocmd('BufWritePre', {
    group = vim.api.nvim_create_augroup('openclaw_fix_' .. buffer, {}),
    buffer = buffer,
    desc = 'Migrate legacy keys',
    callback = function()
      if client:is_stopped() then
        return true -- with this answer the autocommand goes, too
      end
      local last = { line = vim.api.nvim_buf_line_count(buffer), character = 0 }
      local params = {
        textDocument = vim.lsp.util.make_text_document_params(buffer),
        range = { start = { line = 0, character = 0 }, ['end'] = last },
        context = { only = { 'source.fixAll.openclaw' }, diagnostics = {} },
      }
      local answer = client:request_sync('textDocument/codeAction', params, 2000, buffer)
      for _, action in ipairs(answer and answer.result or {}) do
        if not action.edit then -- the server makes the edits when the action is chosen
          local whole = client:request_sync('codeAction/resolve', action, 2000, buffer)
          action = whole and whole.result or action
        end
        if action.edit then
          vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
        end
      end
    end,
  })
end

--- Opens the list of proposals again, where Neovim's own completion is on.
function M.suggest()
  if vim.fn.mode():sub(1, 1) == 'i' then
    vim.schedule(vim.lsp.completion.get)
  end
end

--- How long nothing is typed before the menu comes for a bare word, in milliseconds: an answer that is overtaken by the next letter
--- would open it at the wrong place.
local PAUSE = 40

--- Whether the cursor stands behind a word that is in no string, or behind the first letter of one: a letter in the place of a
--- placeholder is such, and no quote was typed before it.
---@return boolean
local function behind_word()
  local before = vim.api.nvim_get_current_line():sub(1, vim.fn.col('.') - 1)
  local word = before:match('[%a_$][%w_$]*$')
  if not word then
    return false
  end
  local previous = before:sub(-#word - 1, -#word - 1)
  return #before == #word or not previous:match([=[["'./:@%-%w]]=]) or #word == 1 and previous:match([=[["']]=]) ~= nil
end

--- Asks for proposals behind a bare word, too: Neovim 0.11 asks only behind the server's trigger characters, and the keys of JSON5
--- begin with none.
---@param buffer integer
local function complete_words(buffer)
  local typed = 0
  vim.api.nvim_create_autocmd('InsertCharPre', {
    group = vim.api.nvim_create_augroup('openclaw_words_' .. buffer, {}),
    buffer = buffer,
    desc = 'Ask openclaw-lsp for proposals behind a bare word',
    callback = function()
      typed = typed + 1
      local mine = typed
      if vim.fn.pumvisible() == 1 or not vim.v.char:match('[%w_$]') then
        return
      end
      vim.defer_fn(function()
        local is_there = vim.api.nvim_get_current_buf() == buffer and vim.fn.mode():sub(1, 1) == 'i'
        if mine == typed and is_there and vim.fn.pumvisible() == 0 and behind_word() then
          vim.lsp.completion.get()
        end
      end, PAUSE)
    end,
  })
end

--- Turns on inlay hints, code lenses, completion while typing and migration on save, as the switches say.
---@param client vim.lsp.Client
---@param buffer integer
function M.set_up(client, buffer)
  if on('inlay_hints', true) and client:supports_method('textDocument/inlayHint') then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
  if on('code_lens', true) and client:supports_method('textDocument/codeLens') then
    draw_lenses(buffer)
  end
  if on('autocomplete', false) and client:supports_method('textDocument/completion') then
    vim.lsp.completion.enable(true, client.id, buffer, { autotrigger = true })
    -- By default the first proposal goes into the text as soon as the menu comes, in the middle of typing.
    vim.bo[buffer].completeopt = 'menuone,noselect,popup'
    complete_words(buffer)
  end
  if on('fix_on_save', false) then
    fix_before_saving(client, buffer)
  end
end

return M
