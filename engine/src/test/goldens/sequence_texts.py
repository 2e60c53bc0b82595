"""Texts for the tasks that take whole texts, and the seeded models that answer them."""

from dataclasses import dataclass
from pathlib import Path

import seeded

SMALL = "small-odd"
"""The vocabulary that is part of the project; others lie in the data folder."""

VOCABULARIES = {
    "distilbert": ("distilbert-base-uncased", 30522),
    "bert": ("bert-base-cased", 28996),
}

TEXTS = (
    "A gripping, funny film",
    "The plot is a tedious mess.",
    "",
    "   \t ",
    "Naïve café: it isn't 3.50 € -- or is it?",
    "e\u0301te\u0301 and \u00e9t\u00e9, a\u0300 la carte",
    "😀 Rome 🇮🇹 wasn't built in a day 👩‍👩‍👧",
    "電影很好看。 Spaß! ΟΔΟΣ",
    "[MASK] and [SEP] stand in this [CLS] text",
    "unbelievablylongwordwithoutanyspacesatall " + "x" * 120,
)

PAIRS = (
    ("Someone sleeps on a sofa.", "A man takes a nap."),
    ("The answer is no.", ""),
    ("", "The answer is yes."),
    ("Is it 😀 or 😢?", "It's 😀, obviously!"),
)

LONG = " ".join(f"In year {year} the river rose and the town moved." for year in range(1900, 1942))
"""Some 500 tokens in either vocabulary, but fewer than a model has positions."""

TOO_LONG = " ".join(f"Day {day}: nothing but rain." for day in range(120))


@dataclass(frozen=True)
class Model:
    """A model of a golden: its checkpoint, and the vocabulary that it is written with."""

    vocabulary: str
    checkpoint: seeded.Checkpoint

    def listing(self):
        return {"vocabulary": self.vocabulary, "checkpoint": self.checkpoint.listing()}

    def folder(self, data, goldens):
        return goldens / SMALL if self.vocabulary == SMALL else data / "vocab" / self.vocabulary

    def load(self, data, goldens):
        """(model, tokenizer), as transformers loads them from files."""
        return seeded.load(self.checkpoint, Path(self.folder(data, goldens)))


def real(architecture, head, seed, **details):
    """A model over the real vocabulary of the architecture."""
    vocabulary, size = VOCABULARIES[architecture]
    return Model(
        vocabulary, seeded.Checkpoint(architecture, head, vocab_size=size, seed=seed, **details)
    )


def small(architecture, head, seed, **details):
    """A model over the vocabulary that is part of the project."""
    checkpoint = seeded.Checkpoint(
        architecture, head, vocab_size=97, seed=seed, max_position_embeddings=40, **details
    )
    return Model(SMALL, checkpoint)
