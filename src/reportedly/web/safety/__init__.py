"""What keeps a desk safe: who may come in, what a browser may do with its pages, how much anybody may send."""
