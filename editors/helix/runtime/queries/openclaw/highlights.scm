; `inherits: json5` would be shorter, but Helix reads no digits in that name.
(comment) @comment

(string) @string

(number) @constant.numeric

(null) @constant.builtin

[
  (true)
  (false)
] @constant.builtin.boolean

; After the strings: a quoted key is a key first.
(member
  name: (_) @variable.other.member)

[
  ","
  ":"
] @punctuation.delimiter

[
  "{"
  "}"
  "["
  "]"
] @punctuation.bracket
