"""Asks services politely: at the pace they announce, again only when that may help; knows no service by name."""

import gzip
import json
import ssl
import time
import zlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import RemoteDisconnected

import requests
import tenacity
import truststore
import urllib3
from requests.adapters import HTTPAdapter

from kotolib import __version__
from kotolib.errors import N_
from kotolib.fetch.faults import NotReachable, page_title, shown

ATTEMPTS = 5
CONNECTING, SILENCE, WHOLE = 10.0, 60.0, 300.0
"""Seconds: to a connection, between two pieces of an answer, for the whole answer."""
LONGEST_WAIT = 300.0
"""A service that asks for a longer pause is left for another day."""
MOST_BYTES = 300_000_000
PIECE = 65_536


@dataclass(frozen=True)
class Answer:
    """What a service answered: the bytes as they are kept, and what the headers told."""

    body: bytes = field(repr=False)
    address: str
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)
    question: object = None

    @property
    def date(self) -> str:
        """The service's own clock, as written in the answer."""
        return self.headers.get("Date", "")


class Pace:
    """No more calls in a window than allowed; waits, never refuses.

    Parameters
    ----------
    calls, window
        So many calls in so many seconds.
    clock, sleep
        What tells and passes seconds.
    """

    def __init__(
        self,
        calls: int,
        window: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.calls, self.window = max(1, calls), window
        self._clock, self._sleep = clock, sleep
        self._made: deque[float] = deque()

    def set(self, calls: int, window: float) -> None:
        """From now on this pace."""
        self.calls, self.window = max(1, calls), window

    def wait(self) -> None:
        """Return when the next call may be made."""
        while len(self._made) >= self.calls:
            left = self._made[0] + self.window - self._clock()
            if left > 0:
                self._sleep(left)
            self._made.popleft()
        self._made.append(self._clock())


class Caller:
    """One service's caller: identifies itself, keeps the pace, tries again what may pass.

    Parameters
    ----------
    contact
        Address of a person whom the service's keepers can write to.
    pace
        How often; a service that announces nothing gets ten calls in ten seconds.
    sleep
        What passes the seconds between attempts.

    Examples
    --------
    >>> caller = Caller("kotoutuminen@kangasala.fi")
    >>> caller.get("https://pxdata.stat.fi/PxWeb/api/v1/fi/?config").body  # doctest: +SKIP
    """

    def __init__(self, contact: str, pace: Pace | None = None, sleep: Callable[[float], object] = time.sleep) -> None:
        self.pace = pace or Pace(10, 10, sleep=sleep)
        self._sleep = sleep
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"kotolib/{__version__} ({contact})"
        self._session.headers["Accept-Encoding"] = "gzip"
        # The machine's own certificates: municipalities' proxies sign with theirs.
        self._session.mount("https://", _SystemCertificates())

    def introduce(self, headers: Mapping[str, str]) -> None:
        """Send these headers with every call: a service may want to know the asker by a name of its own."""
        self._session.headers.update(headers)

    def get(self, address: str) -> Answer:
        """The answer to a GET.

        Raises
        ------
        NotReachable
            The service refuses, or still fails after five attempts: the error tells what to do.
        """
        return self._tried("GET", address, None)

    def post(self, address: str, question: object) -> Answer:
        """The answer to a question sent as JSON; errors as in :meth:`get`."""
        return self._tried("POST", address, question)

    def _tried(self, method: str, address: str, question: object) -> Answer:
        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_pause,
            retry=tenacity.retry_if_exception_type(_MayPass),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return attempts(self._once, method, address, question)
        except _MayPass as fault:
            raise fault.told(address) from None

    def _once(self, method: str, address: str, question: object) -> Answer:
        self.pace.wait()
        body = None if question is None else json.dumps(question, ensure_ascii=False).encode("utf-8")
        headers = {"Content-Type": "application/json"} if body else {}
        try:
            with self._session.request(
                method, address, data=body, headers=headers, timeout=(CONNECTING, SILENCE), stream=True
            ) as response:
                return Answer(_body(response, address), address, dict(response.headers), question)
        except requests.Timeout:
            raise _MayPass(N_("palvelu ei vastaa ajoissa. Yritä myöhemmin uudelleen.")) from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise _cut() from None
        except requests.ConnectionError as fault:
            raise _unconnected(fault, address) from None
        except requests.RequestException as fault:
            raise NotReachable(N_("osoitetta ei voi kysyä ({why})."), address, why=shown(str(fault))) from None


class _SystemCertificates(HTTPAdapter):
    def init_poolmanager(self, *arguments, **options):
        return super().init_poolmanager(*arguments, ssl_context=_context(), **options)

    def proxy_manager_for(self, proxy, **options):
        return super().proxy_manager_for(proxy, ssl_context=_context(), **options)


def _context() -> truststore.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class _MayPass(Exception):
    """A failure that another attempt may not meet."""

    def __init__(self, message: str, status: int | None = None, pause: float | None = None, **fields: object) -> None:
        super().__init__(message)
        self.message, self.status, self.pause, self.fields = message, status, pause, fields

    def told(self, address: str) -> NotReachable:
        return NotReachable(self.message, address, self.status, **self.fields)


_growing = tenacity.wait_exponential_jitter(multiplier=2, max=60, jitter=1)


def _pause(state: tenacity.RetryCallState) -> float:
    """As long as the service asks, else longer each time."""
    fault = state.outcome.exception()
    asked = getattr(fault, "pause", None)
    return _growing(state) if asked is None else asked


# --- what came


def _body(response: requests.Response, address: str) -> bytes:
    # A refused question is told by its own words, so the body is read in any case.
    raw = _read(response, address)
    if response.headers.get("Content-Encoding", "").lower() == "gzip":
        raw = _unpacked(raw)
    if response.status_code != 200:
        raise _refusal(response, raw, address)
    return raw


def _read(response: requests.Response, address: str) -> bytes:
    pieces, size, start = [], 0, time.monotonic()
    try:
        for piece in response.raw.stream(PIECE, decode_content=False):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_BYTES:
                raise NotReachable(N_("vastaus on liian suuri. Hae vähemmän kerralla."), address)
            if time.monotonic() - start > WHOLE:
                raise _MayPass(N_("palvelu vastaa liian hitaasti. Yritä myöhemmin uudelleen."))
    except urllib3.exceptions.ReadTimeoutError:
        raise _MayPass(N_("palvelu ei vastaa ajoissa. Yritä myöhemmin uudelleen.")) from None
    except (urllib3.exceptions.HTTPError, OSError):
        raise _cut() from None
    return b"".join(pieces)


def _unpacked(raw: bytes) -> bytes:
    try:
        return gzip.decompress(raw) if raw else raw
    except (EOFError, OSError, zlib.error):
        raise _cut() from None


def _cut() -> _MayPass:
    return _MayPass(N_("vastaus katkeaa kesken. Yritä myöhemmin uudelleen."))


def _unconnected(fault: requests.ConnectionError, address: str) -> Exception:
    if isinstance(fault, requests.exceptions.SSLError):
        message = N_("palvelun varmennetta ei voi tarkistaa. Kysy tietohallinnosta koneen varmenteista.")
        return NotReachable(message, address)
    if isinstance(fault, requests.exceptions.ProxyError):
        message = N_("välityspalvelin ei päästä läpi. Tarkista ympäristömuuttuja HTTPS_PROXY.")
        return NotReachable(message, address)
    if any(isinstance(one, ConnectionResetError | BrokenPipeError | RemoteDisconnected) for one in _causes(fault)):
        return _MayPass(N_("palvelu katkaisee yhteyden. Yritä myöhemmin uudelleen."))
    return NotReachable(N_("palveluun ei saa yhteyttä. Tarkista verkkoyhteys."), address)


def _causes(fault: BaseException) -> list[BaseException]:
    found, left = [], [fault]
    while left:
        one = left.pop()
        found.append(one)
        left += [inner for inner in (*one.args, one.__cause__, one.__context__) if isinstance(inner, BaseException) and inner not in found]  # fmt: skip  # noqa: E501
    return found


def _refusal(response: requests.Response, raw: bytes, address: str) -> Exception:
    status, said = response.status_code, page_title(raw)
    if status == 429:
        return _too_often(response, address)
    if status >= 500:
        message = N_("palvelussa on häiriö ({code}: {said}). Yritä myöhemmin uudelleen.")
        return _MayPass(message, status, code=status, said=said)
    messages = {
        400: N_(
            "palvelu ei ymmärrä kyselyä (400: {said}). Taulukko on voinut siirtyä tai muuttuja tai arvo vaihtua: "
            "tarkista komennolla doctor."
        ),
        403: N_(
            "palvelu kieltää kyselyn (403: {said}). PxWeb vastaa näin, kun soluja pyydetään liikaa kerralla. Yritä "
            "uudelleen: rajat kysytään silloin uudestaan. Jos vastaus on sama, avaa osoite selaimessa."
        ),
        404: N_("osoitetta ei ole (404). Taulukko on voinut siirtyä tai poistua: tarkista komennolla doctor."),
    }
    message = messages.get(status, N_("palvelu ei vastaa kyselyyn ({code}: {said})."))
    return NotReachable(message, address, status, said=said, code=status)


def _too_often(response: requests.Response, address: str) -> Exception:
    pause = _asked_pause(response.headers)
    message = N_("palvelu pyytää odottamaan (429). Yritä myöhemmin uudelleen.")
    if pause is not None and pause > LONGEST_WAIT:
        longer = N_("palvelu pyytää odottamaan {minutes} minuuttia (429). Yritä sen jälkeen uudelleen.")
        return NotReachable(longer, address, 429, minutes=round(pause / 60))
    return _MayPass(message, 429, pause)


def _asked_pause(headers: Mapping[str, str]) -> float | None:
    """Seconds that ``Retry-After`` asks for, written as seconds or as a moment by the service's own clock."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None
