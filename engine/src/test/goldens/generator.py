"""Weights and ids from a seed, such that another language can make the same bits.

All integers are 64 bits wide and wrap around. SplitMix64 (Steele, Lea and Flood, "Fast splittable
pseudorandom number generators", 2014) gives the constants and the finaliser.
"""

from dataclasses import dataclass

import numpy as np

GAMMA = np.uint64(0x9E3779B97F4A7C15)

RECIPE = [
    "all integers are unsigned, 64 bits wide and wrap around; >>> shifts zeros in",
    "gamma = 0x9e3779b97f4a7c15",
    "mix64(z): z ^= z >>> 30; z *= 0xbf58476d1ce4e5b9; z ^= z >>> 27; z *= 0x94d049bb133111eb;"
    " z ^= z >>> 31; return z",
    "stream(t) = mix64(seed + t * gamma), where t is the number of the tensor in the list, from 0",
    "draw(t, i) = mix64(stream(t) + (i + 1) * gamma) >>> 40, a 24-bit integer",
    "element i, row-major, of tensor t, each step rounded to float32:"
    " unit = float32(draw(t, i)) * 2^-23 - 1, exact and in [-1, 1); scaled = unit * scale;"
    " value = scaled + offset",
]


@dataclass(frozen=True)
class TensorSpec:
    """One tensor of the list; scale and offset are float32 values."""

    name: str
    shape: tuple[int, ...]
    scale: np.float32
    offset: np.float32

    def listing(self):
        return {
            "name": self.name,
            "shape": list(self.shape),
            "scale": float(f"{self.scale:.9g}"),
            "offset": float(self.offset),
        }


def mix64(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def draws(seed, t, count):
    """The first 24-bit integers of stream t."""
    with np.errstate(over="ignore"):
        stream = mix64(np.uint64(seed) + np.uint64(t) * GAMMA)
        return mix64(stream + np.arange(1, count + 1, dtype=np.uint64) * GAMMA) >> np.uint64(40)


def tensors(seed, specs):
    """The tensors of the list, by name, as float32 arrays."""
    return {spec.name: _tensor(seed, t, spec) for t, spec in enumerate(specs)}


def _tensor(seed, t, spec):
    values = draws(seed, t, int(np.prod(spec.shape))).astype(np.float32)
    values *= np.float32(2.0**-23)
    values -= np.float32(1)
    values *= spec.scale
    values += spec.offset
    return values.reshape(spec.shape)


def distilbert_specs(config, scales):
    """The canonical list of a DistilBERT classifier's tensors, in order; a scale for each kind."""
    dim, hidden = config.dim, config.hidden_dim
    specs = []

    def add(name, kind, *shape, offset=0):
        specs.append(TensorSpec(name, shape, np.float32(scales[kind]), np.float32(offset)))

    def norm(name):
        add(f"{name}.weight", "norm", dim, offset=1)
        add(f"{name}.bias", "bias", dim)

    def linear(name, kind, rows, columns):
        add(f"{name}.weight", kind, rows, columns)
        add(f"{name}.bias", "bias", rows)

    add("embeddings.word_embeddings.weight", "word", config.vocab_size, dim)
    add("embeddings.position_embeddings.weight", "position", config.max_position_embeddings, dim)
    norm("embeddings.LayerNorm")
    for i in range(config.n_layers):
        layer = f"transformer.layer.{i}"
        for name in ("q_lin", "k_lin", "v_lin", "out_lin"):
            linear(f"{layer}.attention.{name}", name, dim, dim)
        norm(f"{layer}.sa_layer_norm")
        linear(f"{layer}.ffn.lin1", "lin1", hidden, dim)
        linear(f"{layer}.ffn.lin2", "lin2", dim, hidden)
        norm(f"{layer}.output_layer_norm")
    linear("pre_classifier", "pre_classifier", dim, dim)
    linear("classifier", "classifier", config.num_labels, dim)
    return specs


def checkpoint_name(name):
    """A tensor's name in a sequence-classification checkpoint: the encoder's carry a prefix."""
    return name if "classifier" in name else f"distilbert.{name}"
