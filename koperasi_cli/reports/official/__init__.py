"""The tables that an office owes to others, laid out as these want them (DOMAIN, section 7)."""
