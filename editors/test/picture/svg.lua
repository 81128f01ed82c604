--- Draws a screen as an SVG: one rectangle per run of a background colour, one text per run of a style.
local M = {}

local CELL_WIDTH, CELL_HEIGHT, MARGIN, TITLE = 8.4, 18, 14, 30
local NO_BREAK = '\194\160'
local ESCAPES = { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;' }

local function hex(colour)
  return ('#%06x'):format(colour)
end

local function number(value)
  return (('%.1f'):format(value):gsub('%.0$', ''))
end

--- The colours and the style of a cell, and its text; the cursor is a cell with the colours swapped.
local function style_of(screen, row, column)
  local cell = screen.cells[row * screen.columns + column] or { text = ' ', attribute = 0 }
  local a = screen.attributes[cell.attribute] or {}
  local fore, back = a.foreground or screen.foreground, a.background or screen.background
  local at_cursor = screen.cursor[1] == row and screen.cursor[2] == column
  if (a.reverse or false) ~= at_cursor then
    fore, back = back, fore
  end
  local lines = (a.strikethrough and 'line-through ' or '') .. ((a.underline or a.undercurl) and 'underline' or '')
  return {
    text = cell.text, fore = hex(fore), back = hex(back),
    extra = (a.bold and ' font-weight="bold"' or '') .. (a.italic and ' font-style="italic"' or '')
      .. (lines ~= '' and (' text-decoration="%s"'):format(vim.trim(lines)) or ''),
  }
end

--- Groups the cells of a row into runs whose `key` is the same.
local function runs(screen, row, key)
  local list, last = {}, nil
  for column = 0, screen.columns - 1 do
    local style = style_of(screen, row, column)
    if last and key(last) == key(style) then
      last.width, last.text = last.width + 1, last.text .. style.text
    else
      last = vim.tbl_extend('force', style, { column = column, width = 1 })
      table.insert(list, last)
    end
  end
  return list
end

--- Adds what a row of the screen looks like.
function M.row(screen, row, out)
  local top = TITLE + row * CELL_HEIGHT
  for _, run in ipairs(runs(screen, row, function(style) return style.back end)) do
    if run.back ~= hex(screen.background) then
      table.insert(out, ('<rect x="%s" y="%s" width="%s" height="%d" fill="%s"/>'):format(
        number(MARGIN + run.column * CELL_WIDTH), number(top), number(run.width * CELL_WIDTH), CELL_HEIGHT, run.back))
    end
  end
  for _, run in ipairs(runs(screen, row, function(style) return style.fore .. style.extra end)) do
    local text = vim.trim(run.text)
    if text ~= '' then
      -- Blanks at the ends and in a row are dropped by who draws it, and the given length would then stretch the rest.
      local before = #run.text:match('^ *')
      local width = run.width - before - #run.text:match(' *$')
      -- The length is given, so that columns stay in line whatever font the reader's machine has.
      table.insert(out, ('<text x="%s" y="%s" textLength="%s" fill="%s"%s>%s</text>'):format(
        number(MARGIN + (run.column + before) * CELL_WIDTH), number(top + 13.5), number(width * CELL_WIDTH),
        run.fore, run.extra, (text:gsub('[&<>]', ESCAPES):gsub('  ', NO_BREAK .. NO_BREAK):gsub(NO_BREAK .. ' ', NO_BREAK .. NO_BREAK))))
    end
  end
end

--- What stands before the rows: the window with its title.
function M.head(screen, title)
  local width = number(2 * MARGIN + screen.columns * CELL_WIDTH)
  local height = TITLE + screen.lines * CELL_HEIGHT + MARGIN
  return {
    ('<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%d" viewBox="0 0 %s %d" role="img">'):format(width, height, width, height),
    ('<title>%s</title>'):format(title),
    ('<rect width="%s" height="%d" rx="8" fill="%s"/>'):format(width, height, hex(screen.background)),
    '<circle cx="18" cy="15" r="5" fill="#ff5f57"/><circle cx="35" cy="15" r="5" fill="#febc2e"/><circle cx="52" cy="15" r="5" fill="#28c840"/>',
    '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve" lengthAdjust="spacingAndGlyphs">',
  }
end

--- What stands behind the rows.
M.TAIL = '</g>\n</svg>\n'

--- The SVG of a screen, with a title in its window frame.
---@return string
function M.draw(screen, title)
  local out = M.head(screen, title)
  for row = 0, screen.lines - 1 do
    M.row(screen, row, out)
  end
  table.insert(out, M.TAIL)
  return table.concat(out, '\n')
end

return M
