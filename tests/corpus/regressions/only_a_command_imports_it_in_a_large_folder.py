# origin: Netflix/dispatch src/dispatch/scheduler.py: a command imports it; in a folder of some size only what the application imports counts
# file: shop/main.py
from fastapi import FastAPI

from shop import views

app = FastAPI()
app.include_router(views.router)

# file: shop/views.py
from fastapi import APIRouter

router = APIRouter()

# file: shop/scheduler.py
from multiprocessing.pool import ThreadPool


class Scheduler:
    def __init__(self, workers=100):
        self.pool = ThreadPool(processes=workers)


scheduler = Scheduler()

# file: shop/jobs.py
from shop.scheduler import scheduler


def remind():
    scheduler.pool.apply_async(print)

# file: shop/cli.py
import click


@click.group()
def main():
    pass


@main.command()
def start():
    from shop.jobs import remind

    remind()

# file: shop/part0.py
NUMBER = 0

# file: shop/part1.py
NUMBER = 1

# file: shop/part2.py
NUMBER = 2

# file: shop/part3.py
NUMBER = 3

# file: shop/part4.py
NUMBER = 4

# file: shop/part5.py
NUMBER = 5

# file: shop/part6.py
NUMBER = 6

# file: shop/part7.py
NUMBER = 7

# file: shop/part8.py
NUMBER = 8

# file: shop/part9.py
NUMBER = 9

# file: shop/part10.py
NUMBER = 10

# file: shop/part11.py
NUMBER = 11

# file: shop/part12.py
NUMBER = 12

# file: shop/part13.py
NUMBER = 13

# file: shop/part14.py
NUMBER = 14

# file: shop/part15.py
NUMBER = 15

# file: shop/part16.py
NUMBER = 16

# file: shop/part17.py
NUMBER = 17

# file: shop/part18.py
NUMBER = 18

# file: shop/part19.py
NUMBER = 19
