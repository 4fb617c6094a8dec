"""The services that tables are fetched from, declared in ``data_sources/services/services.yaml``; knows declarations
only and reaches no network."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kotolib import house
from kotolib.errors import N_, Message, Messages, StoreDamaged
from kotolib.sources import faults, yaml_text
from kotolib.sources.declaration import Live, Named


class Service(BaseModel):
    """One service.

    Attributes
    ----------
    speaks
        Its protocol.
    address
        The base of its addresses, with the language of the labels.
    publisher, publishers
        Who publishes there, and by statistic where it is somebody else.
    licence, provider
        As cards tell them.
    statistics
        Names of statistics by the last part of the folder that they are in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaks: Literal["pxweb_v1", "pxweb_v2", "sotkanet"]
    address: str = Field(min_length=1)
    publisher: Named
    licence: str
    provider: str
    statistics: dict[str, Named] = {}
    publishers: dict[str, Named] = {}

    def publisher_of(self, live: Live) -> dict[str, str]:
        """Names of the publisher of a table, by language."""
        return self.publishers.get(_statistic(live), self.publisher).model_dump()

    def statistic_of(self, live: Live) -> dict[str, str]:
        """Names of the statistic that a table belongs to, by language; the publisher's where it has no name."""
        return self.statistics.get(_statistic(live), self.publisher).model_dump()


def _statistic(live: Live) -> str:
    return live.folder.rstrip("/").rpartition("/")[2]


def services() -> dict[str, Service]:
    """The services by their names.

    Raises
    ------
    StoreDamaged
        The file is not right; the message lists every fault.

    Examples
    --------
    >>> services()["statfin"].speaks
    'pxweb_v1'
    """
    return _load(house.data_sources() / "services" / "services.yaml")


def service_of(live: Live) -> Service:
    """The service that a table is fetched from.

    Raises
    ------
    StoreDamaged
        No service has that name.
    """
    known = services()
    if live.service not in known:
        raise StoreDamaged(
            N_("Palvelua ”{service}” ei ole kuvattu. Kuvatut: {known}."), service=live.service, known=", ".join(known)
        )
    return known[live.service]


@cache
def _load(path: Path) -> dict[str, Service]:
    found: list[Message] = []
    declared: dict[str, Service] = {}
    text = yaml_text.text_of(path, found)
    content = None if text is None else yaml_text.read(text, path.name, found)
    try:
        declared = TypeAdapter(dict[str, Service]).validate_python(content) if content is not None else {}
    except ValidationError as error:
        found += faults.of_form(path.name, error, Service)
    if found:
        raise StoreDamaged(N_("Palvelujen kuvauksissa on korjattavaa:\n{faults}"), faults=Messages(found))
    return declared
