"""What decoding an answer costs beside reading its JSON: medians of interleaved runs, promised at most six times."""

import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kotolib.fetch import jsonstat, px, pxjson

PROMISED = 6
"""Times the CPU of ``json.loads`` on the same bytes."""
TIMES = 21
CELLS = 120_000
_WIRE = Path(__file__).parents[1] / "fixtures" / "wire"
_SIZES = {"alue": 300, "ikä": 20, "sukupuoli": 2, "vuosi": 10, "tiedot": 1}


def main() -> dict:
    """Ratios of CPU, and milliseconds, for a table of 3 220 areas and answers of 120 000 cells in several forms."""
    answers = {"us-labor, 3 220 areas": (_WIRE / "jsonstat" / "us-labor.json").read_bytes()}
    answers |= {f"120 000 cells, {form}": _bytes(answer) for form, answer in _answers().items()}
    results = {name: _measured(source, jsonstat.decode) for name, source in answers.items()}
    results["120 000 cells, PX-JSON"] = _measured(_bytes(_px_json()), pxjson.decode)
    return {
        "against json.loads": results,
        "within the promise": all(result["ratio"] <= PROMISED for result in results.values()),
        "PC-Axis, 120 000 cells, ms": _milliseconds(lambda: px.decode(_px_file())),
    }


def _measured(source: bytes, decode: Callable[[bytes], object]) -> dict[str, float]:
    loads, decodes = [], []
    for _ in range(TIMES):
        loads.append(_cpu(lambda: json.loads(source)))
        decodes.append(_cpu(lambda: decode(source)))
    before, after = statistics.median(loads), statistics.median(decodes)
    return {"ratio": round(after / before, 2), "json ms": round(1000 * before, 1), "decode ms": round(1000 * after, 1)}


def _milliseconds(work: Callable[[], object]) -> float:
    return round(1000 * statistics.median(_cpu(work) for _ in range(TIMES)), 1)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _bytes(answer: object) -> bytes:
    # As the services send it: no blanks, letters as they are.
    return json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _numbers() -> list[int]:
    chance = random.Random(20260608)
    return [chance.randrange(5000) for _ in range(CELLS)]


def _answers() -> dict[str, dict]:
    numbers = _numbers()
    gaps = [None if place % 10 == 3 else number for place, number in enumerate(numbers)]
    told = ["..." if number is None else "" for number in gaps]
    return {
        "whole numbers": _answer(numbers),
        "decimals": _answer([number / 10 for number in numbers]),
        "a tenth confidential, status as object": _answer(gaps)
        | {"status": {str(place): symbol for place, symbol in enumerate(told) if symbol}},
        "a tenth confidential, status as list": _answer(gaps) | {"status": told},
        "symbols among the numbers": _answer([".." if number is None else number for number in gaps]),
        "sparse": _answer({str(place): number for place, number in enumerate(numbers)}),
    }


def _answer(value: object) -> dict:
    dimension = {
        name: {"label": name, "category": {"index": {f"{name}{place:03}": place for place in range(size)}}}
        for name, size in _SIZES.items()
    }
    heading = {"version": "2.0", "class": "dataset", "id": list(_SIZES), "size": list(_SIZES.values())}
    return heading | {"dimension": dimension, "value": value}


def _px_json() -> dict:
    numbers = _numbers()
    columns = [{"code": name, "text": name, "type": "d"} for name in ("alue", "vuosi")]
    columns += [{"code": f"c{place}", "text": "c", "type": "c"} for place in range(40)]
    keys = [[f"KU{area:03}", str(year)] for area in range(300) for year in range(2010, 2020)]
    data = [
        {"key": key, "values": list(map(str, numbers[place * 40 : place * 40 + 40]))} for place, key in enumerate(keys)
    ]
    return {"columns": columns, "data": data}


def _px_file() -> bytes:
    head = "".join(
        f'VALUES("{name}")={",".join(f"{chr(34)}{place}{chr(34)}" for place in range(size))};\n'
        for name, size in _SIZES.items()
    )
    names = ",".join(f'"{name}"' for name in _SIZES)
    return f'CHARSET="ANSI";\nSTUB={names};\n{head}DATA=\n{" ".join(map(str, _numbers()))};\n'.encode("cp1252")


if __name__ == "__main__":
    print(json.dumps(main(), indent=2, ensure_ascii=False))
