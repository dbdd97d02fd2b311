def create_app():
    raise LookupError("no such shop")  # <- here
