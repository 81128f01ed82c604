local expect = require('expect')
local workspace = require('workspace')

--- The text of the window of the report, once it has `part`.
local function reported(nvim, part)
  return nvim:wait('a report with ' .. part, [[
    if vim.api.nvim_buf_get_name(0) ~= 'openclaw://upgrade' then return nil end
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    return text:find(..., 1, true) and text
  ]], part)
end

return {
  {
    ':OpenClaw upgrade tells what an update does, in a window that q closes',
    test = function(nvim)
      nvim:open(workspace.copy('agents.json'))
      nvim:command('OpenClaw upgrade 2026.3.8')
      reported(nvim, 'from OpenClaw 2026.3.8 to')
      nvim:keys('q')
      nvim:wait('the file', [[return vim.bo.filetype == 'json5.openclaw']])
      nvim:command('OpenClaw upgrade 2026.3.8 2026.7.1')
      reported(nvim, 'from OpenClaw 2026.3.8 to 2026.7.1')
      expect.equal(nvim:lua('return { vim.bo.filetype, vim.bo.modifiable, vim.bo.buftype }'), { 'markdown', false, 'nofile' }, 'buffer')
    end,
  },
  {
    'the action at the stamp judges by the release that wrote the file, for this session',
    test = function(nvim)
      nvim:open(workspace.copy('stamped.json'))
      nvim:wait('the information', [[return #vim.tbl_filter(function(d) return d.code == 'other-release' end, vim.diagnostic.get(0)) == 1]])
      nvim:keys('/2026.3<CR>')
      nvim:lua([[vim.lsp.buf.code_action({ apply = true, filter = function(a) return vim.startswith(a.title, 'Check against') end })]])
      nvim:wait('no findings', [[return #vim.diagnostic.get(0) == 0]])
    end,
  },
}
