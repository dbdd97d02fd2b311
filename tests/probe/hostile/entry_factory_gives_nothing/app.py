def create_app():
    application = print
