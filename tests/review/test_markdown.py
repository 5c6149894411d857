"""The comment on a pull request: unmistakable, and no name in it can do harm."""

from __future__ import annotations

import pytest

from pictograph_provider.review.markdown import LONGEST, markdown
from tests.review.reports import REFUSED, change, loss, report


def test_a_report_to_the_letter() -> None:
    assert (
        markdown(REFUSED)
        == """\
<!-- pictograph-provider review signs/dev -->

### Pictograph review of `signs/dev`

> [!CAUTION]
> - **REFUSED** 5 annotations: pulumi up fails
> - **DESTROYS** 3 images (4.2 MB) and 7 annotations, as permitted

| | project | change | at stake | why |
|---|---|---|---|---|
| **REFUSED** | `road-signs` | `remove merge (bbox)` | 5 annotations on 2 images \
| `allow_class_removal does not name it` |
| **DESTROYS** | `lidar` | `delete project` | 3 images (4.2 MB) and 7 annotations \
| `permitted by on_delete="delete"` |

**Consents** (`allow_class_removal`)

```text
STALE: road-signs: zip (nothing removes it: take it out)
```

<details><summary>1 other change: nothing is lost</summary>

| | project | change | at stake | why |
|---|---|---|---|---|
| ok | `new` | `create project` | nothing |  |

</details>

**REFUSED** `road-signs`

```text
road-signs: 1 change to classes
  destroy it  allow_class_removal=["merge"]
```
"""
    )


def test_nothing_lost_is_no_alarm() -> None:
    text = markdown(report(change("new", action="create")))
    assert "> [!NOTE]\n> - **ok** nothing is lost; 1 project would change\n" in text
    assert "CAUTION" not in text


def test_what_cannot_succeed_is_an_alarm_though_nothing_is_lost() -> None:
    text = markdown(report(change("guarded", "refused", action="delete", destructive=False)))
    assert "> [!CAUTION]\n> - **REFUSED** pulumi up fails\n\n" in text


@pytest.mark.parametrize(
    ("command", "said"),
    [("up", "pulumi up fails"), ("destroy", "pulumi destroy fails"), (None, "** pulumi fails")],
)
def test_a_refusal_names_the_command_that_fails(command: str | None, said: str) -> None:
    assert said in markdown(report(change(verdict="refused"), command=command))


def test_an_incomplete_report_is_an_alarm_and_says_why() -> None:
    text = markdown(report(complete=False, failures=["it broke\nhere"]))
    assert "> [!CAUTION]\n> - **INCOMPLETE**" in text
    assert "**Incomplete, because:**\n\n```text\nit broke\nhere\n```" in text


def test_a_name_cannot_leave_its_cell() -> None:
    text = markdown(report(change("a|b\n@everyone `x` <b>", "refused", classes=[loss("c|`d")])))
    (row,) = [line for line in text.splitlines() if line.startswith("| **REFUSED**")]
    assert row.startswith(
        '| **REFUSED** | ``"a\\|b\\n@everyone `x` <b>"`` | ``remove c\\|`d (bbox)`` |'
    )


def test_a_plan_cannot_end_its_own_block() -> None:
    text = markdown(report(change(verdict="refused", plan=["```", "# not a title"])))
    assert "````text\n```\n# not a title\n````" in text


def test_a_comment_is_never_longer_than_a_forge_takes() -> None:
    many = [change(f"p{number}", "refused", plan=["x" * 500]) for number in range(200)]
    text = markdown(report(*many))
    assert len(text) < LONGEST + 200
    assert "sections left out: the comment would be too long.**" in text
    assert "> [!CAUTION]" in text
