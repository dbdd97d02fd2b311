import configuration

raise ConnectionError("could not connect to " + configuration.DSN)  # <- here
