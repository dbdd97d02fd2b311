# origin: a range below the first version that renews itself decides as a pin does
# file: app.py
import redis

client = redis.Redis()
client.ping()  # <- FL103
# file: requirements.txt
redis<2.4.12  # the newer ones need another server
