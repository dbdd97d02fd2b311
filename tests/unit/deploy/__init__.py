"""From a target to plans."""
