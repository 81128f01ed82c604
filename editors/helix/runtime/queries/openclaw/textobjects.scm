(comment) @comment.inside

(comment)+ @comment.around

(member
  value: (_) @entry.inside) @entry.around

(array
  (_) @entry.around)
