"""Many jobs over one server: whose work is done next; knows neither notebooks nor files."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from kotolib.batch.job import Job
from kotolib.batch.server import Server, Work


def done(server: Server, jobs: Iterable[Job], stop: Callable[[], bool] = lambda: False) -> Iterator[Job]:
    """Do the jobs and give each as it ends.

    A job that has begun is finished before another begins, as far as there are free workers, so that little is lost
    when everything is broken off.

    Parameters
    ----------
    server
        Does the works.
    jobs
        Taken one by one, when a worker would have nothing to do.
    stop
        Whether no more jobs are to be begun; those that have begun are finished.
    """
    turns = _Turns(server, iter(jobs), stop)
    try:
        yield from turns.taken()
    finally:
        # Broken off: nobody may write into a folder that is about to be taken away.
        server.stop()
        for job in turns.begun:
            job.close()


class _Turns:
    def __init__(self, server: Server, jobs: Iterator[Job], stop: Callable[[], bool]) -> None:
        self.begun: list[Job] = []
        self._server, self._jobs, self._stop = server, jobs, stop
        self._waiting: deque[Work] = deque()
        self._job_of: dict[int, Job] = {}

    def taken(self) -> Iterator[Job]:
        yield from self._begin()
        for outcome in self._server.run(self._waiting):
            job = self._job_of.pop(id(outcome.work))
            self._queue(job, job.take(outcome), first=True)
            if job.fault and not job.ended:
                self._give_up(job)
            if job.ended:
                yield self._left(job)
            yield from self._begin()

    def _begin(self) -> Iterator[Job]:
        """Begin jobs until there is work for everybody; gives those that cannot even begin."""
        while len(self._waiting) < self._server.workers and not self._stop():
            job = next(self._jobs, None)
            if job is None:
                return
            self.begun.append(job)
            self._queue(job, job.begin(), first=False)
            if job.ended:
                yield self._left(job)

    def _queue(self, job: Job, works: list[Work], first: bool) -> None:
        self._job_of |= {id(work): job for work in works}
        if first:
            self._waiting.extendleft(reversed(works))
        else:
            self._waiting.extend(works)

    def _give_up(self, job: Job) -> None:
        """Begin no more of its works; its folder is left when nobody writes into it any more."""
        for work in [work for work in self._waiting if self._job_of[id(work)] is job]:
            self._waiting.remove(work)
            del self._job_of[id(work)]
        if job not in self._job_of.values():
            job.close()

    def _left(self, job: Job) -> Job:
        self.begun.remove(job)
        return job
