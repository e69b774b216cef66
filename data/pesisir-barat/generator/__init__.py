"""The parts of ``generate.py``, which writes the invented sample registry."""
