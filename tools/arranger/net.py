"""The learned arranger's net, in torch: attention of all tokens of a page to all, led by how they stand."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from forms.certificate.learned.arranger import VALUES
from forms.certificate.learned.tokens import BUCKETS, LABELS, SUITED

WIDTH, LAYERS, HEADS, INNER = 96, 6, 4, 192
FEATURES = len(SUITED) + 16
PLACES, PAIRS = 10, 23
"""Numbers by which a token's place is told, and how two tokens stand to each other."""
NEAREST = 6
"""The last ones of these say which is the nearest one."""


class Attention(nn.Module):
    """Attention of all tokens to all, led by how they stand to each other."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.asked, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner = nn.Sequential(nn.Linear(WIDTH, INNER), nn.GELU(approximate="tanh"), nn.Linear(INNER, WIDTH))

    def forward(self, tokens: Tensor, bias: Tensor) -> Tensor:
        """(B, n, WIDTH) and the bias (B, HEADS, n, n) → (B, n, WIDTH)."""
        pages, count, _ = tokens.shape
        parts = self.asked(self.before(tokens)).reshape(pages, count, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        odds = (parts[0] @ parts[1].transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + bias).softmax(-1)
        tokens = tokens + self.out((odds @ parts[2]).transpose(1, 2).reshape(pages, count, WIDTH))
        return tokens + self.inner(self.between(tokens))


class Net(nn.Module):
    """Tokens of pages → what each is the value of, and which belong to one person."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = nn.Linear(FEATURES + PLACES, WIDTH)
        self.label, self.letters = nn.Embedding(len(LABELS), WIDTH), nn.Embedding(BUCKETS + 1, WIDTH)
        nn.init.normal_(self.label.weight, std=0.5)
        nn.init.normal_(self.letters.weight, std=0.15)
        self.pairs = nn.Sequential(nn.Linear(PAIRS, 32), nn.GELU(approximate="tanh"), nn.Linear(32, LAYERS * HEADS + 1))
        self.layers = nn.ModuleList(Attention() for _ in range(LAYERS))
        self.after = nn.LayerNorm(WIDTH)
        self.value, self.person = nn.Linear(WIDTH, len(VALUES)), nn.Linear(WIDTH, WIDTH)

    def forward(self, features, labels, hashes, boxes, cells, owners, sources) -> tuple[Tensor, Tensor]:
        """All (B, n, …), where a label of -1 fills up a page.

        Returns:
            Logits of what each token is the value of (B, n, VALUES), and of two tokens being one person's (B, n, n).
        """
        real = labels >= 0
        places = _places(boxes, cells, owners, real)
        letters = (self.letters(hashes) * (hashes > 0).unsqueeze(-1)).sum(2)
        tokens = self.looks(torch.cat([features, places], -1)) + self.label(labels.clamp_min(0)) + letters
        pairs = self.pairs(_pairs(labels, hashes, boxes, cells, owners, sources, real)).permute(0, 3, 1, 2)
        lost = ((~real).to(pairs.dtype) * -1e4)[:, None, None, :]
        for at, layer in enumerate(self.layers):
            tokens = layer(tokens, pairs[:, at * HEADS : (at + 1) * HEADS] + lost)
        tokens = self.after(tokens)
        mine = self.person(tokens)
        same = mine @ mine.transpose(1, 2) * WIDTH**-0.5 + (pairs[:, -1] + pairs[:, -1].transpose(1, 2)) / 2
        return self.value(tokens), same


def _log(far: Tensor) -> Tensor:
    return far.sign() * far.abs().log1p()


def _places(boxes: Tensor, cells: Tensor, owners: Tensor, real: Tensor) -> Tensor:
    """Where each token stands on its page, in its cell, and how large both are."""
    far = 1e6
    gone = (~real).unsqueeze(-1).to(boxes.dtype) * far
    low = (boxes[..., :2] + gone).amin(1, keepdim=True)
    high = (boxes[..., 2:] - gone).amax(1, keepdim=True)
    at = (boxes - torch.cat([low, low], -1)) / (high - low).clamp_min(1.0).repeat(1, 1, 2)
    size = (boxes[..., 2:] - boxes[..., :2]).clamp_min(0.0).log1p()
    room = (cells[..., 2:] - cells[..., :2]).clamp_min(0.0).log1p()
    inside = owners >= 0
    beside = ((owners.unsqueeze(1) == owners.unsqueeze(2)) & inside.unsqueeze(1)).to(boxes.dtype).sum(-1)
    return torch.cat([at, size, room, inside.to(boxes.dtype).unsqueeze(-1), beside.log1p().unsqueeze(-1)], -1)


def _pairs(labels, hashes, boxes, cells, owners, sources, real) -> Tensor:
    """How each token (second) stands to each other one (first): (B, n, n, PAIRS)."""
    one, two = boxes.unsqueeze(2), boxes.unsqueeze(1)
    cell, other = cells.unsqueeze(2), cells.unsqueeze(1)
    middle, middles = (one[..., :2] + one[..., 2:]) / 2, (two[..., :2] + two[..., 2:]) / 2
    far = _log(
        torch.cat([two - one, middles - middle, (two[..., 0] - one[..., 2]).unsqueeze(-1), other - cell], -1)[
            ..., [0, 2, 4, 5, 6, 7, 8, 9, 10]
        ]
    )
    shared = torch.cat([_shared(one, two), _shared(cell, other)], -1)
    inside = owners >= 0
    # Whoever is named again in another table has the same text; texts are told apart well enough by one number.
    said = (hashes * (1 + torch.arange(hashes.shape[-1]) * BUCKETS)).sum(-1)
    kin = torch.stack(
        [
            (owners.unsqueeze(2) == owners.unsqueeze(1)) & inside.unsqueeze(1),
            sources.unsqueeze(2) == sources.unsqueeze(1),
            (labels.unsqueeze(2) == labels.unsqueeze(1)) & (labels > 0).unsqueeze(1),
            (said.unsqueeze(2) == said.unsqueeze(1)) & (said > 0).unsqueeze(1),
        ],
        -1,
    ).to(boxes.dtype)
    row, column = shared[..., 3] > 0.4, shared[..., 2] > 0.3
    across, down = middles[..., 0] - middle[..., 0], middles[..., 1] - middle[..., 1]
    there, named = real.unsqueeze(1), (labels > 0).unsqueeze(1)
    near = torch.stack(
        [
            _nearest(across, row & (across > 0.2) & there),
            _nearest(-across, row & (across < -0.2) & there),
            _nearest(down, column & (down > 0.2) & there),
            _nearest(-down, column & (down < -0.2) & there),
            _nearest(-across, row & (across < -0.2) & named),
            _nearest(-down, column & (down < -0.2) & named),
        ],
        -1,
    )
    return torch.cat([far, shared, kin, near], -1)


def _shared(one: Tensor, two: Tensor) -> Tensor:
    """How far two rectangles reach over each other, of the smaller one: across, down; negative for white."""
    over = torch.minimum(one[..., 2:], two[..., 2:]) - torch.maximum(one[..., :2], two[..., :2])
    least = torch.minimum(one[..., 2:] - one[..., :2], two[..., 2:] - two[..., :2]).clamp_min(0.1)
    return (over / least).clamp(-1.0, 1.0)


def _nearest(far: Tensor, allowed: Tensor) -> Tensor:
    """1 for the nearest of those allowed, in each row."""
    away = far + (~allowed).to(far.dtype) * 1e6
    return ((away <= away.amin(-1, keepdim=True) + 1e-3) & allowed).to(far.dtype)
