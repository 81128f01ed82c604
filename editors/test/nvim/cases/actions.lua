local expect = require('expect')
local workspace = require('workspace')

--- Writes the buffer with real keys and returns the bytes of the file.
local function saved(nvim, path)
  nvim:keys(':w<CR>')
  nvim:wait('the file to be written', 'return not vim.bo.modified')
  return workspace.read(path)
end

local function wait_for_migration(nvim)
  nvim:wait('the migration', [[return vim.fn.search('cacheRetention: "long"', 'nw') > 0]])
end

return {
  {
    'gra migrates the legacy key, and the file on disk is right byte for byte',
    test = function(nvim)
      local path = workspace.copy('openclaw.json')
      nvim:open(path)
      nvim:diagnostics('legacy-cache-ttl')
      -- The menu is a prompt of real Neovim: it is answered with the number of the wanted line, as a user does.
      nvim:lua([[
        local select = vim.ui.select
        vim.ui.select = function(items, options, choose)
          vim.g.titles = vim.tbl_map(function(item) return item.action.title end, items)
          return select(items, options, choose)
        end
      ]])
      nvim:keys('/cacheControlTtl<CR>gra')
      nvim:wait_prompt()
      nvim:keys('1<CR>')
      wait_for_migration(nvim)
      expect.contains(nvim:lua('return vim.g.titles[1]'), 'cacheRetention', 'title')
      expect.equal(saved(nvim, path), workspace.fixture('openclaw.migrated.json'), 'file')
    end,
  },
  {
    ':OpenClaw fix migrates the whole file, and u takes it back',
    test = function(nvim)
      local path = workspace.copy('openclaw.json')
      nvim:open(path)
      nvim:diagnostics('legacy-cache-ttl')
      nvim:command('OpenClaw fix')
      wait_for_migration(nvim)
      expect.equal(saved(nvim, path), workspace.fixture('openclaw.migrated.json'), 'file')
      nvim:keys('u')
      nvim:wait('undo', 'return vim.bo.modified')
      expect.equal(saved(nvim, path), workspace.fixture('openclaw.json'), 'file after u')
    end,
  },
  {
    'with g:openclaw_fix_on_save a save migrates',
    test = function(nvim)
      nvim:lua('vim.g.openclaw_fix_on_save = true')
      local path = workspace.copy('openclaw.json')
      nvim:open(path)
      nvim:diagnostics('legacy-cache-ttl')
      nvim:keys('ix<BS><Esc>')
      nvim:wait('a change', 'return vim.bo.modified')
      expect.equal(saved(nvim, path), workspace.fixture('openclaw.migrated.json'), 'file')
    end,
  },
}
