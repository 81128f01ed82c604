--- Comparisons that say what they saw.
local M = {}

function M.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(('%s\n  expected: %s\n  actual:   %s'):format(what or 'not equal', vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

function M.contains(text, part, what)
  if not text:find(part, 1, true) then
    error(('%s: no %q in:\n%s'):format(what or 'text', part, text), 2)
  end
end

--- Holds when each of `wanted` is an element of `list`.
function M.has(list, wanted, what)
  for _, item in ipairs(wanted) do
    if not vim.list_contains(list, item) then
      error(('%s: no %q in %s'):format(what or 'list', item, vim.inspect(list)), 2)
    end
  end
end

return M
