"""Question answering by transformers' own pipeline, and SQuAD's evaluation recipe.

The models are seeded (seeded.py), over the project's small vocabulary and over real ones. Each case
is answered in float64 and in float32; it is refused if both don't agree in everything but the last
digits of the scores, or if two answers are so close that their order would mean nothing.

What the pipeline returns with a score of exactly 0 is left out: where a context has fewer spans than
the pipeline looks at, it goes on with spans that are none (they end before they begin, or are too
long), in an order that depends on the instruction set of the CPU.

utils_qa.py is transformers' examples/pytorch/question-answering/utils_qa.py; it is no part of the
package and has to lie in a folder on the PYTHONPATH.
"""

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from transformers import QuestionAnsweringPipeline

import seeded
from question_answering_inputs import LONG, OWN, OWN_CASES, REAL, REAL_CASES
from reference import header, write

OWN_CHECKPOINTS = (
    ("distilbert", "small-odd", 97, 31),
    ("bert", "small-odd", 97, 32),
)
REAL_CHECKPOINTS = (
    ("distilbert", "bert-base-cased", 28996, 33),
    ("bert", "bert-base-uncased", 30522, 34),
)
RECIPES = (
    {},
    {"version_2_with_negative": True},
    {"version_2_with_negative": True, "null_score_diff_threshold": -4.0},
    {"n_best_size": 3, "max_answer_length": 4},
    {"version_2_with_negative": True, "n_best_size": 1},
    {"max_seq_length": 64, "doc_stride": 24},
)
N_BEST_SHOWN = 5
MIN_GAP = 3e-4
"""Between scores that follow each other, over the greater one."""


def make_own(goldens):
    write(
        goldens / "question-answering.json",
        **_golden(OWN, OWN_CASES, OWN_CHECKPOINTS, lambda name: goldens / name, None),
    )


def make_real(data, goldens):
    write(
        goldens / "question-answering-real.json",
        **_golden(REAL, REAL_CASES, REAL_CHECKPOINTS, lambda name: data / "vocab" / name, RECIPES),
    )


def _golden(inputs, cases, checkpoints, vocabulary, recipes):
    listings, answered, predicted = [], [], []
    for number, (architecture, name, vocab_size, seed) in enumerate(checkpoints):
        checkpoint = seeded.Checkpoint(
            architecture, "QuestionAnswering", vocab_size=vocab_size, seed=seed
        )
        listings.append({"vocabulary": name} | checkpoint.listing())
        model, tokenizer = seeded.load(checkpoint, vocabulary(name))
        for names, parameters in cases:
            answered.append(
                {"checkpoint": number, "inputs": names, "parameters": parameters}
                | _answers(model, tokenizer, [inputs[name] for name in names], parameters)
            )
        for recipe in recipes or ():
            predicted.append(
                {"checkpoint": number, "recipe": recipe}
                | _predictions(model, tokenizer, inputs, recipe)
            )
    checks = {"cases": len(answered), "best_scores": _spread(answered)}
    sections = {
        "header": header(__file__, checks=checks),
        "inputs": inputs,
        "checkpoints": listings,
        "cases": answered,
    }
    return sections | ({"recipes": predicted} if recipes else {})


def _answers(model, tokenizer, inputs, parameters):
    """The pipeline's answers to all inputs of a case at once, a list for each."""
    both = []
    for precision in (torch.float64, torch.float32):
        pipeline = QuestionAnsweringPipeline(
            model=model.to(precision), tokenizer=tokenizer, device="cpu"
        )
        outputs = pipeline(inputs, **parameters)
        outputs = outputs if len(inputs) > 1 else [outputs]
        outputs = [output if isinstance(output, list) else [output] for output in outputs]
        both.append([[a for a in answers if a["score"] != 0] for answers in outputs])
    f64, f32 = both
    for exact, rounded, (_, context) in zip(f64, f32, (i.values() for i in inputs), strict=True):
        places = [[_place(a) for a in answers] for answers in (exact, rounded)]
        assert places[0] == places[1], (parameters, exact, rounded)
        scores = [a["score"] for a in exact]
        gaps = [(a - b) / a for a, b in zip(scores, scores[1:])]
        assert all(gap > MIN_GAP for gap in gaps), (parameters, scores)
        assert all(a["answer"] == context[a["start"] : a["end"]] for a in exact)
    return {
        "answers": [
            [
                a | {"score": float(f"{a['score']:.12g}"), "f32": float(f"{b['score']:.9g}")}
                for a, b in zip(exact, rounded, strict=True)
            ]
            for exact, rounded in zip(f64, f32, strict=True)
        ]
    }


def _place(answer):
    return answer["start"], answer["end"], answer["answer"]


def _spread(answered):
    """How the best scores of the cases are distributed: least, quartiles, greatest."""
    best = [answers[0]["score"] for case in answered for answers in case["answers"] if answers]
    return [round(float(q), 4) for q in np.quantile(best, (0, 0.25, 0.5, 0.75, 1))]


def _predictions(model, tokenizer, inputs, recipe):
    """run_qa.py's way from questions to predictions, one window at a time and without padding."""
    from utils_qa import postprocess_qa_predictions

    recipe = dict(recipe)
    windows = {
        "max_length": recipe.pop("max_seq_length", 384),
        "stride": recipe.pop("doc_stride", 128),
    }
    names = [
        name
        for name, entry in inputs.items()
        if entry["context"].strip()
        and name not in LONG
        and len(tokenizer(entry["question"])["input_ids"]) < windows["max_length"] // 2
    ]
    results = []
    for precision in (torch.float64, torch.float32):
        features, starts, ends = [], [], []
        for name in names:
            window_logits(
                model.to(precision), tokenizer, name, inputs[name], windows, features, starts, ends
            )
        results.append(
            _postprocessed(
                postprocess_qa_predictions, names, inputs, features, starts, ends, recipe
            )
        )
    f64, f32 = results
    for exact, rounded in zip(f64, f32, strict=True):
        assert exact["prediction_text"] == rounded["prediction_text"], (recipe, exact, rounded)
        texts = [[n["text"] for n in p["n_best"]] for p in (exact, rounded)]
        assert texts[0] == texts[1], (recipe, exact, rounded)
    return {"predictions": f64, "f32": [p["score_diff"] for p in f32]}


def window_logits(model, tokenizer, name, entry, windows, features, starts, ends):
    """Adds the windows of an entry, and their logits, to the lists."""
    encoded = tokenizer(
        entry["question"].lstrip(),
        entry["context"],
        truncation="only_second",
        return_overflowing_tokens=True,
        return_offsets_mapping=True,
        **windows,
    )
    for k, ids in enumerate(encoded["input_ids"]):
        sequences = encoded.sequence_ids(k)
        offsets = encoded["offset_mapping"][k]
        features.append(
            {
                "example_id": name,
                "offset_mapping": [o if s == 1 else None for o, s in zip(offsets, sequences)],
            }
        )
        columns = {"input_ids": torch.tensor([ids])}
        if "token_type_ids" in encoded:
            columns["token_type_ids"] = torch.tensor([encoded["token_type_ids"][k]])
        with torch.no_grad():
            output = model(**columns)
        starts.append(output.start_logits[0].numpy())
        ends.append(output.end_logits[0].numpy())


class Examples(list):
    """A list of examples that gives its columns by name, as a data set does."""

    def __getitem__(self, key):
        return [e[key] for e in self] if isinstance(key, str) else super().__getitem__(key)


def _postprocessed(postprocess, names, inputs, features, starts, ends, recipe):
    examples = Examples({"id": name, "context": inputs[name]["context"]} for name in names)
    with tempfile.TemporaryDirectory() as folder:
        texts = postprocess(examples, features, (starts, ends), output_dir=folder, **recipe)
        n_best = json.loads((Path(folder) / "nbest_predictions.json").read_text())
        odds = Path(folder) / "null_odds.json"
        score_diffs = json.loads(odds.read_text()) if odds.exists() else {}
    return [
        {
            "input": name,
            "prediction_text": texts[name],
            "score_diff": score_diffs.get(name),
            "n_best": [_rounded(n) for n in n_best[name][:N_BEST_SHOWN]],
            "n_best_size": len(n_best[name]),
        }
        for name in names
    ]


def _rounded(candidate):
    return {k: float(f"{v:.9g}") if isinstance(v, float) else v for k, v in candidate.items()}
