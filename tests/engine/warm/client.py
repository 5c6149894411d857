"""What the engine starts as Python: it stands for a fork of the warm process.

It starts in the time that Python itself needs, so it imports nothing but what is built in. The
fork has its streams, folder and environment, gets its signals, and ends with it.
"""

import _signal  # type: ignore[import-not-found]
import _socket
import marshal
import os
import sys

RIGHTS = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS)
PASSED_ON = (_signal.SIGINT, _signal.SIGTERM)

_, path, python, *words = sys.argv


def forked() -> "bytes | None":
    """The exit status of a fork, and the signal that ended it; None if there is none."""
    server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    try:
        server.connect(path)
    except OSError:
        return None
    asked = marshal.dumps((python, words, os.getcwd(), dict(os.environ)))  # noqa: PTH109
    streams = b"".join(stream.to_bytes(4, sys.byteorder) for stream in (0, 1, 2))

    def pass_on(number: int, _: object) -> None:
        try:  # noqa: SIM105 - nothing more is imported here
            server.send(bytes([number]))
        except OSError:
            pass  # the fork has just ended

    for number in PASSED_ON:
        _signal.signal(number, pass_on)
    server.sendmsg([asked], [(*RIGHTS, streams)])
    answer = server.recv(1)
    if not answer:
        return None
    return server.recv(2) or bytes([1, 0])


ended = forked()
if ended is None:
    os.execv(python, [python, *words])  # noqa: S606
status, signal = ended
if signal:
    for number in PASSED_ON:
        _signal.signal(number, _signal.SIG_DFL)
    os.kill(os.getpid(), signal)
os._exit(status)
