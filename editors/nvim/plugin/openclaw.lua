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

-- An autocommand and not `on_attach`: a user's own `on_attach` in vim.lsp.config() would replace that.
vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('openclaw', {}),
  desc = "Turn on what openclaw-lsp offers and Neovim leaves off",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'openclaw_lsp' then
      require('openclaw.attach').set_up(client, event.buf)
    end
  end,
})

-- An action of the server names it; the server offers that action only to clients that say they have it.
vim.lsp.commands['openclaw-lsp.judgeBy'] = function(command, context)
  require('openclaw').judge_by(command, context)
end

vim.lsp.commands['openclaw-lsp.gatewayHas'] = function(command, context)
  require('openclaw').gateway_has(command, context)
end

-- A code lens of the server stands for it.
vim.lsp.commands['openclaw-lsp.showExplanation'] = function(command, context)
  require('openclaw').show_explanation(command, context)
end

-- A proposal names it when something can be proposed behind it, too.
vim.lsp.commands['openclaw-lsp.suggest'] = function()
  require('openclaw.attach').suggest()
end

vim.api.nvim_create_user_command('OpenClaw', function(args)
  require('openclaw').run(args.fargs)
end, {
  nargs = '+',
  desc = 'Fix or explain the configuration, or restart or inspect its language server',
  complete = function(lead, line)
    return require('openclaw').complete(lead, line)
  end,
})
