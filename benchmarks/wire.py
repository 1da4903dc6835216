"""A made-up year on the wire: about nine documents a day on one crisis and on other subjects, as files.

Here belongs the generator for `benchmarks.year`: outlets that report what a few origins say, counts that
grow and are revised, reprints, late, doubled, undated and refused files. The same seed is the same year;
nothing of it is real, and nothing is measured here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST_DAY = date(2025, 1, 6)
DAYS = 365
PER_DAY = (5, 7, 8, 9, 9, 10, 11, 12)  # documents that a day may bring

BRIEF = """\
title: The crisis in Ordavia
description: What is reported on the dead, the displaced, the soldiers and the houses of Ordavia.
period_start: 2025-01-06
schedule: "0 6 * * *"
organisations:
  - name: Ordavian health ministry
    aliases: [health ministry of Ordavia]
    people: [Ilka Brandor]
    party: true
  - name: Corvane Monitor
    aliases: [Corvane Monitoring Group]
    people: [Tamsin Oyelle]
    grade: B
  - name: Lantern Relief
    aliases: [Lantern Relief Committee]
    people: [Joren Haldt]
    grade: C
  - name: Ordavian army
    aliases: [general staff of Ordavia]
    people: [Pell Marrick]
    party: true
  - name: Veshin Governor's Office
    people: [Sorrel Quist]
places:
  Ordavia: {}
  Veshin: {within: Ordavia}
  Tarn: {within: Ordavia}
  Lower Sull: {within: Ordavia}
questions:
  - {id: killed, title: People killed in Ordavia, category: people, event: [killed, died], place: Ordavia,
     temporality: cumulative}
  - {id: wounded, title: People wounded in Ordavia, category: people, event: wounded, place: Ordavia,
     temporality: cumulative}
  - {id: missing, title: People missing in Ordavia, category: people, event: missing, place: Ordavia}
  - {id: displaced, title: People displaced in Ordavia, category: people, event: displaced, place: Ordavia}
  - {id: evacuated, title: People evacuated from Veshin, category: people, event: evacuated, place: Veshin}
  - {id: detained, title: People detained in Ordavia, category: people, event: detained, place: Ordavia}
  - {id: soldiers-killed, title: Soldiers killed in Ordavia, category: troops, event: [killed, died],
     place: Ordavia, temporality: cumulative}
  - {id: soldiers-stationed, title: Soldiers stationed in Tarn, category: troops, event: stationed,
     place: Tarn}
  - {id: soldiers-planned, title: Soldiers to be sent to Tarn, category: troops, event: [deployed, arrived],
     place: Tarn, status: planned, beside: [expected]}
  - {id: houses-destroyed, title: Houses destroyed in Ordavia, category: houses, event: destroyed,
     place: Ordavia}
  - {id: aid-workers, title: Aid workers deployed to Ordavia, category: aid workers, event: deployed,
     place: Ordavia}
  - {id: villages-cut-off, title: Villages cut off in Ordavia, category: villages, event: cut_off,
     place: Ordavia}
"""

# Of each question: its size on the first day and the last, and how a report words it.
_ASKED: Mapping[str, tuple[int, int, str]] = {
    "killed": (40, 9_400, "{n} people have been killed in {place}"),
    "wounded": (110, 21_000, "{n} people have been wounded in {place}"),
    "missing": (25, 1_300, "{n} people are missing in {place}"),
    "displaced": (4_000, 610_000, "{n} people have been displaced in {place}"),
    "evacuated": (900, 48_000, "{n} people have been evacuated from Veshin"),
    "detained": (12, 2_600, "{n} people have been detained in {place}"),
    "soldiers-killed": (15, 3_300, "{n} soldiers have been killed in {place}"),
    "soldiers-stationed": (2_000, 26_000, "{n} soldiers are stationed in Tarn"),
    "soldiers-planned": (500, 9_000, "{n} soldiers are to be sent to Tarn"),
    "houses-destroyed": (60, 17_000, "{n} houses have been destroyed in {place}"),
    "aid-workers": (30, 2_100, "{n} aid workers have been deployed to {place}"),
    "villages-cut-off": (3, 140, "{n} villages are cut off in {place}"),
}
_PLACES = ("Ordavia",) * 7 + ("Veshin", "Tarn", "Lower Sull")
_ORIGINS = (
    ("the Ordavian health ministry", "Ilka Brandor of the Ordavian health ministry"),
    ("the Corvane Monitor", "Tamsin Oyelle of the Corvane Monitor"),
    ("Lantern Relief", "Joren Haldt of Lantern Relief"),
    ("the Ordavian army", "Pell Marrick of the Ordavian army"),
    ("the Veshin Governor's Office", "Sorrel Quist of the Veshin Governor's Office"),
)
_OUTLETS = (
    *("Brine Street Courier", "Ferrow Herald", "Meridian Slate", "Northgate Dispatch"),
    *("Old Quay Journal", "Pallas Newswire", "Sixmile Tribune", "Wexen Daily"),
)
_BOUNDS = ("",) * 7 + ("at least ",) * 4 + ("about ",) * 4 + ("more than ",) * 3 + ("up to ",)
_SAID = (
    "{who} said {how} on {day} that {told}.",
    "{who} told reporters {how} that {told}.",
    "{who} said {how} that {told}.",
    "In a statement written {how}, {who} said {told}.",
)
_WHO = (
    *("a baker", "the ferryman", "a widow", "two brothers", "the schoolmaster", "an engineer", "a midwife"),
    *("the miller", "a carter", "the bishop", "a clerk", "an old sergeant", "the postmistress", "a mason"),
)
_DID = (
    *("waited for bread", "mended a roof", "read out names", "counted blankets", "argued over fuel"),
    *("carried water", "stacked sandbags", "looked for a cousin", "kept the lamps lit", "swept broken glass"),
    *("tuned a radio", "buried a dog", "sorted letters", "boiled linen", "guarded a cellar", "sold salt"),
)
_WHERE = (
    *("by the mill", "under the viaduct", "behind the town hall", "on the weir", "along the ridge road"),
    *("near the chapel", "in the tannery", "at the tram depot", "beside the quarry", "below the dam"),
    *("outside the mint", "in the old arcade", "by the customs shed", "at the ropewalk", "on the fish quay"),
)
_WHAT = (
    *("grey", "narrow", "borrowed", "frozen", "crowded", "broken", "empty", "painted", "muddy", "silent"),
    *("crooked", "draughty", "patched", "hurried", "tired", "stubborn", "smoky", "locked", "pale", "sooty"),
)
_THINGS = (
    *("kettle", "ladder", "cart", "ledger", "stove", "bicycle", "bell", "wardrobe", "map", "barrel", "coat"),
    *("piano", "saddle", "lantern", "gate", "shovel", "mirror", "cradle", "anvil", "trunk", "fiddle", "oar"),
)
_HOW = (
    *("before the fog had lifted", "while the talks went on", "as the power failed again", "long after dark"),
    *("though nobody had asked", "without a word", "as if nothing had happened", "until the sirens stopped"),
    *("with frozen hands", "for want of anything better", "as lorries rolled past", "in the first snow"),
)
_OTHER = (
    ("Ferry fares to rise", "Fares on the southern ferries will rise by {a} percent from next month."),
    ("Harvest beats forecast", "Growers brought in {b} tonnes of barley, the growers' union said."),
    ("Late goal settles the derby", "A crowd of {b} saw the winner fall in the {a}th minute."),
    ("Museum shows its restored frescoes", "Some {a} visitors came on the first morning."),
    ("Rail works close the eastern line", "About {b} commuters will have to take the bus."),
    ("Bank lifts its key rate", "The bank lifted its rate and expects growth of {a} percent."),
    ("Fish plant hires again", "The plant at Ruddle Bay employs {b} workers, its owner said."),
)
_HEADS = (
    "Another night of shelling",
    "Counting the losses",
    "Toll climbs as talks stall",
    "Waiting at the crossing",
    "What is known so far",
    "Relief convoys turn back",
)
_ABROAD = (
    "Die Lage im Tal bleibt angespannt, und niemand weiß, wann die Straßen wieder frei sind. "
    "Die Behörden haben die Bewohner gebeten, in ihren Häusern zu bleiben und auf Nachrichten zu warten. "
)
_REFUSED = (
    b"%PDF-1.7 scanned statement",
    b"",
    b"\x00\x01\x02 not a text \x00\x00",
    b"PK\x03\x04word/document.xml",
)


@dataclass
class Wire:
    """A year of files by the day they are received; what is late waits in `_late` until its day."""

    seed: int = 0
    _told: dict[tuple[str, int], int] = field(default_factory=dict)
    _late: dict[int, list[tuple[str, bytes]]] = field(default_factory=dict)
    _recent: list[tuple[str, bytes]] = field(default_factory=list)
    _count: int = 0

    def days(self, until: int = DAYS) -> Iterator[tuple[date, list[tuple[str, bytes]]]]:
        """Yield each day with the files received on it, by name; a few days have none."""
        draw = random.Random(self.seed)
        for step in range(until):
            received = self._late.pop(step, [])
            for _ in range(draw.choice(PER_DAY) if draw.random() > 0.01 else 0):
                name, content = self._document(step, draw)
                wait = draw.randint(1, 20) if draw.random() < 0.05 else 0
                if wait:
                    self._late.setdefault(step + wait, []).append((name, content))
                else:
                    received.append((name, content))
            yield FIRST_DAY + timedelta(days=step), sorted(dict(received).items())

    def _document(self, step: int, draw: random.Random) -> tuple[str, bytes]:
        """Return a file: a report, a reprint of a recent one, its bytes again, or what cannot be read."""
        self._count += 1
        outlet = draw.choice(_OUTLETS)
        name = f"{outlet.split()[0].lower()}-{self._count:05d}.txt"
        kind = draw.random()
        if kind < 0.015:
            return name, draw.choice(_REFUSED) + (str(self._count).encode() if kind < 0.012 else b"")
        if kind < 0.03:
            return name, (_ABROAD * draw.randint(4, 8) + f"Ausgabe {self._count}.").encode()
        if self._recent and kind < 0.06:
            return name, draw.choice(self._recent)[1]
        if self._recent and kind < 0.17:
            _, content = draw.choice(self._recent)
            body = content.decode().split("\n\n")
            return name, "\n\n".join([body[0], _masthead(outlet, step, draw), *body[2:-1]]).encode()
        report = (name, self._report(outlet, step, draw).encode())
        self._recent = [*self._recent[-40:], report]
        return report

    def _report(self, outlet: str, step: int, draw: random.Random) -> str:
        passing = [" ".join(_passing(draw) for _ in range(3)) for _ in range(draw.randint(6, 9))]
        if draw.random() < 0.4:
            title, line = draw.choice(_OTHER)
            told = [line.format(a=draw.randint(2, 80), b=f"{draw.randint(200, 90_000):,}")]
        else:
            title = draw.choice(_HEADS)
            told = [self._sentence(step, draw) for _ in range(draw.randint(1, 5))]
        body = [told[0], *draw.sample([*told[1:], *passing], len(told) - 1 + len(passing))]
        return "\n\n".join([title, _masthead(outlet, step, draw), *body, f"Ref. {outlet[:2].upper()}"])

    def _sentence(self, step: int, draw: random.Random) -> str:
        """Return what an origin says on a question: its newest count, at times an old or a nameless one."""
        question = draw.choice(list(_ASKED))
        low, high, words = _ASKED[question]
        number = draw.randrange(len(_ORIGINS))
        if (question, number) not in self._told or draw.random() < 0.3:
            truth = low + (high - low) * (step / DAYS) ** 1.3
            revised = 0.85 if draw.random() < 0.04 else 1.0
            self._told[question, number] = rounded(truth * revised * (0.9 + 0.05 * number), draw)
        count = self._told[question, number]
        if draw.random() < 0.08:
            count = rounded(count * draw.uniform(0.5, 0.95), draw)
        told = words.format(n=f"{draw.choice(_BOUNDS)}{count:,}", place=draw.choice(_PLACES))
        if draw.random() < 0.12:
            return f"{told[0].upper()}{told[1:]}."
        who = draw.choice(_ORIGINS[number])
        day = day_in_words(FIRST_DAY + timedelta(days=step))
        said = draw.choice(_SAID).format(who=who, told=told, day=day, how=draw.choice(_HOW))
        return said[0].upper() + said[1:]


def _passing(draw: random.Random) -> str:
    """Return a sentence that counts nothing; it hardly ever comes twice, so that only reprints are copies."""
    who, did, what, thing, where, how = (
        draw.choice(words) for words in (_WHO, _DID, _WHAT, _THINGS, _WHERE, _HOW)
    )
    return f"{who.capitalize()} {did} with a {what} {thing} {where} {how}."


def _masthead(outlet: str, step: int, draw: random.Random) -> str:
    if draw.random() < 0.06:
        return outlet
    return f"{outlet}\nPublished: {day_in_words(FIRST_DAY + timedelta(days=step))}, 0{draw.randint(5, 9)}:30"


def day_in_words(day: date) -> str:
    """Return a day as a paper prints it: 6 January 2025."""
    return f"{day.day} {day:%B %Y}"


def rounded(value: float, draw: random.Random) -> int:
    """Return a count as somebody would give it: to the last digit, or rounded."""
    whole = max(1, round(value))
    return whole if draw.random() < 0.5 or whole < 100 else round(whole, 1 - len(str(whole)) + 1)
