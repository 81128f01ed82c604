-- Draws a captured terminal: nvim --clean -l terminal.lua CAPTURE PICTURE TITLE COLUMNS LINES CURSOR-COLUMN CURSOR-ROW
local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(arg[0], ':p')))
package.path = here .. '/?.lua;' .. package.path

local capture, picture, title = arg[1], arg[2], arg[3]
local columns, lines, column, row = unpack(vim.tbl_map(tonumber, { unpack(arg, 4) }))

local input = assert(io.open(capture, 'rb'))
local screen = require('ansi').read(input:read('a'), columns, lines, { row, column })
input:close()
local output = assert(io.open(picture, 'wb'))
output:write(require('svg').draw(screen, title))
output:close()
io.stdout:write('drew ' .. picture .. '\n')
