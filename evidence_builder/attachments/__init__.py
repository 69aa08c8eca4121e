"""A learner's files → what can be shown of them, and what is known of them.

``inspect`` opens a file once, safely, and says what it is; ``kind`` names the kinds;
``bind`` has files converted in child processes with limits, so that a crash, a hang or
a bomb costs one file and names it; ``content`` is what comes out. Nothing here raises
for what a file contains, and nothing reads outside the portfolio folder.
"""
