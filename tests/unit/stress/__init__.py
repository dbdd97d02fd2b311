"""The experiment, without servers."""
