"""`python -m studio`: the command line, where the folder of console scripts is not on the path."""

from studio.cli import main

main()
