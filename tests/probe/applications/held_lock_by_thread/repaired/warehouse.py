"""The warehouse answers at once with what it has."""


def ask():
    return {"tea": 11}
