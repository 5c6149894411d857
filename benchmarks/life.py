"""The life of a stack, each peer in turn: created, looked at, refreshed, destroyed, made again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.peers.peer import AGAIN, CREATE, DESTROY, LIFE, Peer
from benchmarks.processes import FailedError, Ran
from benchmarks.samples import Sample
from benchmarks.service import Service


def measure(
    peers: Sequence[Peer],
    service: Service,
    *,
    projects: int,
    latency: int,
    runs: int,
    tell: Callable[[str], None],
) -> Iterator[Sample]:
    """Samples of all peers. They take turns, so that a machine that is busy is so for each."""
    for number in range(runs):
        for peer in peers:
            tell(f"{projects} projects, {latency} ms, run {number + 1} of {runs}: {peer.name}")
            service.empty(latency)
            folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
            try:
                peer.prepare(folder / "peer", service, projects)
                yield from _lived(peer, service, projects, latency)
            except FailedError as error:
                # What it did until then is measured; what it could not do has no figure.
                tell(f"{peer.name} FAILED: {error}")
            finally:
                shutil.rmtree(folder, ignore_errors=True)


def _lived(peer: Peer, service: Service, projects: int, latency: int) -> Iterator[Sample]:
    for operation in LIFE:
        if operation not in peer.operations:
            continue
        service.requests_since()
        ran: Ran = peer.operations[operation]()
        requests = service.requests_since()
        state = peer.state() if operation in (CREATE, AGAIN) else None
        yield Sample(
            peer.name, operation, projects, latency, ran.seconds, requests, state, ran.memory
        )
    peer.operations[DESTROY]()
