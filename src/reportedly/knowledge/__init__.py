"""Knowledge that more than one room reads: data files only, no code."""
