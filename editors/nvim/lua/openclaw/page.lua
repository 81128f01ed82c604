--- Windows for what the server writes.
local M = {}

--- Shows lines in a split; the window of the last page of this name is used again.
---@param name string
---@param lines string[]
---@param filetype string
function M.show(name, lines, filetype)
  local buffer = vim.fn.bufnr('^' .. name .. '$')
  if buffer < 0 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, name)
    vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close the page' })
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype
  local window = vim.fn.bufwinid(buffer)
  if window > 0 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.sbuffer(buffer)
  end
  vim.wo.wrap = filetype == 'markdown' -- tables of the whole file must not be broken
  vim.wo.linebreak = true
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
end

return M
