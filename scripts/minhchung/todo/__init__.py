"""Who has what to do: counted from the roadmap and the dossiers, as of a day. Pure."""
