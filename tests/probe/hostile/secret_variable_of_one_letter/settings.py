raise ValueError("the settings are incomplete")  # <- here
