# origin: a range that allows only versions that renew themselves decides as a pin does
# file: app.py
import redis

client = redis.Redis()
client.ping()
# file: requirements.txt
redis>=2.4.12
