"""Resolvers: one file a record type. Each makes records of candidates with what the whole document tells."""
