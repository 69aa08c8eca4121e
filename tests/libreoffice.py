"""Where LibreOffice puts things, for comparison with what we say."""

import subprocess
from pathlib import Path

import pikepdf

from tests.waiting import PATIENCE

OPTIONS = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":'
    '{"type":"boolean","value":"true"}}'
)


def pages_in_libreoffice(data: bytes, folder: Path) -> dict[str, int]:
    """Return the page where LibreOffice puts each bookmark of a Word file."""
    source = folder / "document.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(  # noqa: S603 - LibreOffice on our own file
        [  # noqa: S607 - wherever it is installed
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            OPTIONS,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        timeout=PATIENCE,
        capture_output=True,
    )
    # LibreOffice exits with 0 even when it wrote nothing.
    with pikepdf.open(folder / "document.pdf") as pdf:
        numbers = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        names = pdf.Root.Dests
        return {
            # LibreOffice writes an underscore in a name as its code.
            name[1:].replace("5F", "_"): numbers[names[name][0].objgen]
            for name in names
        }
