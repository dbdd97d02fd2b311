"""The application's objects, looked at without calling any of them."""
