--- Reads what `tmux capture-pane -e` prints into a screen that svg.lua draws.
local M = {}

--- The colours of a terminal's 16 names; 256 more are never asked for where a program may use any colour.
local NAMED = {
  [0] = 0x1d1f21, 0xcc6666, 0xb5bd68, 0xf0c674, 0x81a2be, 0xb294bb, 0x8abeb7, 0xc5c8c6,
  0x969896, 0xcc6666, 0xb5bd68, 0xf0c674, 0x81a2be, 0xb294bb, 0x8abeb7, 0xffffff,
}

--- Reads the colour after a 38, 48 or 58; returns it and how many numbers it took.
local function colour(numbers, at)
  if numbers[at] == 2 then
    return numbers[at + 1] * 65536 + numbers[at + 2] * 256 + numbers[at + 3], 4
  end
  return NAMED[numbers[at + 1]], 2
end

local FLAGS = { [1] = 'bold', [3] = 'italic', [4] = 'underline', [7] = 'reverse', [9] = 'strikethrough' }
local OFF = { [22] = 'bold', [23] = 'italic', [24] = 'underline', [27] = 'reverse', [29] = 'strikethrough' }

--- The style after a sequence `ESC [ codes m`.
local function styled(style, codes)
  style = vim.deepcopy(style)
  local numbers = vim.tbl_map(function(code)
    return tonumber(code:match('^%d*')) or 0
  end, vim.split(codes, ';'))
  local at = 1
  while at <= #numbers do
    local code, taken = numbers[at], 0
    if code == 0 then
      style = {}
    elseif code == 38 then
      style.foreground, taken = colour(numbers, at + 1)
    elseif code == 48 then
      style.background, taken = colour(numbers, at + 1)
    elseif code == 58 then
      taken = select(2, colour(numbers, at + 1))
    elseif code == 39 then
      style.foreground = nil
    elseif code == 49 then
      style.background = nil
    elseif FLAGS[code] then
      style[FLAGS[code]] = true
    elseif OFF[code] then
      style[OFF[code]] = nil
    elseif code >= 30 and code < 48 then
      style[code < 40 and 'foreground' or 'background'] = NAMED[code % 10]
    elseif code >= 90 and code < 108 then
      style[code < 100 and 'foreground' or 'background'] = NAMED[code % 10 + 8]
    end
    at = at + 1 + taken
  end
  return style
end

--- Puts the characters of a text into the cells of a row; a wide one fills two.
local function put(screen, row, column, text, attribute)
  for _, index in ipairs(vim.str_utf_pos(text)) do
    local character = text:sub(index, index + vim.str_utf_end(text, index))
    screen.cells[row * screen.columns + column] = { text = character, attribute = attribute }
    column = column + 1
    if vim.api.nvim_strwidth(character) == 2 then
      screen.cells[row * screen.columns + column] = { text = '', attribute = attribute }
      column = column + 1
    end
  end
  return column
end

--- The screen of a captured terminal.
---@param text string
---@param columns integer
---@param lines integer
---@param cursor [integer, integer] row and column
function M.read(text, columns, lines, cursor)
  local screen = {
    columns = columns, lines = lines, cursor = cursor, cells = {}, attributes = { [0] = {} },
    foreground = 0xe0e2ea, background = 0x14161b,
  }
  local style = {}
  for row, line in ipairs(vim.list_slice(vim.split(text, '\n'), 1, lines)) do
    local column = 0
    -- A line without a style at its beginning goes on in that of the line above.
    for codes, run in ('\27[m' .. line):gsub('^\27%[m', '\27[;m'):gmatch('\27%[([%d;:]*)m([^\27]*)') do
      if codes ~= ';' then
        style = styled(style, codes)
      end
      table.insert(screen.attributes, style)
      column = put(screen, row - 1, column, run, #screen.attributes)
    end
  end
  local first = screen.cells[0]
  screen.background = first and screen.attributes[first.attribute].background or screen.background
  return screen
end

return M
