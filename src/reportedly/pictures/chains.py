"""Draws through whom it was told: voices in layers, from the one on whose word it stands to the one that printed it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.model.pictures import Chain, Picture, Teller
from reportedly.pictures.labels import count, label, width_of
from reportedly.pictures.palette import CONTESTED, FAINT, INK, PAPER, QUIET
from reportedly.pictures.sheet import Mark, Outline, Sheet, Words, drawn

MOST_LAYERS, MOST_VOICES = 4, 18
COLUMNS = ("From", "To", "Claims", "Of them denied")
_WIDTH, _BAR, _HIGH, _LEAST, _GAP, _TOP, _KEY = 960, 11, 480, 3.0, 11.0, 34, 40
_MARGIN = 205  # for the labels of the first and the last layer
_WORTH = 0.04  # of the claims, so that a fourth layer is drawn


@dataclass(frozen=True, slots=True)
class _Stop:
    """A voice in a layer; layer 0 is what was printed. `name` is '' for all voices that found no room there."""

    layer: int
    name: str
    named: bool

    @property
    def is_pool(self) -> bool:
        return not self.name


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where a stop stands: its upper edge, its height, and how many claims pass it."""

    x: float
    y: float
    high: float
    claims: int


def chains(
    found: Iterable[Chain], *, title: str = "On whose word, and through whom", notes: tuple[str, ...] = ()
) -> Picture:
    """Claims as a flow from the voice on whose word they stand, on the left, to the report's own voice, on the right.

    Widths are claims. At most 18 voices a layer are drawn by name and the others as one; chains of more than four
    voices lose those in the middle. Claims on a report's own word have no way to draw, and are counted in a note.
    """
    rows = sorted(found, key=lambda chain: (-chain.claims, [voice.name for voice in chain.voices]))
    ways = [row for row in rows if len(row.voices) > 1]
    short = _shortened(ways)
    flows, denied = _flows(short)
    people = _people(short)
    says = _says(ways, rows, flows)
    sheet = _sheet(flows, people) if flows else Sheet(_WIDTH, 200)
    return Picture(
        kind="chains",
        title=label(title, 90),
        says=says,
        notes=(*notes, *_notes(rows, ways, flows)),
        columns=COLUMNS,
        rows=tuple(_row(pair, number, denied[pair], people) for pair, number in _ranked(flows)),
        drawing=drawn(sheet, label(title, 90), says),
        width=sheet.width,
        height=sheet.height,
    )


_Pair = tuple[_Stop, _Stop]


def _flows(ways: Sequence[Chain]) -> tuple[Counter[_Pair], Counter[_Pair]]:
    """Claims from stop to stop, towards what was printed; and how many of them are denied."""
    kept = _kept(ways)
    flows: Counter[_Pair] = Counter()
    denied: Counter[_Pair] = Counter()
    for chain in ways:
        stops = [_pooled(stop, kept) for stop in _stops(chain)]
        for to, origin in pairwise(stops):
            flows[origin, to] += chain.claims
            denied[origin, to] += chain.denied
    return flows, denied


def _shortened(ways: Sequence[Chain]) -> list[Chain]:
    """Of a long chain the voices next to the report and the last one; a fourth layer where enough claims need it."""
    long = sum(chain.claims for chain in ways if len(chain.voices) >= MOST_LAYERS)
    layers = MOST_LAYERS if long >= _WORTH * sum(chain.claims for chain in ways) else MOST_LAYERS - 1
    return [
        replace(chain, voices=(*chain.voices[: layers - 1], chain.voices[-1])) if len(chain.voices) > layers else chain
        for chain in ways
    ]


def _stops(chain: Chain) -> list[_Stop]:
    """The voices by their layer."""
    return [_Stop(layer, _name(voice), voice.named) for layer, voice in enumerate(chain.voices)]


def _name(voice: Teller) -> str:
    return label(voice.name, 60)


def _kept(ways: Sequence[Chain]) -> set[_Stop]:
    """The voices of each layer that most claims pass."""
    passing: Counter[_Stop] = Counter()
    for chain in ways:
        for stop in _stops(chain):
            passing[stop] += chain.claims
    kept: set[_Stop] = set()
    for layer in range(MOST_LAYERS):
        here = [stop for stop in passing if stop.layer == layer]
        here.sort(key=lambda stop: (-passing[stop], stop.name, stop.named))
        kept |= set(here[: MOST_VOICES if len(here) > MOST_VOICES + 1 else len(here)])
    return kept


def _pooled(stop: _Stop, kept: set[_Stop]) -> _Stop:
    return stop if stop in kept else _Stop(stop.layer, "", named=True)


def _people(ways: Sequence[Chain]) -> dict[_Stop, int]:
    """How many voices stand at a stop; of a pool how many found no room."""
    kept = _kept(ways)
    seen: dict[_Stop, dict[_Stop, int]] = defaultdict(dict)
    for chain in ways:
        for stop, voice in zip(_stops(chain), chain.voices, strict=True):
            here = seen[_pooled(stop, kept)]
            here[stop] = max(here.get(stop, 0), voice.how_many)
    return {stop: sum(here.values()) for stop, here in seen.items()}


def _ranked(flows: Counter[_Pair]) -> list[tuple[_Pair, int]]:
    return sorted(flows.items(), key=lambda flow: (-flow[1], _order(flow[0][0]), _order(flow[0][1])))


def _order(stop: _Stop) -> tuple[int, bool, str, bool]:
    return stop.layer, stop.is_pool, stop.name, stop.named


def _says(ways: Sequence[Chain], rows: Sequence[Chain], flows: Counter[_Pair]) -> str:
    if not ways:
        return "No claim came through more than one voice."
    told = "; ".join(
        f"{' through '.join(label(voice.name) for voice in reversed(chain.voices))}, {count(chain.claims, 'claim')}"
        for chain in ways[:3]
    )
    total, all_ = sum(row.claims for row in ways), sum(row.claims for row in rows)
    return f"A flow of {total:,} of {count(all_, 'claim')} through {count(len(flows), 'link')}. The widest: {told}."


def _notes(rows: Sequence[Chain], ways: Sequence[Chain], flows: Counter[_Pair]) -> Iterable[str]:
    yield "A voice passes on what another said; that it does so says nothing of whether it is so."
    own = sum(row.claims for row in rows) - sum(row.claims for row in ways)
    if own:
        yield f"{count(own, 'claim is', 'claims are')} on a report's own word and not drawn: nothing lies between."
    if any(stop.is_pool for pair in flows for stop in pair):
        yield f"At most {MOST_VOICES} voices a layer are drawn by themselves; the others stand together."
    layers = 1 + max((origin.layer for origin, _ in flows), default=0)
    if longer := sum(row.claims for row in ways if len(row.voices) > layers):
        yield f"{count(longer, 'claim')} came through more than {layers} voices; those between are passed over."
    if any(not voice.named for row in ways for voice in row.voices):
        yield "Unnamed voices that are called alike stand together; they are not thereby one."


def _row(pair: _Pair, number: int, denied: int, people: dict[_Stop, int]) -> tuple[str, ...]:
    return _words(pair[0], people, 60), _words(pair[1], people, 60), f"{number}", f"{denied}"


def _words(stop: _Stop, people: dict[_Stop, int], most: int) -> str:
    number = people.get(stop, 1)
    if stop.is_pool:
        return f"{number:,} {'other voice' if number == 1 else 'other voices'}"
    if stop.named:
        return label(stop.name, most)
    return f"{label(stop.name, most)} ({number:,} unnamed)" if number > 1 else f"{label(stop.name, most)} (unnamed)"


def _sheet(flows: Counter[_Pair], people: dict[_Stop, int]) -> Sheet:
    bars, scale = _bars(flows)
    bottom = max(bar.y + bar.high for bar in bars.values())
    sheet = Sheet(_WIDTH, round(bottom + _KEY))
    _put_flows(sheet, flows, bars, scale, people)
    last = max(stop.layer for stop in bars)
    for stop, bar in bars.items():
        room = _MARGIN if stop.layer in (0, last) else _step(last) - _BAR
        _put_bar(sheet, stop, bar, _fitting(_words(stop, people, 60), bar, room - 16), is_first=stop.layer == last)
    _put_heads(sheet, bars, last)
    return sheet


def _bars(flows: Counter[_Pair]) -> tuple[dict[_Stop, _Bar], float]:
    """Layers from right to left; a stop is as high as the larger of what comes to it and what goes from it."""
    into: Counter[_Stop] = Counter()
    out: Counter[_Stop] = Counter()
    for (origin, to), number in flows.items():
        out[origin] += number
        into[to] += number
    claims = {stop: max(into[stop], out[stop]) for stop in sorted({*into, *out}, key=_order)}
    last = max(stop.layer for stop in claims)
    layers = [[stop for stop in claims if stop.layer == layer] for layer in range(last + 1)]
    scale = min((_HIGH - _GAP * len(row)) / max(sum(claims[stop] for stop in row), 1) for row in layers if row)
    scale = min(max(scale, 0.05), 26.0)
    bars: dict[_Stop, _Bar] = {}
    for layer, row in enumerate(layers):
        x = _MARGIN + (last - layer) * _step(last)
        ordered = _by_neighbours(row, flows, bars, claims)
        bars |= _stacked(ordered, claims, x, scale)
    return _centred(bars), scale


def _step(last: int) -> float:
    """From one layer to the next."""
    return (_WIDTH - 2 * _MARGIN - _BAR) / max(last, 1)


def _by_neighbours(
    row: list[_Stop], flows: Counter[_Pair], bars: dict[_Stop, _Bar], claims: dict[_Stop, int]
) -> list[_Stop]:
    """By the middle of where their claims go (the barycentre heuristic of Sugiyama et al. 1981); the first by size."""
    if not bars:
        return sorted(row, key=lambda stop: (stop.is_pool, -claims[stop], stop.name))
    pulled: dict[_Stop, list[float]] = {}
    for stop in row:
        goes = [
            (bars[to].y + bars[to].high / 2, n) for (origin, to), n in flows.items() if origin == stop and to in bars
        ]
        pulled[stop] = [sum(y * n for y, n in goes) / max(sum(n for _, n in goes), 1)]
    return sorted(row, key=lambda stop: (stop.is_pool, pulled[stop], -claims[stop], stop.name))


def _stacked(row: list[_Stop], claims: dict[_Stop, int], x: float, scale: float) -> dict[_Stop, _Bar]:
    found, y = {}, float(_TOP)
    for stop in row:
        high = max(claims[stop] * scale, _LEAST)
        found[stop] = _Bar(x, y, high, claims[stop])
        y += max(high + _GAP, 15)
    return found


def _centred(bars: dict[_Stop, _Bar]) -> dict[_Stop, _Bar]:
    """Shorter layers stand at the middle of the highest."""
    ends: dict[int, float] = {}
    for stop, bar in bars.items():
        ends[stop.layer] = max(ends.get(stop.layer, 0), bar.y + bar.high)
    most = max(ends.values())
    return {
        stop: _Bar(bar.x, bar.y + (most - ends[stop.layer]) / 2, bar.high, bar.claims) for stop, bar in bars.items()
    }


def _put_flows(
    sheet: Sheet, flows: Counter[_Pair], bars: dict[_Stop, _Bar], scale: float, people: dict[_Stop, int]
) -> None:
    """Bands in the order of where they begin and end, so that they cross as little as may be."""
    leaves: dict[_Stop, float] = {stop: bar.y for stop, bar in bars.items()}
    comes: dict[_Stop, float] = dict(leaves)
    for (origin, to), number in sorted(flows.items(), key=lambda flow: (bars[flow[0][0]].y, bars[flow[0][1]].y)):
        high = max(number * scale, 0.8)
        left, right = bars[origin].x + _BAR, bars[to].x
        band = _band((left, leaves[origin]), (right, comes[to]), high)
        tip = f"{_words(origin, people, 40)} → {_words(to, people, 40)}: {count(number, 'claim')}"
        colour = QUIET if origin.named else CONTESTED
        sheet.outlines.append(Outline((band,), colour, colour, tip, 0.32))
        leaves[origin] += number * scale
        comes[to] += number * scale


def _band(start: tuple[float, float], end: tuple[float, float], high: float) -> tuple[tuple[float, float], ...]:
    upper = []
    for step in range(25):
        t = step / 24
        ease = t * t * (3 - 2 * t)
        upper.append((start[0] + t * (end[0] - start[0]), start[1] + ease * (end[1] - start[1])))
    return (*upper, *((x, y + high) for x, y in reversed(upper)))


def _put_bar(sheet: Sheet, stop: _Stop, bar: _Bar, words: str, *, is_first: bool) -> None:
    x, y = bar.x, bar.y
    ring = ((x, y), (x + _BAR, y), (x + _BAR, y + bar.high), (x, y + bar.high))
    fill = PAPER if not stop.named else FAINT if stop.is_pool else INK
    edge = CONTESTED if not stop.named else QUIET if stop.is_pool else INK
    sheet.outlines.append(Outline((ring,), fill, edge, words))
    if is_first:
        sheet.words.append(Words(x - 7, y + bar.high / 2, words, 10.5, "right"))
    else:
        sheet.words.append(Words(x + _BAR + 7, y + bar.high / 2, words, 10.5, "left"))


def _fitting(words: str, bar: _Bar, room: float) -> str:
    """A voice and its claims as far as there is room."""
    name, number = words, f" {bar.claims:,}"
    while len(name) > 6 and width_of(f"{name}{number}", 10.5) > room:
        name = f"{name[:-2].rstrip()}…"
    return f"{name}{number}"


def _put_heads(sheet: Sheet, bars: dict[_Stop, _Bar], last: int) -> None:
    heads = {0: "in the report's own voice", last: "on whose word"}
    for layer in range(last + 1):
        x = next((bar.x for stop, bar in bars.items() if stop.layer == layer), None)
        if x is not None:
            words = heads.get(layer, f"through ({layer})" if last > 2 else "through")
            sheet.words.append(Words(x + _BAR / 2, 12, words, 11, "center", QUIET))
    y = sheet.height - 12.0
    sheet.marks.append(Mark(12, y, 90, INK, INK, "square"))
    sheet.words.append(Words(22, y, "a named voice", 11, "left", QUIET))
    x = 22 + width_of("a named voice", 11) + 24
    sheet.marks.append(Mark(x, y, 90, PAPER, CONTESTED, "square"))
    sheet.words.append(Words(x + 10, y, "an unnamed voice; width: claims, from left to right", 11, "left", QUIET))
