import sys
import threading


def trace(frame, event, argument):
    return None


monitoring = getattr(sys, "monitoring", None)
for number in range(6 if monitoring else 0):
    if monitoring.get_tool(number) is None:
        monitoring.use_tool_id(number, "the application's")
sys.settrace(trace)
sys.setprofile(trace)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
