# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
"""Runs migrations of one Alembic or Django project, one step for each request.

Started by mrt with the interpreter of the project; needs nothing but the standard library and the project's own
packages. Requests and replies are JSON, one object a line, on copies of the descriptors 0 and 1: what the project prints
goes to standard error, and what it reads is empty.

This is the first of the files that mrt sends as one script: channel, database, alembic, django, main.
"""

import json
import os
import sys
import threading
import time
import traceback

OWNER = os.getpid()
PARENT = os.getppid()
STEPS = ("upgrade", "downgrade", "note")
LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep


class Refused(Exception):
    """A request that cannot be carried out; the message is for people."""


class Channel:
    """The two descriptors that belong to mrt."""

    def __init__(self):
        self.reader = os.fdopen(os.dup(0), "rb")
        self.writer = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        os.set_inheritable(self.reader.fileno(), False)
        os.set_inheritable(self.writer.fileno(), False)
        self.secrets = []

    def read(self):
        line = self.reader.readline()
        if not line:
            os._exit(0)
        return json.loads(line.decode("utf-8"))

    def write(self, reply):
        if os.getpid() != OWNER:
            # A migration forked, and this is the child that came back: only the worker answers.
            os._exit(0)
        text = json.dumps(reply, ensure_ascii=True, default=str)
        for secret in self.secrets:
            text = text.replace(json.dumps(secret)[1:-1], "***")
        self.writer.write(text.encode("ascii") + b"\n")
        self.writer.flush()


def own_session():
    """A session of its own, and orphans of it come back to us: so that nothing that it starts can outlive it unseen."""
    if not hasattr(os, "setsid"):
        return
    try:
        os.setsid()
    except OSError:
        pass
    if sys.platform.startswith("linux"):
        try:
            import ctypes

            pr_set_child_subreaper = 36
            ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)
        except Exception:  # the guard below and the killing from outside still hold
            pass
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent():
    import signal

    while os.getppid() == PARENT:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


def describe(error, root):
    """What went wrong, with the frames that lie in the project and not in a library."""
    frames = []
    for frame in traceback.extract_tb(error.__traceback__):
        name = frame.filename if frame.filename.startswith("<") else os.path.abspath(frame.filename)
        library = name.startswith(("<", LIBRARY)) or "site-packages" in name
        frames.append((not library or name.startswith(root + os.sep) and "site-packages" not in name, name, frame))
    chosen = [f for f in frames if f[0]] or [f for f in frames[-1:] if f[1] != "<mrt-worker>"]
    lines = []
    for _, name, frame in chosen[-6:]:
        shown = os.path.relpath(name, root) if name.startswith(root + os.sep) else name
        lines.append("%s:%s in %s: %s" % (shown, frame.lineno, frame.name, frame.line or ""))
    message = str(error)
    if isinstance(error, SystemExit):
        message = "exits with %s" % (error.code,)
    elif isinstance(error, ImportError):
        message += " (install it for %s, or put its folder on PYTHONPATH)" % sys.executable
    cause = error.__cause__ or error.__context__
    return {
        "type": type(error).__name__,
        "message": message,
        "cause": type(cause).__name__ if cause is not None else None,
        "trace": lines,
    }


def failure(error, root):
    return {"ok": False, "refused": isinstance(error, Refused), "error": describe(error, root)}
