"""^C while the plugin is at work: what is said depends on how far it had come."""

from __future__ import annotations

import threading

import pytest

from pictograph_provider.native import cancel as module
from pictograph_provider.native.cancel import Cancel, CancelledError


def test_before_anything_was_done() -> None:
    cancel = Cancel()
    cancel.press()
    with pytest.raises(CancelledError, match=r"^cancelled before anything was done\.$"):
        cancel.run(lambda: pytest.fail("it was done"))


def test_while_it_waits_to_ask_again() -> None:
    cancel = Cancel()
    cancel.press()
    with pytest.raises(CancelledError, match=r"^cancelled while waiting to ask the service again"):
        cancel.clock.sleep(60)


def test_while_the_service_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.05)
    cancel, begun, over = Cancel(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        over.wait()

    def press() -> None:
        begun.wait()
        cancel.press()

    presser = threading.Thread(target=press)
    presser.start()
    with pytest.raises(CancelledError, match="whether that has had its effect is not known"):
        cancel.run(work)
    over.set()
    presser.join()


def test_what_ends_in_time_is_done() -> None:
    assert Cancel().run(lambda: "done") == "done"
