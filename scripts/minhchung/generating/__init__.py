"""A new evidence repository for another city, and the newer version of one: `minhchung init` and `update`."""
