"""Comments that silence findings: read where the analyzer or a probe has been, held against what was found."""
