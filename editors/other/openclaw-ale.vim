" openclaw-lsp in Vim, by ALE. To be sourced where ALE is on 'runtimepath':
"   source /path/to/openclaw-lsp/editors/other/openclaw-ale.vim

augroup openclaw
  autocmd!
  autocmd BufNewFile,BufRead openclaw.json,clawdbot.json,*.openclaw.json5,*/.openclaw/*.patch.json5
    \ set filetype=openclaw syntax=javascript
  autocmd FileType openclaw setlocal omnifunc=ale#completion#OmniFunc commentstring=//\ %s autoindent smartindent shiftwidth=2 expandtab
augroup END

call ale#linter#Define('openclaw', {
  \ 'name': 'openclaw-lsp',
  \ 'lsp': 'stdio',
  \ 'executable': 'openclaw-lsp',
  \ 'command': '%e serve --stdio',
  \ 'language': 'openclaw',
  \ 'project_root': {buffer -> expand('#' . buffer . ':p:h')},
  \ })
