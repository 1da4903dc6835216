"""The reader as a torch model: an encoder over word pieces, and heads that read each figure from it.

Here belongs what is learnt and its forward pass. What is learnt from, and how, does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
KEY = 128  # width of the keys and queries of pointers
BUCKETS = 48  # of distances between a figure and a piece, on both sides, by logarithm
UNREACHED = -1e4


class Layer(nn.Module):
    """A transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.up, self.down = (
            nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, INNER),
            nn.Linear(INNER, WIDTH),
        )
        self.norm, self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, _ = x.shape
        parts = (
            f(x).view(size, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        query, key, value = parts
        score = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + mask[:, None, None, :]
        seen = (score.softmax(-1) @ value).transpose(1, 2).reshape(size, length, WIDTH)
        x = self.norm(x + self.out(seen))
        return self.last_norm(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word, position and type tables, and layers."""

    def __init__(self, words: int, layers: int) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(words, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.word(pieces) + self.position(places) + self.kind.weight[0])
        for layer in self.layers:
            x = layer(x, mask)
        return x


def pretrained(path: Path, layers: int) -> Encoder:
    """Return an encoder with the weights of the first layers of a BERT in a safetensors file."""
    held = load_file(path)
    encoder = Encoder(held["embeddings.word_embeddings.weight"].shape[0], layers)
    names = {
        "word.weight": "embeddings.word_embeddings.weight",
        "position.weight": "embeddings.position_embeddings.weight",
        "kind.weight": "embeddings.token_type_embeddings.weight",
    }
    parts = {"norm": "embeddings.LayerNorm"}
    for number in range(layers):
        inside = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "last_norm": "output.LayerNorm",
        }
        parts |= {
            f"layers.{number}.{own}": f"encoder.layer.{number}.{theirs}" for own, theirs in inside.items()
        }
    for own, theirs in parts.items():
        names |= {f"{own}.{end}": f"{theirs}.{end}" for end in ("weight", "bias")}
    encoder.load_state_dict({own: held[theirs] for own, theirs in names.items()})
    return encoder


class Reader(nn.Module):
    """Reads figures: `classes` gives the size of each choice, `roles` the pointers, `witness` how many labels
    the rules have for each choice."""

    def __init__(
        self, encoder: Encoder, classes: Mapping[str, int], roles: tuple[str, ...], witness: Mapping[str, int]
    ) -> None:
        super().__init__()
        self.encoder, self.roles = encoder, roles
        self.figure = nn.Linear(2 * WIDTH, WIDTH)
        self.choices = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in classes.items()})
        self.told = nn.ModuleDict({name: nn.Embedding(witness[name], size) for name, size in classes.items()})
        for table in self.told.values():
            nn.init.zeros_(table.weight)
        ends = 2 * len(roles)
        self.queries, self.keys = nn.Linear(WIDTH, ends * KEY), nn.Linear(WIDTH, ends * KEY)
        self.distance = nn.Parameter(torch.zeros(ends, 2 * BUCKETS))
        self.nothing = nn.Linear(WIDTH, ends)
        self.believed = nn.Parameter(torch.zeros(ends, 2))

    def forward(self, batch: Mapping[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
        """Return the scores of each choice (figures × classes) and of pieces (figures × ends × pieces)."""
        mask = (1.0 - batch["mask"]) * UNREACHED
        x = self.encoder(batch["pieces"], mask)
        row = batch["row"]
        marked = torch.cat([x[row, batch["first"]], x[row, batch["last"]]], -1)
        f = nn.functional.gelu(self.figure(nn.functional.dropout(marked, 0.1, self.training)))
        chosen = {
            name: head(f) + self.told[name](batch[f"told.{name}"]) for name, head in self.choices.items()
        }
        ends = 2 * len(self.roles)
        query = self.queries(f).view(-1, ends, KEY)
        key = self.keys(x).view(x.shape[0], -1, ends, KEY)[row]
        score = torch.einsum("fek,flek->fel", query, key) / KEY**0.5
        score = score + self.distance[:, batch["distance"]].transpose(0, 1)
        score = score + batch["pointed"] * self.believed[None, :, :1]
        nothing = self.nothing(f) + batch["unsaid"] * self.believed[None, :, 1]
        score = torch.cat([nothing[:, :, None], score[:, :, 1:]], -1)
        return chosen, score + mask[row][:, None, :]
