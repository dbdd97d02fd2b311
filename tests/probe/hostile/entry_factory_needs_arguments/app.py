def create_app(configuration):
    return configuration.application
