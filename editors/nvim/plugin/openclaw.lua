if vim.g.loaded_openclaw then
  return
end
vim.g.loaded_openclaw = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify('openclaw-lsp: this plugin needs Neovim 0.11 or newer (vim.lsp.config)', vim.log.levels.ERROR)
  return
end

if vim.g.openclaw_enable ~= false then
  vim.lsp.enable('openclaw_lsp')
end

vim.api.nvim_create_user_command('OpenClaw', function(args)
  require('openclaw').run(args.args)
end, {
  nargs = 1,
  desc = 'Fix the configuration, or restart or inspect its language server',
  complete = function(lead)
    return require('openclaw').complete(lead)
  end,
})
