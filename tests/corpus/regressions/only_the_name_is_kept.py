# origin: onyx-dot-app/onyx connectors/mediawiki/wiki.py: the directory is gone with its object; its name holds nothing
import tempfile

import pywikibot

pywikibot.config.base_dir = tempfile.TemporaryDirectory().name
SCRATCH = tempfile.NamedTemporaryFile().name
