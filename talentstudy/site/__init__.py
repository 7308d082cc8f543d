"""The study as a static site in every language, that needs neither a network nor a server."""
