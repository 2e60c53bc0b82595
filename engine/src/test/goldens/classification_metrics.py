"""Accuracy and F1 of generated predictions, by scikit-learn."""

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support
from sklearn.preprocessing import MultiLabelBinarizer

from reference import header, write

SEED = 5
CLASSES = ("sadness", "joy", "love", "anger", "fear", "surprise")
LABELS = ("a", "b", "c", "d", "never")


def make(folder):
    random = np.random.default_rng(SEED)
    classes = [
        *(_classes(*_drawn(random, texts, right)) for texts, right in ((1, 1), (40, 0.6), (300, 0.9))),
        _classes(["joy", "joy", "love"], ["joy", "fear", "fear"]),
        _classes(["joy"] * 3, ["love"] * 3),
        _classes(["joy", "joy"], ["joy", "joy"]),
    ]
    label_sets = [
        *(_label_sets(*_drawn_sets(random, texts)) for texts in (30, 200)),
        _label_sets([["a"], [], ["a", "b"]], [["a"], [], ["b", "a"]]),
        _label_sets([["a"], ["b"]], [["c"], []]),
        _label_sets([[], []], [[], []]),
    ]
    write(
        folder / "classification-metrics.json",
        header=header(__file__, libraries=("scikit-learn", "numpy"), seed=SEED),
        classes=classes,
        label_sets=label_sets,
    )


def _drawn(random, texts, right):
    references = random.choice(CLASSES, texts, p=(0.3, 0.3, 0.2, 0.1, 0.1, 0))
    wrong = random.choice(CLASSES, texts)
    predictions = np.where(random.random(texts) < right, references, wrong)
    return references.tolist(), predictions.tolist()


def _drawn_sets(random, texts):
    """Sets of the labels but the last, the predictions with some missing and some too many."""
    references = random.random((texts, len(LABELS))) < (0.5, 0.3, 0.1, 0.05, 0)
    predictions = references ^ (random.random(references.shape) < (0.1, 0.1, 0.1, 0.1, 0))
    return [
        [[label for label, has in zip(LABELS, row) if has] for row in rows]
        for rows in (references, predictions)
    ]


def _classes(references, predictions):
    labels = sorted({*references, *predictions})
    return {"references": references, "predictions": predictions} | _figures(
        references, predictions, labels, labels
    )


def _label_sets(references, predictions):
    binarizer = MultiLabelBinarizer(classes=LABELS).fit([LABELS])
    return {"labels": LABELS, "references": references, "predictions": predictions} | _figures(
        binarizer.transform(references), binarizer.transform(predictions), None, LABELS
    )


def _figures(references, predictions, ids, labels):
    columns = precision_recall_fscore_support(
        references, predictions, labels=ids, average=None, zero_division=0
    )
    return {
        "accuracy": float(accuracy_score(references, predictions)),
        "macro_f1": float(f1_score(references, predictions, average="macro", zero_division=0)),
        "micro_f1": float(f1_score(references, predictions, average="micro", zero_division=0)),
        "by_label": {
            label: {"precision": float(p), "recall": float(r), "f1": float(f), "support": int(n)}
            for label, p, r, f, n in zip(labels, *columns, strict=True)
        },
    }
