"""A decision in words: the plan, why it is refused or permitted, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from pictograph_provider.guard.decide import Decision, Verdict
from pictograph_provider.plan import Loss, describe
from pictograph_provider.texts import WIDTH, code, count, shown, table


def explain(decision: Decision) -> list[str]:
    """The plan and what was decided on it, as lines of text."""
    lines = describe(decision.plan, decision.usage)
    stops = [verdict for verdict in decision.verdicts if verdict.stops]
    for problem in decision.plan.problems:
        lines += wrap(f"refused: {problem}", WIDTH, subsequent_indent="  ")
    if stops and decision.report_only:
        lines.append("not refused, since pictograph:classRemoval is report: it will be destroyed.")
    elif stops:
        lines += [*_exceeded(stops, decision), *_ways_out(stops, decision)]
    consented = [verdict for verdict in decision.verdicts if verdict.ruling == "consented"]
    if consented and not decision.refused:
        names = ", ".join(code(name) for name in dict.fromkeys(v.loss.name for v in consented))
        lines += wrap(f"permitted by allow_class_removal ({names}): {_going(consented)}.", WIDTH)
    lines += stale_words(decision.stale)
    return lines


def _going(consented: Sequence[Verdict]) -> str:
    counts = {verdict.loss.name: verdict.annotations for verdict in consented}
    if None in counts.values():
        return f"all annotations that use {'it' if len(counts) == 1 else 'them'} will be destroyed"
    total = sum(number or 0 for number in counts.values())
    sure = all(verdict.sure for verdict in consented)
    return f"{'' if sure else 'at least '}{count(total, 'annotation')} will be destroyed"


def stale_words(names: Sequence[str]) -> list[str]:
    """Consent that nothing needs, pointed out: left in place, it would permit a later loss."""
    if not names:
        return []
    listed = ", ".join(code(name) for name in names)
    return [f"stale: allow_class_removal names {listed}, which nothing removes. Take it out."]


def _exceeded(stops: Sequence[Verdict], decision: Decision) -> Iterator[str]:
    for verdict in stops:
        if verdict.ruling != "exceeded":
            continue
        name, bound = shown(verdict.loss.name), count(verdict.bound or 0, "annotation")
        if decision.usage is not None and decision.usage.hides:
            yield f"{name}: {bound} may go, but archived images are not counted, so no"
            yield "  bound can be checked. Name the class without a bound, or unarchive them."
        elif not verdict.sure:
            yield f"{name}: {bound} may go, but it can't be told how many would, so no bound"
            yield "  can be checked. Name the class without a bound."
        else:
            yield f"{name}: {bound} may go, but {verdict.annotations or 0:,} would."


def _ways_out(stops: list[Verdict], decision: Decision) -> list[str]:
    losses = [verdict.loss for verdict in stops]
    it = "it" if len(losses) == 1 else "them"
    rows: list[tuple[str, str]] = []
    foreign = all(loss.why == "foreign" for loss in losses)
    for number, loss in enumerate(losses):
        rows.append(
            ((f"declare {it}" if foreign else f"keep {it}") * (not number), _declared(loss))
        )
    if any(loss.why == "foreign" for loss in losses):
        rows.append((f"leave {it}" if foreign else "leave foreign", 'foreign_classes="keep"'))
    renamed = {loss.name: loss.looks_like for loss in losses if loss.looks_like}
    if renamed:
        moves = ", ".join(f"{code(old)}: {code(new or '')}" for old, new in renamed.items())
        rows.append(("it was renamed", f"class_moves={{{moves}}}  (keeps annotations)"))
    rows.append((f"destroy {it}", f"allow_class_removal={_consent(stops, decision)}"))
    return ["refused: nothing was changed. Choose one and write it in the program:", *table(rows)]


def _declared(loss: Loss) -> str:
    color = f", color={code(loss.color)}" if loss.color else ""
    return f"ProjectClass(name={code(loss.name)}, type={code(loss.type)}{color})"


def _consent(stops: list[Verdict], decision: Decision) -> str:
    """The consent as it would have to be written, with what is already there and still needed."""
    granted = {v.loss.name: v.bound for v in decision.verdicts if v.ruling == "consented"}
    wanted = granted | {
        v.loss.name: v.annotations if v.ruling == "exceeded" else None for v in stops
    }
    sure = all(verdict.sure for verdict in decision.verdicts)
    if not sure or all(bound is None for bound in wanted.values()):
        return "[" + ", ".join(code(name) for name in wanted) + "]"
    counts = {v.loss.name: v.annotations or 0 for v in decision.verdicts}
    bounds = {name: counts[name] if bound is None else bound for name, bound in wanted.items()}
    return "{" + ", ".join(f"{code(name)}: {bound}" for name, bound in bounds.items()) + "}"
