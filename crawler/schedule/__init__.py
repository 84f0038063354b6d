"""The clock of `citewatch schedule`: it starts crawls and other jobs as processes, and holds no rule of its own."""
