"""The reference computation in both precisions, the conditions a golden must meet, and its file."""

import copy
import json
import math
from importlib.metadata import version
from pathlib import Path

import torch

LIBRARIES = ("torch", "transformers", "tokenizers", "numpy")

MIN_SPREAD = 1.0
MAX_RELATIVE_ENTROPY = 0.7
LONG_ENOUGH = 7
"""Shorter sequences have too few keys for the entropy of a row of attention to mean anything."""


class Reference:
    """One model in float64 and in float32, from the same float32 weights."""

    def __init__(self, model):
        self.single = model.float().eval()
        self.double = copy.deepcopy(self.single).double()

    @torch.no_grad()
    def run(self, ids):
        """The model's outputs for one sequence: (float64, float32)."""
        batch = torch.tensor([ids])
        return (
            self.double(batch, output_attentions=True),
            self.single(batch, output_attentions=True),
        )


def both(f64, f32):
    """A value as it stands in a golden; 12 and 9 digits, the latter restoring every float32."""
    return {
        "f64": [float(f"{x:.12g}") for x in f64.double().flatten().tolist()],
        "f32": [float(f"{x:.9g}") for x in f32.flatten().tolist()],
    }


def differences(value):
    """|f32 - f64| of each number, to three digits."""
    gaps = (abs(a - b) for a, b in zip(value["f64"], value["f32"], strict=True))
    return [float(f"{gap:.3g}") for gap in gaps]


def relative_entropy(attentions):
    """Mean entropy of the rows of attention, all layers and heads, over that of uniform rows."""
    length = attentions[0].shape[-1]
    if length == 1:
        return None
    entropy = torch.stack([torch.special.entr(a).sum(-1).mean() for a in attentions]).mean()
    return round(entropy.item() / math.log(length), 4)


def checked(texts):
    """The header's figures on texts with logits; refuses logits that would prove little."""
    logits = torch.tensor([text["logits"]["f64"] for text in texts], dtype=torch.float64)
    ordered = logits.sort(dim=1, descending=True).values
    spread = logits.max(dim=0).values - logits.min(dim=0).values
    counts = logits.argmax(dim=1).bincount(minlength=logits.shape[1])
    assert (spread >= MIN_SPREAD).all(), f"logits spread by {spread.tolist()} only"
    assert (counts > 0).all(), f"a label never wins: {counts.tolist()}"
    figures = {
        "logit_spread": [round(x, 4) for x in spread.tolist()],
        "argmax_counts": counts.tolist(),
        "max_abs_difference": max(max(differences(text["logits"])) for text in texts),
    } | entropies(texts)
    if logits.shape[1] > 1:
        figures["min_margin"] = round((ordered[:, 0] - ordered[:, 1]).min().item(), 6)
    assert figures["relative_entropy_max"] < MAX_RELATIVE_ENTROPY, "attention is near uniform"
    return figures


def entropies(texts):
    """Mean and largest relative entropy of attention over the texts that are long enough."""
    long = [t["relative_entropy"] for t in texts if len(t["ids"]) >= LONG_ENOUGH]
    return {
        "relative_entropy_mean": round(sum(long) / len(long), 4),
        "relative_entropy_max": max(long),
    }


def header(script, libraries=LIBRARIES, **facts):
    return {
        "made_by": Path(script).name,
        "versions": {library: version(library) for library in libraries},
    } | facts


def write(path, **sections):
    """Writes an object of sections; each of a section's entries stands on a line of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "{\n" + ",\n".join(f'  "{k}": {_section(v)}' for k, v in sections.items()) + "\n}\n",
        encoding="utf-8",
    )


def _section(value):
    match value:
        case dict():
            lines = [f"    {_compact(k)}: {_compact(v)}" for k, v in value.items()]
            return "{\n" + ",\n".join(lines) + "\n  }"
        case list():
            return "[\n" + ",\n".join(f"    {_compact(v)}" for v in value) + "\n  ]"
        case _:
            return _compact(value)


def _compact(value):
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
