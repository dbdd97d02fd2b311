import sys
import threading
import types


class Lazy(types.ModuleType):
    def __getattr__(self, name):
        raise RuntimeError("not configured: " + name)

    def __dir__(self):
        raise RuntimeError("not configured")


threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
sys.modules[__name__] = Lazy(__name__)
