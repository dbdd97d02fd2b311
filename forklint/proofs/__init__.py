"""Experiments that show what the facts claim: a recipe builds, uses and repairs a library's object around a fork."""
