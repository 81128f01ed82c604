--- A user interface for a child Neovim: keeps the cells and their colours as the child sends them.
local Screen = {}
Screen.__index = Screen

--- Redraw events by name, each given its arguments; see `:help ui-linegrid`.
local on = {}

function on.grid_resize(screen, _, columns, lines)
  screen.columns, screen.lines = columns, lines
end

function on.grid_clear(screen)
  screen.cells = {}
end

function on.default_colors_set(screen, foreground, background)
  screen.foreground, screen.background = foreground, background
end

function on.hl_attr_define(screen, id, attributes)
  screen.attributes[id] = attributes
end

function on.grid_cursor_goto(screen, _, row, column)
  screen.cursor = { row, column }
end

function on.grid_line(screen, _, row, column, cells)
  local attribute = 0
  for _, cell in ipairs(cells) do
    attribute = cell[2] or attribute
    for _ = 1, cell[3] or 1 do
      screen.cells[row * screen.columns + column] = { text = cell[1], attribute = attribute }
      column = column + 1
    end
  end
end

function on.grid_scroll(screen, _, top, bottom, left, right, rows)
  local first, last, step = top, bottom - 1 - rows, 1
  if rows < 0 then
    first, last, step = bottom - 1, top - rows, -1
  end
  for row = first, last, step do
    for column = left, right - 1 do
      screen.cells[row * screen.columns + column] = screen.cells[(row + rows) * screen.columns + column]
    end
  end
end

--- Applies one batch of events: { name, arguments, arguments, ... } each.
local function redraw(screen, batch)
  for _, event in ipairs(batch) do
    local handler = on[event[1]]
    for index = 2, handler and #event or 0 do
      handler(screen, unpack(event[index]))
    end
  end
end

local function received(screen, message)
  if message[1] == 1 then
    screen.answers[message[2]] = message
  elseif message[1] == 2 and message[2] == 'redraw' then
    redraw(screen, message[3])
  end
end

--- Reads whole messages from the child; the rest of a message that was cut waits for its other part.
local function read(screen, chunk)
  screen.rest = screen.rest .. chunk
  local at = 1
  while at <= #screen.rest do
    local message, after = screen.unpack(screen.rest, at)
    if message == nil then
      break -- the unpacker keeps what it has seen of the message
    end
    received(screen, message)
    at = after
  end
  screen.rest = ''
end

--- Starts a child Neovim with a screen of this size and the user's configuration.
function Screen.start(lines, columns)
  local self = setmetatable({
    cells = {}, attributes = { [0] = {} }, answers = {}, rest = '', calls = 0, unpack = vim.mpack.Unpacker(),
  }, Screen)
  local input, output = vim.uv.new_pipe(), vim.uv.new_pipe()
  self.input = input
  self.process = assert(vim.uv.spawn(vim.v.progpath, {
    args = { '--embed', '-n', '-i', 'NONE' }, stdio = { input, output, nil },
  }))
  output:read_start(function(problem, chunk)
    assert(not problem, problem)
    if chunk then
      read(self, chunk)
    end
  end)
  self:call('nvim_ui_attach', columns, lines, { rgb = true, ext_linegrid = true })
  return self
end

--- Calls an API function of the child and returns its result.
function Screen:call(method, ...)
  self.calls = self.calls + 1
  local id = self.calls
  self.input:write(vim.mpack.encode({ 0, id, method, { ... } }))
  assert(vim.wait(10000, function() return self.answers[id] ~= nil end, 5), 'no answer to ' .. method)
  local answer = self.answers[id]
  if answer[3] ~= vim.NIL then
    error(vim.inspect(answer[3]), 2)
  end
  return answer[4]
end

--- The text of a row, as a user sees it.
function Screen:row(row)
  local texts = {}
  for column = 0, self.columns - 1 do
    local cell = self.cells[row * self.columns + column]
    texts[column + 1] = cell and cell.text or ' '
  end
  return table.concat(texts)
end

--- Waits until the screen shows a text.
function Screen:wait(text)
  local function shown()
    for row = 0, self.lines - 1 do
      if self:row(row):find(text, 1, true) then
        return true
      end
    end
  end
  if not vim.wait(10000, shown, 20) then
    local rows = {}
    for row = 0, self.lines - 1 do
      rows[row + 1] = self:row(row)
    end
    error(('the screen never showed %q:\n%s'):format(text, table.concat(rows, '\n')), 2)
  end
end

--- Ends the child.
function Screen:stop()
  self.process:kill('sigterm')
end

return Screen
