"""Papercat turns parsed paper abstracts into a searchable static site."""

__version__ = "0.1.0"
