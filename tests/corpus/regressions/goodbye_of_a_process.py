# origin: a child that closes the parent's session, beside one that leaves it alone and one that the parent prepared
# file: export.py
from multiprocessing import Process

import psycopg2
from sqlalchemy import create_engine, text

connection = psycopg2.connect("dbname=shop")  # <- FL101
engine = create_engine("postgresql://shop@db/shop")


class Export(Process):
    def run(self):
        connection.close()  # <- FL802
        work()


def work():
    engine.dispose(close=False)
    with engine.connect() as fresh:
        fresh.execute(text("SELECT 1"))


if __name__ == "__main__":
    Export().start()
    with engine.connect() as mine:
        mine.execute(text("SELECT 1"))
    child = Process(target=work)
    child.start()
