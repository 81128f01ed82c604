-- OpenClaw writes its configuration so; a user's own choice in `after/ftplugin` or `.editorconfig` comes later.
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.b.undo_ftplugin = (vim.b.undo_ftplugin and vim.b.undo_ftplugin .. ' | ' or '') .. 'setlocal expandtab< shiftwidth< softtabstop<'

-- Neovim leaves a server out in silence when its program cannot be run; a user then waits for help that never comes.
if vim.lsp.config then -- Neovim 0.11; an older one has been told so by plugin/openclaw.lua
  require('openclaw').warn_when_missing()
end
