"""Which settings does the portal run with? `base` reads the environment; `test` is for the suite."""
