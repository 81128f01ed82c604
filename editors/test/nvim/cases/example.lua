local expect = require('expect')
local workspace = require('workspace')
local Nvim = require('nvim')

local examples = vim.env.EXAMPLES .. '/'

--- A fresh copy of the long example, under the name that OpenClaw reads.
local function example()
  local path = workspace.copy('openclaw.json')
  assert(vim.uv.fs_copyfile(examples .. 'legacy.json5', path))
  return path
end

--- What the command line finds in a file: a sorted list of `line code`.
local function by_command_line(path)
  local said = vim.system({ 'openclaw-lsp', 'check', '--format', 'jsonl', path }, { text = true }):wait()
  local found = vim.tbl_map(function(diagnostic)
    return ('%d %s'):format(diagnostic.range.start.line, diagnostic.code)
  end, vim.json.decode(said.stdout).diagnostics)
  table.sort(found)
  return found
end

--- The same of what the editor shows.
local function shown(nvim)
  local found = nvim:lua([[
    return vim.tbl_map(function(d) return ('%d %s'):format(d.lnum, d.code) end, vim.diagnostic.get(0))
  ]])
  table.sort(found)
  return found
end

--- Types on a new line after the first line that has `anchor`, and takes a completion.
local function complete(nvim, anchor, text, label)
  nvim:keys('gg/' .. anchor .. '<CR>o' .. text)
  nvim:wait('the text to be typed', [[return vim.endswith(vim.api.nvim_get_current_line(), ...)]], text)
  local labels = vim.tbl_filter(function(each)
    return vim.trim(each):gsub('["\',]', '') == label
  end, nvim:omni())
  expect.equal(#labels, 1, 'proposals of ' .. label)
  nvim:accept(labels[1])
  local line = vim.trim(nvim:line()):gsub('["\',]', '')
  expect.equal(line, text:gsub('"', '') .. label:sub(#text:gsub('^.-: "?', '') + 1), 'accepted')
end

return {
  {
    'the example of 2,000 lines: every warning once, completion, hover, migration, the file on disk',
    test = function(nvim)
      local path = example()
      nvim:open(path)
      nvim:diagnostics('legacy-cache-ttl')
      expect.equal(shown(nvim), by_command_line(path), 'findings')
      complete(nvim, 'defaults: {', 'model: "anthropic/', 'anthropic/claude-opus-5')
      complete(nvim, 'params: {', 'cacheRetention: ', 'long')
      nvim:keys('gg/cacheControlTtl<CR>K')
      expect.contains(nvim:float(), 'cacheRetention', 'hover')
      nvim:command('edit!')
      nvim:diagnostics('legacy-cache-ttl')
      nvim:command('OpenClaw fix')
      nvim:wait('the migration', [[return vim.fn.search('cacheControlTtl:', 'nw') == 0]])
      nvim:keys(':w<CR>')
      nvim:wait('the file to be written', 'return not vim.bo.modified')
      expect.equal(workspace.read(path) == workspace.read(examples .. 'migrated.json5'), true, 'the file is that of the example')
      nvim:wait_until('the findings to be those of the new text', function()
        return vim.deep_equal(shown(nvim), by_command_line(path))
      end)
    end,
  },
  {
    'time from starting the editor with the example to its first diagnostic',
    test = function()
      local from = vim.uv.hrtime()
      local nvim = Nvim.start({ args = { example() } })
      nvim:diagnostics('legacy-cache-ttl')
      io.stdout:write(('first diagnostic after %d ms\n'):format((vim.uv.hrtime() - from) / 1e6))
      nvim:stop()
    end,
  },
}
