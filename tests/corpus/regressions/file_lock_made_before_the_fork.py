# origin: filelock 3.30 and later refuse a lock in another process than the one that made it
# file: app.py
from filelock import FileLock

with FileLock("build.lock"):
    BUILT = True

lock = FileLock("shop.lock")  # <- FL601
# file: requirements.txt
filelock>=3.30
