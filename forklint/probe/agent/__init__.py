"""What goes into the application's process: standard library only, no thread, no descriptor but one socket.

It is loaded as the package `_forklint_agent` by `boot.py`, in whatever interpreter the application has (3.9 and newer),
and imports nothing of forklint. It looks and sends; all comparing and judging happens in forklint's own process.
"""
