; mic, mac: comments.
(comment) @comment.inside

(comment)+ @comment.around

; mie, mae, ]e, [e: a member with its value, an element of a list.
(member
  value: (_) @entry.inside) @entry.around

(array
  (_) @entry.around)

; mat, ]t, [t: the object around.
(object) @class.around

; mia, maa, ]a, [a: the value of a member.
(member
  value: (_) @parameter.inside @parameter.around)
