# origin: what renews a resource in a worker was not believed in a child of a program that forks itself
# file: draws.py
import multiprocessing
import random

rng = shared = None


def seeded():
    rng.seed()
    print(rng.random())


def unseeded():
    print(shared.random())


if __name__ == "__main__":
    rng, shared = random.Random(5), random.Random(6)  # <- FL501
    rng.random()
    multiprocessing.Process(target=seeded).start()
    multiprocessing.Process(target=unseeded).start()
