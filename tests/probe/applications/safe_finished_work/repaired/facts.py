"""Facts that take some work to find."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def version():
    asked = [sys.executable, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def squares(count):
    with ThreadPoolExecutor() as executor:
        return list(executor.map(lambda number: number * number, range(count)))


def greeting():
    async def find():
        await asyncio.sleep(0)
        return "hello"

    return asyncio.run(find())
