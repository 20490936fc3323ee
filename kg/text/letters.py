"""Say which letters are capital: one notion for all patterns, whatever marks Vietnamese puts on them."""

UPPER = "".join(
    chr(code)
    for code in range(0x1F00)
    if chr(code).isupper() and chr(code).isalpha() and (code < 0x250 or code >= 0x1EA0)
)
"""The capital letters of Latin scripts, for use in a character class."""
