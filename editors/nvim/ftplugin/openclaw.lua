-- Neovim leaves a server out in silence when its program cannot be run; a user then waits for help that never comes.
if vim.lsp.config then -- Neovim 0.11; an older one has been told so by plugin/openclaw.lua
  require('openclaw').warn_when_missing()
end
