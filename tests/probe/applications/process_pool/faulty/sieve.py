"""The sieve itself."""


def count(limit):
    return sum(all(number % divisor for divisor in range(2, number)) for number in range(2, limit))
