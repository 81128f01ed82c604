(member name: (_) @name) @item
