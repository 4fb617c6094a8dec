"""The same batch on a Dask cluster: the same bytes, and a lost worker costs its jobs in hand alone."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from kotolib.batch.many import Asked, How, run_batch
from kotolib.batch.server import CAN_FORK
from kotolib.errors import WrongWords
from tests.test_batch import DAY, Batch, Seen, in_one_area
from tests.test_engine import lives

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")

AREAS = ("Orivesi", "Kangasala", "Pälkäne")


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def cluster(homes):
    """Two workers, processes of their own, which see the folders that this process sees."""
    import dask
    from distributed import LocalCluster

    (homes / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch, dask.config.set({"distributed.worker.daemon": True}):
        patch.setenv("KOTO_HOME", str(homes / "home"))
        patch.setenv("KOTO_OWN", str(homes / "own"))
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
            yield found


@pytest.fixture
def batch(cluster, homes, monkeypatch) -> Batch:
    monkeypatch.setenv("KOTO_HOME", str(homes / "home"))
    monkeypatch.setenv("KOTO_OWN", str(homes / "own"))
    if not (homes / "home" / "notebooks").exists():
        return Batch(homes / "home").notebooks("whole")
    made = Batch.__new__(Batch)
    made.home, made.seen = homes / "home", Seen()
    return made.notebooks("whole")


def on_the_cluster(batch: Batch, cluster, output: Path, watcher=None):
    how = How(output=output, scheduler=cluster.scheduler_address)
    return run_batch(Asked(words=AREAS, languages=("fi",), as_of=DAY), how, watcher or batch.seen)


def pages(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*.html"))}


def test_a_cluster_makes_the_same_bytes_and_the_same_manifest_is_kept(batch, cluster, tmp_path):
    result = on_the_cluster(batch, cluster, tmp_path / "there")
    assert (result.made, result.exit_code) == (3, 0)
    assert batch.do(*AREAS, output=tmp_path / "here").made == 3
    assert pages(tmp_path / "there") == pages(tmp_path / "here") and len(pages(tmp_path / "here")) > 3 * 3
    assert batch.do(*AREAS, output=tmp_path / "there").unchanged == 3


class Killer(Seen):
    """Kills the worker that makes Orivesi, once it has begun."""

    def __init__(self, told: Path) -> None:
        super().__init__()
        self.pids, self._told = [], told

    def began(self, name: str) -> None:
        if name != AREAS[-1]:
            return
        while not self._told.exists():
            time.sleep(0.02)
        self.pids = [int(pid) for pid in self._told.read_text(encoding="utf-8").split()]
        os.kill(self.pids[0], signal.SIGKILL)


def test_a_killed_worker_costs_its_jobs_in_hand_and_leaves_no_process(batch, cluster, tmp_path):
    told = tmp_path / "pids"
    # The first time the notebook waits to be killed with its worker, the parent of its parent, the fork server.
    wait = (
        f"import os, time, pathlib\n    told = pathlib.Path({str(told)!r})\n"
        "    server = os.getppid()\n"
        "    worker = pathlib.Path(f'/proc/{server}/stat').read_text().rpartition(')')[2].split()[1]\n"
        "    first = not told.exists()\n"
        "    told.write_text(f'{worker} {server} {os.getpid()}') if first else None\n"
        "    time.sleep(600) if first else None"
    )
    in_one_area(batch, wait)
    killer = Killer(told)
    result = on_the_cluster(batch, cluster, tmp_path / "there", killer)
    assert (result.made, result.failed) == (3, [])
    assert len(killer.pids) == 3 and not list(filter(lives, killer.pids))
    assert not list((tmp_path / "there").glob("*/.*unfinished*"))


def test_an_address_without_a_scheduler_is_told(batch, tmp_path, monkeypatch):
    from kotolib.batch import distributed

    monkeypatch.setattr(distributed, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(WrongWords, match=r"tcp://127\.0\.0\.1:1 ei vastaa"):
        run_batch(Asked(words=("Orivesi",), as_of=DAY), How(tmp_path, scheduler="tcp://127.0.0.1:1"), batch.seen)
