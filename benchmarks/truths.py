"""placeholder"""

import math
from typing import NamedTuple


class Row(NamedTuple):
    object: str
    source: str
    value: float


def _wmedian(pairs):
    pairs = sorted(pairs)
    t = sum(w for _, w in pairs)
    a = 0
    for v, w in pairs:
        a += w
        if a >= t / 2 - 1e-12:
            return v


def crh(rows):
    by = {}
    for r in rows:
        by.setdefault(r.object, []).append(r)
    w = {r.source: 1.0 for r in rows}
    std = {}
    for o, rs in by.items():
        m = sum(r.value for r in rs) / len(rs)
        std[o] = math.sqrt(sum((r.value - m) ** 2 for r in rs) / len(rs)) or 1.0
    for _ in range(20):
        t = {o: _wmedian([(r.value, w[r.source]) for r in rs]) for o, rs in by.items()}
        loss = dict.fromkeys(w, 0.0)
        n = dict.fromkeys(w, 0)
        for r in rows:
            loss[r.source] += abs(r.value - t[r.object]) / std[r.object]
            n[r.source] += 1
        loss = {s: max(loss[s] / n[s], 1e-9) for s in loss}
        tot = max(loss.values())
        w = {s: max(-math.log(loss[s] / tot), 1e-9) for s in loss}
    return t
