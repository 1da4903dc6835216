"""Time a peer over sentences: `PYTHON peers.py NAME < sentences.json` prints sentences a second.

Runs in a Python of its own, where the peer is installed, and needs nothing else of this project. Peers are
not part of it: CQE is GPL-3 and brings torch, quantulum3 is MIT.
"""

import json
import sys
import time
from collections.abc import Callable

SECONDS = 10.0


def cqe() -> Callable[[str], object]:
    from CQE import CQE

    parser = CQE.CQE(overload=True)
    return parser.parse


def quantulum3() -> Callable[[str], object]:
    from quantulum3 import parser

    return parser.parse


def main() -> None:
    sentences = json.load(sys.stdin)
    parse = {"cqe": cqe, "quantulum3": quantulum3}[sys.argv[1]]()
    sys.argv = sys.argv[:1]
    for sentence in sentences[:10]:
        parse(sentence)
    calls, start = 0, time.process_time()
    while (spent := time.process_time() - start) < SECONDS:
        parse(sentences[calls % len(sentences)])
        calls += 1
    print(calls / spent)


if __name__ == "__main__":
    main()
