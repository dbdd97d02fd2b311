"""The corpus in real processes: each case is started under its server, probed, and compared with what is true.

`python -m tests.corpus.probed install ENVIRONMENTS` makes the virtual environments in that folder, and
`python -m tests.corpus.probed run ENVIRONMENTS` probes every case, and writes docs/corpus-probe.md.
"""
