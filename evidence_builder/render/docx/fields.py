"""Fields: page numbers that Word can work out again, with the right result stored.

ECMA-376 Part 1 (5th ed.), 17.16.2 (complex fields), 17.16.18 (fldChar), 17.16.23
(instrText).

No field is marked dirty and no updating on opening is asked for: Word would ask the
reader for leave first, and some viewers turn every number into 1.
"""

from __future__ import annotations


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return the runs of a field.

    Args:
        instruction: What Word evaluates, such as ``PAGE``.
        result: What stands there until it does; plain digits or words.
        properties: The run properties of the field, as XML; LibreOffice looks for
            them in all of its runs.
    """
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} '
        f"</w:instrText></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{properties}<w:t>{result}</w:t></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def begin(instruction: str) -> str:
    """Return the runs that open a field whose result follows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
"""The run that closes a field."""
