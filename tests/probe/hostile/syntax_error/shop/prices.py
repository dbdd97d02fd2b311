def total(items):
    result = = 0  # <- here
    return result
