"""minhchung: evidence in YAML, a verdict under published rules, a public site."""

__version__ = "0.1.0"
