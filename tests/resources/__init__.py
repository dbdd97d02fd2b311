"""Resources and their states: faulty programs with their repaired twins, judged by what CPython and the kernel do."""
