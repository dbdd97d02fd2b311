"""What preloading is worth: a master and workers that load, fork, and say how long it took and what memory they have.

Nothing is watched here: no audit hook, no window, no walk. What is measured must not be forklint's own doing.
"""
