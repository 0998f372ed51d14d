"""The command line: thin. Each command opens a workspace, calls the pure core, and prints."""

from minhchung.cli.main import main as main
