import os

os.abort()  # <- here
