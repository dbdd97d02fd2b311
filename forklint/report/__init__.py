"""One file per output format; each is a function of the report."""
