"""Clearpost's engine: a draft in, explained findings out, on this device and nowhere else."""
