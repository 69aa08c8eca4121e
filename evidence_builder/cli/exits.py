"""The exit statuses of the program.

0 done · 1 errors found · 2 misuse · 3 could not write · 70 our own fault ·
128 and a signal's number, such as 130: it was told to stop. 2 is click's, 70 is
EX_SOFTWARE of BSD's sysexits.h, and over 128 is POSIX.1-2017, XCU 2.8.2.
"""

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses of the program."""

    DONE = 0
    FINDINGS = 1
    MISUSE = 2
    NOT_WRITTEN = 3
    OUR_FAULT = 70
