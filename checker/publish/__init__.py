"""For those who keep a pack: lint it and build it. What is broken cannot be published."""
