"""What does load time execute? Small programs, each proven by running it under CPython."""
