"""Letters that cannot be shown are reported at the file they stand in."""

from evidence_builder import build
from tests.conftest import write_files

# No font that anybody is likely to have holds this one.
LETTER = "\U000130ff"


def test_letters_are_found_where_they_were_typed(tmp_path):
    write_files(
        tmp_path,
        {
            "portfolio.yaml": "kind: portfolio\nunits: [A/506/1821]\n"
            f"learner: {{name: Sam {LETTER}}}\n",
            "evidence/e.md": "---\nid: E1\ntitle: T\nmethod: WP\ndate: 2026-01-01\n"
            f"claims: [2.1]\n---\nFirst line.\n\nThen {LETTER} and {LETTER} again.\n"
            "\nAnd \u05e9\u05dc\u05d5\u05dd.\n",
        },
    )
    found = [
        (one.code.slug, str(one.span)) for one in build(tmp_path, ["pdf"]).diagnostics
    ]

    assert found == [
        ("glyph-missing", "evidence/e.md:10:1"),
        ("right-to-left", "evidence/e.md:12:1"),
        ("glyph-missing", "portfolio.yaml:3:17"),
    ]
