"""One speaker a service for as long as a command lasts: its pace holds over all tables, and a service that cannot be
reached is asked no more.

Knows protocols by their names; not what is asked.
"""

from collections.abc import Callable

from kotolib.fetch.calling import Caller
from kotolib.fetch.faults import NotReachable, Unreadable
from kotolib.fetch.pxweb import PxWeb
from kotolib.fetch.pxweb2 import PxWeb2
from kotolib.fetch.sotkanet import Sotkanet
from kotolib.sources.services import Service

SPEAKERS = {"pxweb_v1": PxWeb, "pxweb_v2": PxWeb2, "sotkanet": Sotkanet}
"""Protocol → what speaks it: `path_of`, `describe` and `fetch` are alike in all."""


class Speakers:
    """The services that a command speaks to.

    Parameters
    ----------
    call
        Makes a caller for one service.
    """

    def __init__(self, call: Callable[[], Caller]) -> None:
        self._call = call
        self._known: dict[str, PxWeb | Sotkanet] = {}
        self._unreached: dict[str, NotReachable | Unreadable] = {}

    def of(self, service: Service) -> PxWeb | Sotkanet:
        """What speaks to a service, its pace set to what the service announces.

        Raises
        ------
        NotReachable, Unreadable
            The service could not be reached, or something else answers in its place, now or for an earlier table.
        """
        if fault := self._unreached.get(service.address):
            raise fault
        if service.address not in self._known:
            speaker = SPEAKERS[service.speaks](service.address, self._call())
            try:
                if isinstance(speaker, PxWeb):
                    speaker.limits()
            except (NotReachable, Unreadable) as fault:
                self._unreached[service.address] = fault
                raise
            self._known[service.address] = speaker
        return self._known[service.address]
