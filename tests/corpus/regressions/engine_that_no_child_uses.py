# origin: ckan/ckan cli/search_index.py: the processes run a function that does not reach the engine
from multiprocessing import Process

import sqlalchemy


def rebuild(ids):
    print(ids)


def rebuild_fast(url):
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        ids = [row[0] for row in connection.execute(sqlalchemy.text("SELECT id FROM package"))]

    def start(part):
        rebuild(part)

    process = Process(target=start, args=(ids,))
    process.start()
    process.join()


if __name__ == "__main__":
    rebuild_fast("postgresql://localhost/shop")
