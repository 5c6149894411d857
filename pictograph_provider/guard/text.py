"""A decision in words: the plan, why it is refused or permitted, and the ways out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from textwrap import wrap

from pictograph_provider.guard.decide import Decision, Ruling
from pictograph_provider.guard.ways_out import ways_out
from pictograph_provider.plan import describe
from pictograph_provider.plan.text import MOST, first_of
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.texts import WIDTH, Line, plural, python_literal, quoted_if_needed


def explain(
    decision: Decision, *, spelling: Spelling = PYTHON, most: int | None = MOST
) -> list[str]:
    """The plan and what was decided on it, as lines of text.

    Args:
        spelling: how the person writes what is suggested.
        most: how many of a kind are shown in full; None for all.
    """
    lines = describe(decision.plan, decision.usage, most=most)
    stops = [ruling for ruling in decision.rulings if ruling.stops]
    for problem in decision.plan.problems:
        lines += wrap(f"refused: {problem}", WIDTH, subsequent_indent="  ")
    if stops and decision.report_only:
        told = "not refused, since pictograph:classRemoval is report: it will be destroyed."
        lines.append(Line(told, "loss"))
    elif stops:
        lines += [
            *_exceeded(stops, decision, most),
            f"Choose one and write it in {spelling.source}:",
            *ways_out(stops, decision, spelling, most),
        ]
    consented = [ruling for ruling in decision.rulings if ruling.outcome == "consented"]
    if consented and not decision.refused:
        names = _listed([*dict.fromkeys(ruling.loss.name for ruling in consented)], most)
        setting = spelling.setting("allow_class_removal")
        told = f"permitted by {setting} ({names}): {_going(consented)}."
        lines += [Line(line, "loss") for line in wrap(told, WIDTH)]
    return lines + stale_words(decision.stale, spelling=spelling, most=most)


def stale_words(
    names: Collection[str], *, spelling: Spelling = PYTHON, most: int | None = MOST
) -> list[str]:
    """Consent that nothing needs, pointed out: left in place, it would permit a later loss."""
    if not names:
        return []
    setting, it = spelling.setting("allow_class_removal"), "it" if len(names) == 1 else "them"
    told = f"stale: {setting} names {_listed([*names], most)}, which nothing removes."
    return wrap(f"{told} Take {it} out.", WIDTH)


def _listed(names: Sequence[str], most: int | None) -> str:
    first = first_of(names, most)
    more = f" and {len(names) - len(first):,} more" if len(first) < len(names) else ""
    return ", ".join(map(python_literal, first)) + more


def _going(consented: Sequence[Ruling]) -> str:
    # By name: two classes of one name are counted together by the service.
    counts = {ruling.loss.name: ruling.annotations for ruling in consented}
    them = "it" if len(counts) == 1 else "them"
    if None in counts.values():
        return f"all annotations that use {them} will be destroyed"
    total = sum(number or 0 for number in counts.values())
    if not all(ruling.sure for ruling in consented):
        return f"at least {plural(total, 'annotation')} will be destroyed"
    if not total:  # it was somebody else's, and needed permission for that
        return f"no annotation uses {them}"
    return f"{plural(total, 'annotation')} will be destroyed"


def _exceeded(stops: Sequence[Ruling], decision: Decision, most: int | None) -> Iterator[str]:
    over = [ruling for ruling in stops if ruling.outcome == "exceeded"]
    first = first_of(over, most)
    for ruling in first:
        name, bound = quoted_if_needed(ruling.loss.name), plural(ruling.bound or 0, "annotation")
        if decision.usage is not None and decision.usage.hides:
            yield f"{name}: {bound} may go, but archived images are not counted, so no"
            yield "  bound can be checked. Name the class without a bound, or unarchive them."
        elif not ruling.sure:
            yield f"{name}: {bound} may go, but it is not known how many would, so no bound"
            yield "  can be checked. Name the class without a bound."
        else:
            yield f"{name}: {bound} may go, but {ruling.annotations or 0:,} would."
    if rest := len(over) - len(first):
        yield f"{plural(rest, 'more class')}: more would go than may."
