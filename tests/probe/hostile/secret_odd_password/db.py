from urllib.parse import quote

import configuration

PLAIN = "postgresql://shop:" + configuration.WORDS + "@db.internal/shop"
QUOTED = "postgresql://shop:" + quote(configuration.WORDS, safe="") + "@db.internal/shop"
raise ConnectionError(PLAIN + " and " + QUOTED)  # <- here
