def __getattr__(name):
    if name == "app":
        raise LookupError("no such shop")  # <- here
    raise AttributeError(name)
