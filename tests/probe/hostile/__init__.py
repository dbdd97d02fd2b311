"""Applications that do to the probe what applications do: each behaviour in a folder of its own."""
