"""An event loop in a thread of its own."""

import asyncio
import threading
import time

loop = None
ready = threading.Event()


def run():
    global loop
    loop = asyncio.new_event_loop()  # expect: FL105
    loop.call_soon(ready.set)
    loop.run_forever()


def start():
    threading.Thread(target=run, daemon=True).start()  # expect: FL201
    ready.wait()


async def clock():
    return await asyncio.get_running_loop().run_in_executor(None, time.monotonic)


def wait_for(coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result(5)


start()
