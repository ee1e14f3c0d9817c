"""The catalogue in other forms: bibliographies and dumps."""
