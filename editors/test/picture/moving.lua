--- Draws screens one after the other as one SVG that moves: each row of a screen is drawn once, for as long as it stays the same.
local svg = require('svg')

local M = {}
M.__index = M

--- A picture without frames.
function M.new(title)
  return setmetatable({ title = title, rows = {}, time = 0 }, M)
end

--- Adds what the screen shows now, for so many seconds.
function M:add(screen, seconds)
  self.head = self.head or svg.head(screen, self.title)
  for row = 0, screen.lines - 1 do
    local out = {}
    svg.row(screen, row, out)
    local drawn = table.concat(out, '\n')
    local phases = self.rows[row] or {}
    self.rows[row] = phases
    if not phases[#phases] or phases[#phases].drawn ~= drawn then
      table.insert(phases, { drawn = drawn, from = self.time })
    end
  end
  self.time = self.time + seconds
end

local function share(time, whole)
  return (('%.4f'):format(time / whole):gsub('0+$', ''):gsub('%.$', ''))
end

--- One phase of a row, shown from one time to another of each round.
function M:phase(phase, to)
  if phase.drawn == '' then
    return nil
  end
  if phase.from == 0 and to == self.time then
    return phase.drawn
  end
  local values, times = { 'none', 'inline', 'none' }, { '0', share(phase.from, self.time), share(to, self.time) }
  if phase.from == 0 then
    table.remove(values, 1)
    table.remove(times, 2)
  end
  if to == self.time then
    table.remove(values)
    table.remove(times)
  end
  -- A reader that does not move shows the last screen.
  local still = to == self.time and '' or ' display="none"'
  return ('<g%s><animate attributeName="display" calcMode="discrete" values="%s" keyTimes="%s" dur="%.2fs" repeatCount="indefinite"/>\n%s</g>'):format(
    still, table.concat(values, ';'), table.concat(times, ';'), self.time, phase.drawn)
end

--- The SVG.
---@return string
function M:draw()
  local out = vim.deepcopy(self.head)
  for row = 0, #self.rows do
    local phases = self.rows[row]
    for index, phase in ipairs(phases) do
      local next_phase = phases[index + 1]
      table.insert(out, self:phase(phase, next_phase and next_phase.from or self.time))
    end
  end
  table.insert(out, svg.TAIL)
  return table.concat(out, '\n')
end

return M
