"""Answers of transformers' zero-shot-classification pipeline by seeded models."""

import copy

from transformers import ZeroShotClassificationPipeline

from reference import header, write
from sequence_texts import LONG, TEXTS, TOO_LONG, real, small

LABELS = (
    ("contradiction", "neutral", "entailment"),
    ("ENTAILMENT", "neutral", "contradiction"),
    ("neutral", "Entails", "contradiction"),
    ("LABEL_0", "LABEL_1", "LABEL_2"),
    ("entailed", "not_entailment"),
)
"""Of the head: where an entailment is found decides which logits count, and how."""

TOPICS = ["travel", "cooking", "dancing", "local politics"]

CASES = (
    (TEXTS[0], {"candidate_labels": TOPICS}),
    (TEXTS[0], {"candidate_labels": TOPICS, "multi_label": True}),
    (TEXTS[1], {"candidate_labels": "travel, cooking ,,dancing, "}),
    (TEXTS[4], {"candidate_labels": ["dancing"]}),
    (TEXTS[4], {"candidate_labels": ["dancing"], "multi_label": True}),
    (TEXTS[6], {"candidate_labels": ["Italien 🇮🇹", "été", "映画"], "multi_label": True}),
    (TEXTS[6], {"candidate_labels": TOPICS, "hypothesis_template": "This text is about {}."}),
    (TEXTS[7], {"candidate_labels": TOPICS, "hypothesis_template": "{}"}),
    (TEXTS[5], {"candidate_labels": TOPICS, "hypothesis_template": "{0}? Yes, {0}! {{{{x}}}}"}),
    (TEXTS[3], {"candidate_labels": TOPICS}),
    (TEXTS[8], {"candidate_labels": ["[MASK]", "b", "c"]}),
    (TEXTS[0], {"candidate_labels": ["travel", "film", "travel", "travel "]}),
    (list(TEXTS[:2] + TEXTS[4:7]), {"candidate_labels": TOPICS}),
    (list(TEXTS[6:8]), {"candidate_labels": TOPICS, "multi_label": True}),
    (LONG, {"candidate_labels": TOPICS}),
    (TOO_LONG, {"candidate_labels": TOPICS}),
    ([TEXTS[0], TOO_LONG], {"candidate_labels": TOPICS, "multi_label": True}),
)
SMALL_CASES = (
    ("The film was dull.", {"candidate_labels": ["good", "bad", "dull fun"]}),
    ("never so BAD", {"candidate_labels": "good,bad", "multi_label": True}),
    (["Good!", "so very dull"], {"candidate_labels": ["a", "A", "b"]}),
    ("was it fun?", {"candidate_labels": ["good"], "hypothesis_template": "it was {}."}),
)

MAX_NOISE = 5e-6


def make(data, goldens):
    models, cases = {}, []
    for architecture in ("distilbert", "bert"):
        for i, labels in enumerate(LABELS):
            name = f"{architecture}-{i}"
            models[name] = real(architecture, "SequenceClassification", seed=60 + i, labels=labels)
            # Each rule with the first head, and what depends on the head with the others.
            cases += _cases(name, models[name].load(data, goldens), CASES if i == 0 else CASES[:4])
    for architecture in ("distilbert", "bert"):
        name = f"{architecture}-small"
        models[name] = small(architecture, "SequenceClassification", 11, labels=LABELS[0])
        cases += _cases(name, models[name].load(data, goldens), SMALL_CASES)
    orders = {(c["model"], tuple(c["outputs"]["labels"])) for c in cases if "labels" in c["outputs"]}
    assert len(orders) > len(cases) / 3, "the labels come in too few orders"
    write(
        goldens / "zero-shot.json",
        header=header(__file__),
        models={name: model.listing() for name, model in models.items()},
        cases=cases,
    )


def _cases(name, loaded, cases):
    model, tokenizer = loaded
    single, double = (
        ZeroShotClassificationPipeline(model=m, tokenizer=tokenizer, device="cpu")
        for m in (model, copy.deepcopy(model).double())
    )
    for sequences, parameters in cases:
        outputs = single(sequences, **parameters)
        _require_close(outputs, double(sequences, **parameters))
        yield {
            "model": name,
            "sequences": sequences,
            "parameters": parameters,
            "outputs": outputs,
        }


def _require_close(single, double):
    if isinstance(single, list):
        for one, other in zip(single, double, strict=True):
            _require_close(one, other)
        return
    assert single["labels"] == double["labels"], (single, double)
    for one, other in zip(single["scores"], double["scores"], strict=True):
        assert abs(one - other) <= MAX_NOISE, (single, double)
