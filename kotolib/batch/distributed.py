"""The jobs of a batch on a Dask cluster that exists already: who does them, not what they are.

Every worker machine has the same version of the project and sees the same output folder under the same path. A task
is one area's job; a worker that is lost costs only the jobs that it had in hand, which others then do.
"""

import multiprocessing
import socket
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kotolib.batch import turns
from kotolib.batch.ended import Ended, told
from kotolib.batch.job import LAST, Job, Manner
from kotolib.batch.server import Server, Work
from kotolib.errors import N_, KotoError, SetupFailed, WrongWords

SECONDS_TO_ANSWER = 15
"""How long a scheduler may take to answer the first time."""


@dataclass(frozen=True)
class _Way:
    """What a worker has to know of how areas are made."""

    output: str
    engine: str
    seconds: float


def done(
    address: str, plans: list[dict], manner: Manner, began: Callable[[str], None], stop: Callable[[], bool]
) -> Iterator[Ended]:
    """Do the jobs of the plans on the cluster and give what became of each as it ends.

    Parameters
    ----------
    address
        Of the scheduler: `tcp://host:8786`.
    plans
        What :func:`kotolib.batch.planning.planned` gave.
    manner
        How areas are made; its output folder is shared by all machines.
    began
        Takes the name of each area when it is given to the cluster.
    stop
        Whether no more jobs are to be given; those that have been are finished.

    Raises
    ------
    SetupFailed
        The extra `[distributed]` is not installed, or the cluster has no worker.
    WrongWords
        There is no scheduler at the address.
    """
    client = _client(address)
    try:
        yield from _Given(client, plans, manner, began).ended(stop)
    finally:
        client.close()


def _client(address: str):
    try:
        from distributed import Client
    except ImportError:
        raise SetupFailed(
            N_("Laskentaklusteri tarvitsee lisäosan. Asenna se: pip install 'kotolib[distributed]'.")
        ) from None
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError):
        raise WrongWords(
            N_("Osoitteessa {address} ei vastaa klusterin ajastin (dask scheduler). Tarkista osoite."), address=address
        ) from None
    if not client.scheduler_info(n_workers=-1)["workers"]:
        client.close()
        raise SetupFailed(
            N_("Klusterissa {address} ei ole yhtään työntekijää. Käynnistä niitä: dask worker {address}."),
            address=address,
        )
    return client


class _Given:
    def __init__(self, client, plans: list[dict], manner: Manner, began: Callable[[str], None]) -> None:
        self._client, self._manner, self._began = client, manner, began
        self._waiting = iter(plans)
        self._plan_of: dict[object, dict] = {}
        self._way = _Way(str(manner.output), manner.engine, manner.seconds)

    def ended(self, stop: Callable[[], bool]) -> Iterator[Ended]:
        from distributed import as_completed

        running = as_completed(loop=self._client.loop)
        self._give(running, stop)
        while self._plan_of:
            future = next(running)
            yield self._what_became_of(future)
            self._give(running, stop)

    def _give(self, running, stop: Callable[[], bool]) -> None:
        """As many as the cluster does at once, and a few to wait there, so that nobody is idle between two."""
        most = 1.25 * sum(self._client.nthreads().values()) + 1
        while len(self._plan_of) < most and not stop():
            plan = next(self._waiting, None)
            if plan is None:
                return
            self._began(plan["name"])
            # Never answered from memory: the files count, not the answer.
            future = self._client.submit(made, plan, asdict(self._way), pure=False)
            self._plan_of[future] = plan
            running.add(future)

    def _what_became_of(self, future) -> Ended:
        plan = self._plan_of.pop(future)
        if future.status != "finished":
            return Ended(plan, told(_lost(plan, future), plan))
        ended = Ended(plan, **future.result())
        there = self._manner.output / plan["folder"] / plan["parameters"]["language"]
        if ended.sums and not all((there / name).exists() for name in LAST):
            return Ended(plan, told(_elsewhere(plan, there), plan), ended.seconds)
        return ended


def _lost(plan: dict, future) -> KotoError:
    return KotoError(
        N_("{area}: klusterin työntekijä menetettiin liian monta kertaa tai se ei osannut työtä ({why})."),
        area=plan["name"],
        why=future.exception(),
    )


def _elsewhere(plan: dict, there: Path) -> SetupFailed:
    return SetupFailed(
        N_(
            "{area}: klusterin työntekijä ei kirjoittanut kansioon {folder}. Kansion on oltava kaikkien koneiden "
            "yhteinen ja samassa polussa."
        ),
        area=plan["name"],
        folder=there,
    )


def made(plan: dict, way: dict) -> dict:
    """Runs on a worker: one area's job, each notebook in a process of its own; what :class:`Ended` is made of."""
    # A worker's process is a daemon to its nanny, and multiprocessing lets daemons have no children.
    multiprocessing.current_process()._config["daemon"] = False
    notes: list[str] = []
    manner = Manner(Path(way["output"]), way["engine"], way["seconds"], notes.append)
    with Server(workers=1) as server:
        try:
            _refuse_another_version(server, plan)
        except KotoError as fault:
            return {"fault": told(fault, plan)}
        (job,) = turns.done(server, [Job(plan, manner)])
    ended = Ended.of(job)
    return {"fault": ended.fault, "seconds": ended.seconds, "sums": ended.sums}


def _refuse_another_version(server: Server, plan: dict) -> None:
    here = server.one(Work("inputs", "kotolib.batch.inputs:of", {"plan": plan}))
    other = [kind for kind, total in plan["inputs"].items() if here.get(kind) != total]
    if other:
        raise SetupFailed(
            N_(
                "{area}: klusterin koneella {host} on eri sisältö kuin tällä koneella ({kinds}). Vie koneille sama "
                "versio, samat luvut ja samat työkirjat."
            ),
            area=plan["name"],
            host=socket.gethostname(),
            kinds=", ".join(other),
        )
