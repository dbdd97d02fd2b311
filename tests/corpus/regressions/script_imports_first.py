# origin: IBM/mcp-context-forge scripts/cleanup_orphaned_resources.py: what a script imports first is live for the server too
# file: aaa_cleanup.py
import argparse

from shop.db import connection

parser = argparse.ArgumentParser()
parser.add_argument("--execute")
arguments = parser.parse_args()
connection.execute("DELETE")

# file: shop/db.py
import psycopg2

connection = psycopg2.connect("dbname=shop")  # <- FL101

# file: wsgi.py
from flask import Flask

from shop.db import connection

app = Flask(__name__)
