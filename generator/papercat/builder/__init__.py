"""The fast `mkdocs build`."""
