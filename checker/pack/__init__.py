"""Packs: what an organization and Clearpost itself know, as data."""
