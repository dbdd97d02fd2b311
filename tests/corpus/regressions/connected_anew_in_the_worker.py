# origin: PyMySQL's connect() drops the inherited socket in silence, so in the worker it is a repair
# file: wsgi.py
import pymysql

connection = pymysql.connect(host="db")
other = pymysql.connect(host="db")  # <- FL101


def application(environ, start_response):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return []
# file: gunicorn.conf.py
wsgi_app = "wsgi:application"
preload_app = True


def post_fork(server, worker):
    import wsgi

    wsgi.connection.connect()
    wsgi.other.ping()
