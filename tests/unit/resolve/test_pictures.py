"""Pictures of narratives are missed by ``check`` already, with their place."""

from evidence_builder import check
from evidence_builder.load.loaded import Narrative
from evidence_builder.resolve.project import named_pictures
from tests.conftest import write_files

TEXT = """\
First ![a plan](plan.png) and ![b](<the plan.png> "Title").

```
![not a picture](code.png)
```

`![nor this](code.png)` but ![this](last.png)
"""


def test_pictures_are_found_with_their_places():
    found = list(named_pictures(Narrative(TEXT, "evidence/e.md", 10)))

    places = [(written, span.line, span.column) for written, span in found]
    assert places == [
        ("plan.png", 10, 7),
        ("the plan.png", 10, 31),
        ("last.png", 16, 29),
    ]


def test_a_missing_picture_is_a_finding_of_check(tmp_path):
    write_files(
        tmp_path,
        {
            "portfolio.yaml": "kind: portfolio\nunits: [A/506/1821]\n"
            "learner: {name: Sam}\n",
            "evidence/e.md": "---\nid: E1\ntitle: T\nmethod: WP\ndate: 2026-01-01\n"
            "claims: [2.1]\n---\nSee ![the plan](plan.png).\n",
        },
    )
    found = [
        str(one.span)
        for one in check(tmp_path).diagnostics
        if one.code.slug == "attachment-missing"
    ]

    assert found == ["evidence/e.md:8:5"]
