raise ValueError("no such Übergröße")  # <- here
