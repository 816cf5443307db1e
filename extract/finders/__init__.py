"""Finders: one file a record type. Each looks where its cues stand and gives candidates."""
