local expect = require('expect')
local workspace = require('workspace')

return {
  {
    'the legacy TTL key is a deprecated warning, once, at the key',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      local found = nvim:diagnostics('legacy-cache-ttl')
      expect.equal(#found, 1, 'count')
      local d = found[1]
      expect.equal({ d.lnum, d.col }, { 9, 12 }, 'start')
      expect.equal(d.severity, vim.diagnostic.severity.WARN, 'severity')
      expect.equal(d.tags.deprecated, true, 'tag')
      expect.contains(d.message, 'cacheRetention', 'message')
      expect.contains(nvim:screen(), d.message:sub(1, 20), 'virtual text')
    end,
  },
  {
    'a keystroke that makes the document right clears the warning',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:diagnostics('legacy-cache-ttl')
      nvim:keys('/cacheControlTtl<CR>cf,cacheRetention: "long",<Esc>')
      nvim:wait('the warning to go', [[
        return vim.iter(vim.diagnostic.get(0)):all(function(d) return d.code ~= 'legacy-cache-ttl' end)
      ]])
      expect.equal(nvim:text(), workspace.fixture('openclaw.migrated.json'), 'buffer')
    end,
  },
}
