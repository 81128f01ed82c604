-- Draws the pictures of the documentation from a real Neovim at work: nvim --clean -l picture.lua FOLDER
local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(arg[0], ':p')))
package.path = here .. '/?.lua;' .. here .. '/../picture/?.lua;' .. package.path

local Screen = require('screen')
local svg = require('svg')
local workspace = require('workspace')

local LINES, COLUMNS = 30, 108

--- What makes a picture easier to read than Neovim's defaults; colours, menus and texts are Neovim's own.
local SETTINGS = [[
  vim.cmd('set termguicolors noruler laststatus=0 nohlsearch shortmess+=FcS signcolumn=yes winborder=rounded linebreak')
  vim.opt.fillchars = { eob = ' ' }

  -- Neovim cuts a long diagnostic at the window's edge; a picture has no edge to scroll.
  local function folded(diagnostic)
    local lines, line = {}, diagnostic.code .. ':'
    for word in diagnostic.message:gmatch('%S+') do
      if #line + #word > 78 then
        table.insert(lines, line)
        line = word
      else
        line = line .. ' ' .. word
      end
    end
    return table.concat(lines, '\n') .. (#lines > 0 and '\n' or '') .. line
  end
  vim.diagnostic.config({ virtual_text = false, virtual_lines = { format = folded }, update_in_insert = true })
]]

--- Each scene: its file, its title, the Ex command that places the cursor, the keys, and what they must bring up.
local scenes = {
  {
    name = 'neovim.svg',
    title = 'A legacy key is marked and model references are completed, in Neovim',
    place = '/^$/',
    steps = { { 'Smodel: "anthropic/' }, { '<C-x><C-o>', 'anthropic/claude-opus-5' } },
  },
  {
    name = 'neovim-hover.svg',
    title = 'What OpenClaw does with the key below the cursor, in Neovim',
    place = 'call search("cacheControlTtl")',
    steps = { { 'K', '╭' } },
  },
  {
    name = 'neovim-fix.svg',
    title = 'The migration of a legacy key is offered, in Neovim',
    place = 'call search("cacheControlTtl")',
    steps = { { 'gra', '1: ' } },
  },
}

local function write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  io.stdout:write('drew ' .. path .. '\n')
end

local function play(scene, folder)
  local path = workspace.copy('picture.json')
  local screen = Screen.start(LINES, COLUMNS)
  screen:call('nvim_exec_lua', SETTINGS, {})
  screen:call('nvim_command', 'edit ' .. path)
  screen:wait('└') -- the diagnostic is drawn
  screen:call('nvim_command', scene.place)
  for _, step in ipairs(scene.steps) do
    screen:call('nvim_input', step[1])
    if step[2] then
      screen:wait(step[2])
    end
    vim.wait(300) -- a picture must not be taken between two redraws
  end
  write(folder .. '/' .. scene.name, svg.draw(screen, scene.title))
  screen:stop()
end

local folder = assert(arg[1], 'usage: picture.lua FOLDER')
vim.fn.mkdir(folder, 'p')
for _, scene in ipairs(scenes) do
  play(scene, folder)
end
