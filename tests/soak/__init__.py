"""Long tests, run by `python3 installer/dev.py soak` and by nothing else."""
