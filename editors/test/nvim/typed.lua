-- Types a configuration in a real Neovim with real keys: nvim --clean -l typed.lua FOLDER [STEPS]
--
-- Draws FOLDER/typing.svg, which moves; with STEPS, a folder, also what the screen shows after each press. The text that is left must be the
-- one that the model of the typist foresees.
local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(arg[0], ':p')))
package.path = here .. '/?.lua;' .. here .. '/../picture/?.lua;' .. package.path

local Moving = require('moving')
local Screen = require('screen')
local svg = require('svg')
local typist = require('typist')

local NAME, LINES, COLUMNS = 'first.json5', 44, 84

local SETTINGS = [[
  vim.cmd('set termguicolors noruler laststatus=0 nohlsearch shortmess+=FcS signcolumn=yes pumheight=8')
  vim.opt.fillchars = { eob = ' ' }
  vim.diagnostic.config({ virtual_text = true })
]]

--- What changes while something is still under way.
local STATE = [[
  local waits = false
  for _, client in ipairs(vim.lsp.get_clients({ bufnr = 0 })) do
    waits = waits or next(client.requests) ~= nil
  end
  return { vim.b.changedtick, vim.fn.pumvisible(), vim.fn.complete_info({ 'selected' }).selected, vim.fn.mode(), waits }
]]

local function write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
end

--- Waits until nothing has changed for a while.
local function settle(screen, list)
  local before, same = nil, 0
  vim.wait(10000, function()
    local now = screen:call('nvim_exec_lua', STATE, {})
    same = vim.deep_equal(now, before) and not now[5] and (not list or now[2] == 1) and same + 1 or 0
    before = now
    return same == 4
  end, 40)
  assert(same == 4, 'the editor never came to rest')
end

--- How long a press is looked at.
local function pace(key)
  return key:match('^<C%-y>') and 0.45 or key:match('^<') and 0.28 or 0.16
end

local folder, steps = assert(arg[1], 'usage: moving.lua FOLDER [STEPS]'), arg[2]
local path = vim.env.WORK .. '/nvim/moving/openclaw.json'
vim.fn.mkdir(vim.fs.dirname(path), 'p')
local screen = Screen.start(LINES, COLUMNS)
screen.lines = LINES
screen:call('nvim_exec_lua', SETTINGS .. 'vim.g.openclaw_autocomplete = true', {})
screen:call('nvim_command', 'edit ' .. path)
screen:call('nvim_exec_lua', [[vim.wait(10000, function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)]], {})
screen:call('nvim_input', 'i')

local moving = Moving.new('A first configuration is typed, in Neovim')
for index, key in ipairs(typist.presses(NAME)) do
  settle(screen, typist.needs_list(key))
  if index > 1 then
    moving:add(screen, pace(key))
  end
  if steps then
    write(('%s/%03d.svg'):format(steps, index), svg.draw(screen, ('before %d: %s'):format(index, key:gsub('<', '&lt;'))))
  end
  screen:call('nvim_input', key)
end
screen:call('nvim_input', '<Esc>')
vim.wait(800)
settle(screen)
moving:add(screen, 4)
local text = table.concat(screen:call('nvim_buf_get_lines', 0, 0, -1, false), '\n') .. '\n'
screen:stop()
write(folder .. '/typing.svg', moving:draw())
io.stdout:write('drew ' .. folder .. '/typing.svg\n' .. text)
