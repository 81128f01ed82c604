-- What the README tells a user to write.
vim.opt.runtimepath:prepend(vim.env.EDITORS .. '/nvim')
vim.diagnostic.config({ virtual_text = true })
