"""SQuAD's dev set from the file to EM and F1, by run_qa.py's recipe and a seeded model.

Also what all predictions together look like: were one of them another, one of the figures would be
too. Windows are computed one at a time and without padding. utils_qa.py as in question_answering.py.
"""

import json

import torch
from transformers.data.metrics.squad_metrics import compute_exact, compute_f1

import seeded
from question_answering import REAL_CHECKPOINTS, Examples, window_logits
from reference import header, write

RECIPES = ({}, {"version_2_with_negative": True, "null_score_diff_threshold": -2.0})
WINDOWS = {"max_length": 384, "stride": 128}


def make(data, goldens):
    questions = _questions(json.loads((data / "squad" / "dev-half.json").read_text(encoding="utf-8")))
    architecture, name, vocab_size, seed = REAL_CHECKPOINTS[0]
    checkpoint = seeded.Checkpoint(architecture, "QuestionAnswering", vocab_size=vocab_size, seed=seed)
    model, tokenizer = seeded.load(checkpoint, data / "vocab" / name)
    runs = []
    for precision in (torch.float64, torch.float32):
        features, starts, ends = [], [], []
        for question in questions:
            window_logits(
                model.to(precision), tokenizer, question["id"], question, WINDOWS, features, starts, ends
            )
        runs.append([_figures(questions, features, starts, ends, recipe) for recipe in RECIPES])
    assert runs[0] == runs[1], runs
    write(
        goldens / "squad-dev.json",
        header=header(__file__, windows=len(features)),
        checkpoint={"vocabulary": name} | checkpoint.listing(),
        figures=[{"recipe": recipe} | run for recipe, run in zip(RECIPES, runs[0], strict=True)],
    )


def _questions(squad):
    return [
        {
            "id": qa["id"],
            "question": qa["question"],
            "context": paragraph["context"],
            "answers": [answer["text"] for answer in qa["answers"]],
        }
        for article in squad["data"]
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]


def _figures(questions, features, starts, ends, recipe):
    from utils_qa import postprocess_qa_predictions

    predictions = postprocess_qa_predictions(Examples(questions), features, (starts, ends), **recipe)
    pairs = [(q["answers"], predictions[q["id"]]) for q in questions]
    return {
        "total": len(pairs),
        "exact": 100.0 * sum(max(compute_exact(a, p) for a in answers) for answers, p in pairs) / len(pairs),
        "f1": 100.0 * sum(max(compute_f1(a, p) for a in answers) for answers, p in pairs) / len(pairs),
        "characters": sum(len(p) for _, p in pairs),
        "empty": sum(not p for _, p in pairs),
        "weighted": sum(i * len(p) for i, (_, p) in enumerate(pairs)),
    }
