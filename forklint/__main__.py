"""`python -m forklint` is the console script."""

from forklint.cli.main import main

raise SystemExit(main())
