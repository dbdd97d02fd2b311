from shop.views import app
