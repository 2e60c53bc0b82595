"""Fingerprints of seeded checkpoints, by which the Java tests know that they make the same."""

import hashlib
import itertools

import torch

import seeded
from reference import header, write

LABELS = {
    "SequenceClassification": ("BAD", "MIXED", "GOOD"),
    "TokenClassification": ("O", "B-PER", "I-PER", "B-LOC", "I-LOC"),
}


def make(goldens):
    vocabulary = goldens / "small-odd"
    checkpoints = [
        seeded.Checkpoint(
            architecture,
            head,
            vocab_size=97,
            seed=100 + i,
            labels=LABELS.get(head, ()),
            max_position_embeddings=40,
        )
        for i, (architecture, head) in enumerate(itertools.product(seeded.NAMES, seeded.HEADS))
    ]
    checkpoints += [
        seeded.Checkpoint(
            architecture,
            "SequenceClassification",
            vocab_size=97,
            seed=2**62 + 7,
            scale=0.37,
            labels=("one", "two"),
            problem_type="multi_label_classification",
            dim=10,
            n_layers=1,
            n_heads=5,
            hidden_dim=7,
            max_position_embeddings=33,
        )
        for architecture in seeded.NAMES
    ] + [seeded.Checkpoint("bert", "MaskedLM", vocab_size=97, seed=1, scale=1.3)]
    write(
        goldens / "seeded.json",
        header=header(__file__, vocabulary=vocabulary.name),
        checkpoints=[_fingerprints(checkpoint, vocabulary) for checkpoint in checkpoints],
    )


def _fingerprints(checkpoint, vocabulary):
    weights = seeded.tensors(checkpoint)
    model, tokenizer = seeded.load(checkpoint, vocabulary)
    loaded = model.state_dict()
    assert all(torch.equal(loaded[name], torch.from_numpy(w)) for name, w in weights.items())
    config = model.config.to_diff_dict()
    return {
        "checkpoint": checkpoint.listing(),
        "class": type(model).__name__,
        "tokenizer": type(tokenizer).__name__.removesuffix("Fast"),
        "max_length": tokenizer.model_max_length,
        "config": {k: v for k, v in config.items() if not k.startswith("_")},
        "sha256": _sha256(weights),
    }


def _sha256(weights):
    """Of each tensor in turn: a line with its name and shape, its float32 values little-endian."""
    digest = hashlib.sha256()
    for name, values in weights.items():
        digest.update(f"{name} {list(values.shape)}\n".encode())
        digest.update(values.astype("<f4").tobytes())
    return digest.hexdigest()
