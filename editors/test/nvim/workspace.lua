--- Fresh copies of the fixtures, one folder per test.
local M = {}

local count = 0

--- The bytes of a file.
---@param path string
---@return string
function M.read(path)
  local file = assert(io.open(path, 'rb'))
  local bytes = file:read('a')
  file:close()
  return bytes
end

--- Copies a fixture to `.openclaw/<name>` in a new folder and returns its path.
---@param fixture string
---@param name? string
---@return string
function M.copy(fixture, name)
  count = count + 1
  local folder = ('%s/nvim/%d/.openclaw'):format(vim.env.WORK, count)
  vim.fn.mkdir(folder, 'p')
  local path = folder .. '/' .. (name or 'openclaw.json')
  local file = assert(io.open(path, 'wb'))
  file:write(M.read(vim.env.FIXTURES .. '/' .. fixture))
  file:close()
  return path
end

--- The bytes that a fixture must have after an edit.
---@param fixture string
---@return string
function M.fixture(fixture)
  return M.read(vim.env.FIXTURES .. '/' .. fixture)
end

return M
