"""Entities, precision, recall and F1 of generated predictions, by seqeval."""

import itertools
import warnings

import numpy as np
from seqeval.metrics import accuracy_score, f1_score
from seqeval.metrics.sequence_labeling import get_entities, precision_recall_fscore_support
from seqeval.metrics.v1 import precision_recall_fscore_support as strict_figures
from seqeval.scheme import IOB2, Entities

from reference import header, write

SEED = 6
IOB2_LABELS = ("O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-a-b", "I-a-b", "B", "I")
ANY_LABELS = (*IOB2_LABELS, "E-PER", "S-PER", "E-LOC", "S", "E", "PER", "LOC-x", ".", "B-", "B--x")


def make(goldens):
    random = np.random.default_rng(SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # labels that are odd on purpose, types without a prediction
        write(
            goldens / "span-metrics.json",
            header=header(__file__, libraries=("seqeval", "numpy"), seed=SEED),
            spans=[
                *(_spans(labels) for labels in itertools.product(("O", "B-X", "I-X", "I-Y"), repeat=3)),
                *(_spans(_drawn(random, ANY_LABELS, 12)) for _ in range(80)),
            ],
            figures=[
                _figures([["O", "O"]], [["O", "O"]]),
                _figures([["B-PER", "I-PER"]], [["O", "O"]]),
                _figures([["O", "O"]], [["B-PER", "I-PER"]]),
                _figures([["B-PER", "I-PER"], ["O"]], [["I-PER", "I-PER"], ["B-LOC"]]),
                *(_figures(*_prediction(random, sentences)) for sentences in (1, 5, 40)),
            ],
        )


def _drawn(random, labels, words):
    return random.choice(labels, words).tolist()


def _prediction(random, sentences):
    """References, and predictions a quarter of whose words have another label."""
    references = [_drawn(random, IOB2_LABELS, random.integers(0, 15)) for _ in range(sentences)]
    predictions = [
        np.where(random.random(len(sentence)) < 0.75, sentence, _drawn(random, IOB2_LABELS, len(sentence)))
        .astype(str)
        .tolist()
        for sentence in references
    ]
    return references, predictions


def _spans(labels):
    labels = list(labels)
    listing = {
        "labels": labels,
        "conlleval": [[type_, start, end + 1] for type_, start, end in get_entities(labels)],
    }
    if all(label[0] in "IOB" for label in labels):
        entities = Entities([labels], IOB2).entities[0]
        listing["strict_iob2"] = [[e.tag, e.start, e.end] for e in entities]
    return listing


def _figures(references, predictions):
    return {
        "references": references,
        "predictions": predictions,
        "accuracy": float(accuracy_score(references, predictions)),
        "conlleval": _scores(references, predictions, precision_recall_fscore_support),
        "strict_iob2": _scores(
            references, predictions, strict_figures, f1={"mode": "strict"}, scheme=IOB2
        ),
    }


def _scores(references, predictions, support, f1={}, **scheme):
    columns = support(references, predictions, average=None, **scheme)
    micro = support(references, predictions, average="micro", **scheme)
    return {
        "micro": _row(*micro),
        "macro_f1": _or_zero(f1_score(references, predictions, average="macro", **f1, **scheme)),
        "types": [_row(*row) for row in zip(*columns, strict=True)],
    }


def _row(precision, recall, f1, support):
    return {"precision": float(precision), "recall": float(recall), "f1": float(f1), "support": int(support)}


def _or_zero(figure):
    """The mean over no types is NaN."""
    return 0.0 if np.isnan(figure) else float(figure)
