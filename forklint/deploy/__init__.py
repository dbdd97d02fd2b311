"""How is this application served? A target becomes plans: what a master loads, in which order, seen from where."""
