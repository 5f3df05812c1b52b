"""Run the command line as ``python -m chaingraph``."""

from chaingraph.cli import main

main()
