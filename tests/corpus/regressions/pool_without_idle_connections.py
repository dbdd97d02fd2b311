# origin: psycopg2's pool with minconn=0 closes every connection that it gets back
import psycopg2.pool

pool = psycopg2.pool.ThreadedConnectionPool(0, 4, dsn="dbname=shop")
connection = pool.getconn()
pool.putconn(connection)

kept = psycopg2.pool.ThreadedConnectionPool(1, 4, dsn="dbname=shop")  # <- FL102
connection = kept.getconn()
kept.putconn(connection)
