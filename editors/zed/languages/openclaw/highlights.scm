(comment) @comment
(string) @string
(number) @number
(null) @constant.builtin
[(true) (false)] @boolean
(member name: (_) @property)
["," ":"] @punctuation.delimiter
["{" "}" "[" "]"] @punctuation.bracket
