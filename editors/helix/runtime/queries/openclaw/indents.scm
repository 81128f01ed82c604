[
  (object)
  (array)
] @indent

[
  "}"
  "]"
] @outdent
