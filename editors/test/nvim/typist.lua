--- Somebody who types a configuration with the keys that the model of the typist found (tests/typist/targets.rs).
local M = {}

local root = vim.fs.normalize(vim.env.EDITORS .. '/..')

--- The names that the model gives to keys, in Neovim's notation.
local KEYS = {
  ['⏎'] = '<CR>', ['C-x'] = '<C-x>', ['C-o'] = '<C-o>', ['C-n'] = '<C-n>', ['C-y'] = '<C-y>', End = '<End>', Home = '<Home>',
  Down = '<Down>', Up = '<Up>', Left = '<Left>', Right = '<Right>', Escape = '<Esc>', Tab = '<Tab>',
}

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local bytes = file:read('a')
  file:close()
  return bytes
end

--- The configuration that is typed.
function M.wanted(name)
  return read(root .. '/tests/fixtures/typist/' .. name)
end

--- The value of a configuration: as much of JSON5 as the typed ones need, which is bare keys and trailing commas.
function M.value(text)
  local json = text:gsub('([{,]%s*)([%a_$][%w_$]*):', '%1"%2":'):gsub(',(%s*[}%]])', '%1')
  return vim.json.decode(json)
end

--- The presses of the model for a configuration, one key each; `<` has a name of its own in Neovim's notation.
---@param name string
---@return string[]
function M.presses(name)
  local model = read(root .. '/tests/typist/targets.rs')
  local at = assert(model:find('"' .. name .. '"', 1, true), 'the model types no ' .. name)
  local line = assert(model:match('Neovim, %d+ presses:([^\n]*)', at))
  local presses, at_key = {}, 1
  while at_key <= #line do
    -- A key with a name has a blank on each side of it, as no letter has.
    local name = line:match('^ (%S+) ', at_key)
    if name then
      table.insert(presses, (assert(KEYS[name], name)))
      at_key = at_key + #name + 2
    else
      local key = line:sub(at_key, at_key + vim.str_utf_end(line, at_key))
      table.insert(presses, key == '␣' and ' ' or key == '<' and '<lt>' or key)
      at_key = at_key + #key
    end
  end
  return presses
end

--- Whether a press moves in the list of proposals or takes one: the list has to be there first.
function M.needs_list(key)
  return key == '<C-n>' or key == '<C-y>'
end

return M
