# origin: Netflix/dispatch src/dispatch/scheduler.py: a command imports it; in a folder of few modules each counts as loaded, in a larger one (as there) only what the application imports
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
        self.pool = ThreadPool(processes=workers)  # <- FL202


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
