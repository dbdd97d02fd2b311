"""Work for another process."""


def square(number):
    return number * number
