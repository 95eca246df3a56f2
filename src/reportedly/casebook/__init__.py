"""The casebook: keeps reports as received, what was read in them and what people decided, and proves that all stands."""
