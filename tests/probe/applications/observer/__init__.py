"""A plain fork of an application: what two workers share with their master, found without forklint.

Standard library only, Linux only; run as `python -m tests.probe.applications.observer ENTRY`.
"""
