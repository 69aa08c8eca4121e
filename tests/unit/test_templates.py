"""A template that is copied and left as it is loads without errors."""

import shutil
from pathlib import Path

from evidence_builder import check

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def test_every_template_makes_a_portfolio_without_errors(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "portfolio.yaml").read_text(encoding="utf-8")
    # The people are examples behind "#"; the records name the assessor.
    (tmp_path / "portfolio.yaml").write_text(
        text.replace("# people:", "people:").replace("#   - ", "  - "), "utf-8"
    )

    checked = check(tmp_path)

    assert not any(one.is_error for one in checked.diagnostics)
    evidence = {path.stem for path in (TEMPLATES / "evidence").iterdir()}
    assert checked.value is not None
    assert len(evidence) == len(checked.value.resolved.items)


def test_every_template_is_listed():
    listed = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    for path in TEMPLATES.rglob("*.*"):
        if path.name != "README.md":
            assert f"`{path.relative_to(TEMPLATES).as_posix()}`" in listed
