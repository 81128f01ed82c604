--- Neovim's own client, used at random: typing, questions, restarts of the server. OPENCLAW_USE_SECONDS says for how long.
local expect = require('expect')
local workspace = require('workspace')

local seconds = tonumber(vim.env.OPENCLAW_USE_SECONDS) or 4

--- What the child does: typing and questions in turn, and what it saw.
local use = [[
  local seed, steps = ...
  math.randomseed(seed)
  local pieces = {
    'a', 'é', '😀', '\n', ' ', '{', '}', '[', ']', "'", '"', ',', ':', '// note\n', '/* ', "cacheRetention: 'long'", 'port: 7,',
    "model: 'anthropic/claude-opus-5',", '${TOKEN}', "agents: { list: [{ id: 'x' }] },",
  }
  -- Findings are asked for by Neovim itself, which takes such questions of others back.
  local methods = {
    'hover', 'completion', 'definition', 'references', 'documentHighlight', 'documentSymbol', 'foldingRange', 'documentLink',
    'semanticTokens/full', 'codeLens', 'codeAction', 'formatting',
  }
  local function place()
    local line = math.random(vim.api.nvim_buf_line_count(0)) - 1
    local text = vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1]
    local column = math.random(0, #text)
    -- Not between the bytes of a character.
    while column < #text and vim.str_utf_start(text, column + 1) ~= 0 do
      column = column - 1
    end
    return line, column
  end
  -- In a place of the protocol, where it is outside the text.
  local function outside(value)
    if type(value) ~= 'table' then
      return nil
    elseif type(value.line) == 'number' and type(value.character) == 'number' then
      local text = vim.api.nvim_buf_get_lines(0, value.line, value.line + 1, false)[1]
      local ends = text == nil and value.character == 0 and value.line == vim.api.nvim_buf_line_count(0)
      local inside = text and value.character <= #text
        and (value.character == #text or vim.str_utf_start(text, value.character + 1) == 0)
      return not (inside or ends) and value or nil
    end
    for _, one in pairs(value) do
      local found = outside(one)
      if found then
        return found
      end
    end
  end
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })[1]
  local asked, answered, wrong = 0, 0, {}
  local function ask(check)
    local method = 'textDocument/' .. methods[math.random(#methods)]
    local line, column = place()
    local position = { line = line, character = column }
    local params = {
      textDocument = { uri = vim.uri_from_bufnr(0) },
      position = position,
      range = { start = position, ['end'] = position },
      context = { diagnostics = {}, includeDeclaration = true, triggerKind = 1 },
      options = { tabSize = 2, insertSpaces = true },
    }
    if not client:supports_method(method) then
      return
    end
    asked = asked + 1
    local sent = client:request(method, params, function(err, result)
      answered = answered + 1
      if err and err.code ~= -32801 and err.code ~= -32802 then
        table.insert(wrong, method .. ': ' .. err.message)
      elseif check then
        local found = outside(result)
        if found then
          table.insert(wrong, method .. ': ' .. vim.inspect(found))
        end
      end
    end)
    if not sent then
      table.insert(wrong, method .. ': not sent')
    end
    if check then
      local before = asked
      if not vim.wait(20000, function() return answered == before end, 2) then
        table.insert(wrong, method .. ': no answer')
      end
    end
  end
  for _ = 1, steps do
    local dice = math.random(10)
    if dice <= 6 then
      local line, column = place()
      local lines = vim.split(pieces[math.random(#pieces)], '\n')
      local text = vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1]
      local to = math.random(12) == 1 and #text or column
      vim.api.nvim_buf_set_text(0, line, column, line, to, lines)
    else
      -- Before a checked question all others are answered, so that nothing comes between.
      local check = dice > 8 and vim.wait(20000, function() return answered == asked end, 2)
      ask(check)
    end
  end
  vim.wait(20000, function() return answered == asked end, 5)
  return { asked = asked, answered = answered, wrong = wrong }
]]

--- Code, line and column of what a buffer is told, sorted.
local found = [[
  local all = {}
  for _, one in ipairs(vim.diagnostic.get(...)) do
    table.insert(all, ('%s %d:%d-%d:%d'):format(one.code, one.lnum, one.col, one.end_lnum, one.end_col))
  end
  table.sort(all)
  return all
]]

return {
  {
    'random use loses no answer and no place, whatever server comes and goes',
    test = function(nvim)
      local ends = vim.uv.now() + seconds * 1000
      local servers, answers = 0, 0
      while servers == 0 or vim.uv.now() < ends do
        servers = servers + 1
        nvim:command('edit! ' .. workspace.copy('openclaw.json'))
        nvim:wait('the server', [[local client = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })[1]
          return client and client.initialized]])
        for round = 1, 3 do
          local seen = nvim:lua(use, servers * 10 + round, 100)
          expect.equal(seen.wrong, {}, 'what is wrong')
          expect.equal(seen.answered, seen.asked, 'answers')
          answers = answers + seen.answered
          if round == 2 then
            -- The text stays, the server goes.
            nvim:command('OpenClaw restart')
            nvim:wait('the server', [[
              local client = vim.lsp.get_clients({ bufnr = 0, name = 'openclaw_lsp' })[1]
              return client and client.initialized and not client:is_stopped()
            ]])
          end
        end
        -- What is found after all edits is what is found in a fresh file.
        local lines = nvim:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, true)')
        local path = workspace.copy('openclaw.json')
        vim.fn.writefile(lines, path)
        local used = nvim:lua('return vim.api.nvim_get_current_buf()')
        nvim:command('edit ' .. path)
        local fresh = nvim:lua('return vim.api.nvim_get_current_buf()')
        nvim:wait_until('the same findings', function()
          return vim.deep_equal(nvim:lua(found, used), nvim:lua(found, fresh)) and #nvim:lua(found, fresh) > 0
        end)
        nvim:command('bwipeout! ' .. used)
        nvim:command('bwipeout! ' .. fresh)
      end
      io.stdout:write(('random use: %d files, %d servers, %d answers, 0 lost\n'):format(servers, 2 * servers, answers))
    end,
  },
}
