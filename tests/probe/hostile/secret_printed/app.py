import os

print("debug = True")
print({"user": "shop", "password": "hunter2-correct-horse"})
print("key", os.environ["SECRET_KEY"])
print("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.Zm9yZ2Vk", flush=True)
raise ValueError("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
