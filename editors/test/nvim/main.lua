-- Runs every case of cases/ in a Neovim of its own: nvim --clean -l main.lua
local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(arg[0], ':p')))
package.path = here .. '/?.lua;' .. package.path

local Nvim = require('nvim')
local passed, failed = 0, 0

local function say(text)
  io.stdout:write(text .. '\n')
  io.stdout:flush()
end

--- Runs one case; an error in it is its failure, and the cases after it still run.
local function run(name, case)
  local nvim
  local ok, problem = xpcall(function()
    nvim = Nvim.start(case.options)
    case.test(nvim)
  end, debug.traceback)
  if nvim then
    nvim:stop()
  end
  if ok then
    passed = passed + 1
    say('ok   ' .. name)
  else
    failed = failed + 1
    say('FAIL ' .. name .. '\n' .. problem)
  end
end

-- CASES=hover runs those of one file.
local files = vim.fn.sort(vim.fn.glob(('%s/cases/%s.lua'):format(here, vim.env.CASES or '*'), true, true))
for _, file in ipairs(files) do
  for _, case in ipairs(dofile(file)) do
    run(case[1], case)
  end
end
say(('%d passed, %d failed'):format(passed, failed))
vim.cmd(failed == 0 and passed > 0 and 'qall!' or 'cquit 1')
