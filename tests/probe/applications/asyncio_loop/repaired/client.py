"""An asynchronous client, and the way to call it from synchronous code."""

import asyncio


async def cities():
    await asyncio.sleep(0)
    return ["Graz", "Linz"]


async def weather(city):
    await asyncio.sleep(0)
    return f"{len(city)} degrees"


def wait_for(coroutine):
    return asyncio.run(coroutine)
