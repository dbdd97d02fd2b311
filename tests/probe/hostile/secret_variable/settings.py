import os

KEY = os.environ["SECRET_KEY"]
raise ValueError(f"the {len(KEY)} characters <{KEY}> are too few")  # <- here
