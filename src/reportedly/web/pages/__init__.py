"""Pages: what a person sees of each answer, by plain links and forms."""
