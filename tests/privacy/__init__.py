"""The promises of Clearpost about drafts and people, each held to by a test."""
