"""A warm server that forks a fresh process for every piece of work; knows processes, not notebooks.

The work is named by text (``module:function``), so that the parent imports nothing of what its children need.
"""

import importlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection
from typing import Any

from kotolib.batch import limits
from kotolib.errors import N_, KotoError, SectionFailed, SetupFailed

SECONDS_GIVEN = 300.0
"""How long one piece of work may take."""

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
"""False on Windows: there every child starts cold."""


@dataclass(frozen=True)
class Work:
    """One call to be made in a child.

    Attributes
    ----------
    name
        What the caller knows it by.
    function
        `module:function`.
    arguments
        Keyword arguments, picklable.
    seconds
        How long it may take.
    """

    name: str
    function: str
    arguments: dict[str, Any] = field(default_factory=dict)
    seconds: float = SECONDS_GIVEN


@dataclass(frozen=True)
class Outcome:
    """What became of a work: its value, or the fault that stands in the way of it."""

    work: Work
    value: Any = None
    fault: KotoError | None = None
    detail: str = ""
    seconds: float = 0.0


class ChildFailed(SectionFailed):
    """A child ended by itself, was ended, or met a fault that is ours."""


class Server:
    """Children of one warm process, at most ``workers`` at once.

    Parameters
    ----------
    workers
        How many children may run at the same time; the machine's processors, unless told.
    needs_warmth
        Whether nothing is done where the warm process could not load what children share; else a child loads what
        it needs, slowly.

    Examples
    --------
    >>> with Server() as server:  # doctest: +SKIP
    ...     [outcome.value for outcome in server.run([Work("two", "operator:add", {})])]
    """

    def __init__(self, workers: int | None = None, needs_warmth: bool = True) -> None:
        self.workers = max(1, workers or _processors())
        self._needs_warmth = needs_warmth
        self._context = multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
        self._running: dict[connection.Connection, _Child] = {}
        if CAN_FORK:
            os.environ[limits.PARENT] = str(os.getpid())
            self._context.set_forkserver_preload(["kotolib.batch.guarded", "kotolib.batch.warm"])

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def warm(self) -> None:
        """Begin the imports now, while the caller does something else."""
        if CAN_FORK:
            from multiprocessing import forkserver

            forkserver.ensure_running()

    def run(self, works: Iterable[Work]) -> Iterator[Outcome]:
        """Do the works and give each outcome as soon as it is there; one that fails does not stop the others.

        Works may be added to a ``deque`` while this goes on.
        """
        waiting = works if isinstance(works, deque) else deque(works)
        while waiting or self._running:
            while waiting and len(self._running) < self.workers:
                child = _Child(self._context, waiting.popleft(), self._needs_warmth)
                self._running[child.pipe] = child
            yield from self._finished()

    def one(self, work: Work) -> Any:
        """Do one work and give its value.

        Raises
        ------
        KotoError
            What the work raised, or that its process ended.
        """
        (outcome,) = self.run([work])
        if outcome.fault:
            raise outcome.fault
        return outcome.value

    def _finished(self) -> Iterator[Outcome]:
        left = min(child.ends for child in self._running.values()) - time.monotonic()
        ready = connection.wait(list(self._running), timeout=max(0.0, left))
        late = [pipe for pipe, child in self._running.items() if time.monotonic() >= child.ends and pipe not in ready]
        for pipe in [*ready, *late]:
            yield self._running.pop(pipe).outcome(late=pipe in late)

    def stop(self) -> None:
        """End every child that still runs."""
        for child in self._running.values():
            child.process.kill()
            child.close()
        self._running.clear()


class _Child:
    def __init__(self, context, work: Work, needs_warmth: bool) -> None:
        self.work = work
        self.pipe, theirs = context.Pipe(duplex=False)
        self.began = time.monotonic()
        self.ends = self.began + work.seconds
        self.process = context.Process(target=_do, args=(theirs, work, _folders(), needs_warmth))
        with _main_left_alone():
            self.process.start()
        theirs.close()

    def outcome(self, late: bool) -> Outcome:
        if late:
            self.process.kill()
        answer = None if late else self._answer()
        if answer is None:
            answer = {"fault": self._end(late)}
        self.close()
        return Outcome(self.work, seconds=time.monotonic() - self.began, **answer)

    def _answer(self) -> dict | None:
        try:
            return self.pipe.recv()
        except Exception:  # no answer, or what a child sends that has spoiled its own Python: anything at all
            return None

    def _end(self, late: bool) -> KotoError:
        if late:
            return ChildFailed(
                N_("{name}: aikaraja {seconds} s ylittyi ja suoritus keskeytettiin."),
                name=self.work.name,
                seconds=f"{self.work.seconds:g}",
            )
        self.process.join(10)
        return ChildFailed(
            N_("{name}: suoritus katkesi kesken ({reason})."),
            name=self.work.name,
            reason=_reason(self.process.exitcode),
        )

    def close(self) -> None:
        self.process.join(0.5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


class _main_left_alone:
    """Children need nothing of ``__main__``; without this multiprocessing would import it again in each of them."""

    def __enter__(self) -> None:
        self._main = sys.modules["__main__"]
        sys.modules["__main__"] = type(sys)("__main__")

    def __exit__(self, *_) -> None:
        sys.modules["__main__"] = self._main


def _reason(code: int | None) -> str:
    if code is None or code >= 0:
        return f"paluuarvo {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signaali {-code}"


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _folders() -> dict[str, str]:
    # The server has the environment of its own beginning; where folders are may have changed since.
    return {name: value for name, value in os.environ.items() if name.startswith("KOTO_")}


def _do(pipe: connection.Connection, work: Work, folders: dict[str, str], needs_warmth: bool) -> None:
    """Runs in the child: do the work and send home what came of it."""
    for name in [name for name in os.environ if name.startswith("KOTO_")]:
        del os.environ[name]
    os.environ.update(folders, KOTO_BATCH="1")
    # Ctrl-C reaches every process of the terminal; the parent is the one that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.end_with_parent(_parent())
    limits.end_in(work.seconds)
    limits.hold_memory()
    try:
        _fresh(needs_warmth)
        answer = {"value": _call(work)}
    except KotoError as fault:
        answer = {"fault": fault}
    except OSError as fault:
        answer = {"fault": ChildFailed(N_("{name}: {fault}."), name=work.name, fault=fault), "detail": _traceback()}
    except Exception as fault:
        answer = {
            "fault": ChildFailed(N_("{name}: {fault}"), name=work.name, fault=f"{type(fault).__name__}: {fault}"),
            "detail": _traceback(),
        }
    pipe.send(answer)
    pipe.close()


def _parent() -> int:
    guarded = sys.modules.get("kotolib.batch.guarded")
    return guarded.SERVER if guarded else multiprocessing.parent_process().pid


def _call(work: Work) -> Any:
    module, function = work.function.split(":")
    return getattr(importlib.import_module(module), function)(**work.arguments)


def _fresh(needs_warmth: bool) -> None:
    """What a new process has and a forked one shares: chance. And what only a forked one can have: a failed warm-up."""
    warm = sys.modules.get("kotolib.batch.warm")
    if warm is None:
        return
    if warm.fault and needs_warmth:
        lines = warm.fault.strip().splitlines()
        raise SetupFailed(
            N_(
                "Ohjelman osaa {part} ei voitu ladata: {fault}. Korjaa asennus poistamalla kansio .venv, tai yritä "
                "hitaammin valitsimella --engine papermill."
            ),
            part=lines[0],
            fault=lines[-1].rstrip("."),
        )
    import random

    import numpy

    random.seed()
    numpy.random.seed()


def _traceback() -> str:
    import traceback

    return traceback.format_exc()
