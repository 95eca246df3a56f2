"""Who is said to do what with whom, on whose word, through whom, how surely: `reportedly.read("report.txt")`."""
