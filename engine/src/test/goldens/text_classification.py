"""Answers of transformers' text-classification pipeline by seeded models of both architectures."""

import copy

import numpy as np
from transformers import TextClassificationPipeline

from reference import header, write
from sequence_texts import LONG, PAIRS, TEXTS, TOO_LONG, real, small

EMOTIONS = ("sadness", "joy", "love", "anger")
TOPICS = ("sport", "politics", "Kultur", "science", "weather")
HEADS = (
    {"labels": EMOTIONS},
    {"labels": TOPICS, "problem_type": "multi_label_classification"},
    {"labels": ("LABEL_0",), "problem_type": "regression"},
    {"labels": ("relevant",)},
)
SEEDS = {"distilbert": (44, 51, 42, 43), "bert": (45, 52, 42, 44)}
"""Of the heads, such that their answers differ from text to text."""
SMALL_TEXTS = ("The film was dull.", "", "jazz quiz 20, 12 - but [MASK] fun?", "電影 Spaß")

CASES = (
    *((text, {}) for text in (*TEXTS, LONG)),
    *((text, {"top_k": None}) for text in TEXTS[:6]),
    (TOO_LONG, {"truncation": True}),
    ({"text": TOO_LONG, "text_pair": LONG}, {"truncation": True}),
    *(({"text": a, "text_pair": b}, {"top_k": None}) for a, b in PAIRS),
    ({"text": PAIRS[0][0], "text_pair": PAIRS[0][1]}, {}),
    (list(TEXTS), {}),
    (list(TEXTS[:4]), {"top_k": 2}),
    ([{"text": a, "text_pair": b} for a, b in PAIRS], {"top_k": 1}),
    *(
        ([TEXTS[0], TEXTS[4]], {"top_k": None, "function_to_apply": function})
        for function in ("none", "sigmoid", "softmax")
    ),
)
SMALL_CASES = (
    *((text, {}) for text in SMALL_TEXTS),
    ({"text": "was it fun?", "text_pair": "never so BAD"}, {"top_k": None}),
    (list(SMALL_TEXTS), {"top_k": None}),
)

MAX_NOISE = 5e-6
"""Between scores by float32 and by float64, in parts of those beyond 1."""


def make(data, goldens):
    models, cases = {}, []
    for architecture in ("distilbert", "bert"):
        for head, seed in zip(HEADS, SEEDS[architecture], strict=True):
            name = f"{architecture}-{head.get('problem_type') or len(head['labels'])}"
            models[name] = real(architecture, "SequenceClassification", seed=seed, **head)
            cases += _cases(name, models[name].load(data, goldens), CASES)
    models["bert-small"] = small("bert", "SequenceClassification", 7, labels=EMOTIONS[:3])
    cases += _cases("bert-small", models["bert-small"].load(data, goldens), SMALL_CASES)
    _require_discriminating(cases)
    write(
        goldens / "text-classification.json",
        header=header(__file__),
        models={name: model.listing() for name, model in models.items()},
        cases=cases,
    )


def _cases(name, loaded, cases):
    model, tokenizer = loaded
    single, double = (
        TextClassificationPipeline(model=m, tokenizer=tokenizer, device="cpu")
        for m in (model, copy.deepcopy(model).double())
    )
    for inputs, parameters in cases:
        outputs = single(inputs, **parameters)
        _require_close(outputs, double(inputs, **parameters))
        yield {"model": name, "inputs": inputs, "parameters": parameters, "outputs": outputs}


def _flat(outputs):
    return [outputs] if isinstance(outputs, dict) else [s for o in outputs for s in _flat(o)]


def _require_close(single, double):
    for one, other in zip(_flat(single), _flat(double), strict=True):
        assert one["label"] == other["label"], (one, other)
        bound = MAX_NOISE * max(1, abs(other["score"]))
        assert abs(one["score"] - other["score"]) <= bound, (one, other)


def _require_discriminating(cases):
    """Every label of several comes first somewhere, and scores differ from text to text."""
    for name in {case["model"] for case in cases}:
        own = [c for c in cases if c["model"] == name and isinstance(c["inputs"], str)]
        best = [_flat(c["outputs"])[0] for c in own if not c["parameters"]]
        scores = np.array([b["score"] for b in best])
        assert scores.max() - scores.min() > 0.1, (name, scores)
        wins = {b["label"] for b in best}
        labels = {s["label"] for c in own for s in _flat(c["outputs"])}
        assert len(wins) >= min(3, len(labels)), (name, wins)
