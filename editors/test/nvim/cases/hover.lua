local expect = require('expect')
local workspace = require('workspace')

return {
  {
    'K on the legacy key says what OpenClaw does with it',
    test = function(nvim)
      nvim:open(workspace.copy('openclaw.json'))
      nvim:keys('/cacheControlTtl<CR>K')
      expect.contains(nvim:float(), 'cacheRetention', 'hover')
    end,
  },
}
