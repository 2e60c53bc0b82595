"""EM and F1 of generated predictions, by transformers' squad_metrics (SQuAD's official script)."""

import string
from types import SimpleNamespace

import numpy as np
from transformers.data.metrics.squad_metrics import (
    compute_exact,
    compute_f1,
    normalize_answer,
    squad_evaluate,
)

from reference import header, write

SEED = 6

TEXTS = (
    "",
    " ",
    "the",
    "The.",
    "A  an\tTHE",
    "the-end",
    "a_b the_end",
    "Theatre of the absurd",
    "an, a & the!",
    "U.S. (a) state's 'rights'",
    "l'été à a-Paris",
    "the\u0301 a\u0308n e\u0301",
    "İstanbul ΣΑΣ Straße ǅ",
    "東京 the 東京a the東京",
    "x² the² Ⅻ a½",
    "1,234.56 – 7%",
    f"a{string.punctuation}b",
    "“a” ‘the’ «an»",
    "no\u00a0break\u2003em\u3000wide\u0085next\u001cfield\u200bzero",
    "𝒶 the𝒶 😀the😀",
    "THE Quick brown fox, the lazy dog",
    "quick Brown fox",
    "brown brown fox",
)
WORDS = "the a Quick brown fox jumps over lazy dog 1987 Émile 東京 dog's U.S. an".split()


def make(folder):
    random = np.random.default_rng(SEED)
    write(
        folder / "squad-metrics.json",
        header=header(__file__, libraries=("transformers",), seed=SEED),
        normalized=[{"text": text, "words": normalize_answer(text).split()} for text in TEXTS],
        pairs=[
            {
                "prediction": p,
                "answer": a,
                "exact": compute_exact(a, p),
                "f1": compute_f1(a, p),
            }
            for p in TEXTS[-6:] + TEXTS[:4]
            for a in TEXTS[-6:] + TEXTS[:4]
        ],
        evaluations=[
            _evaluation([_drawn(random, impossible) for _ in range(questions)])
            for questions, impossible in ((60, 0.0), (200, 0.4), (20, 1.0), (1, 0.0))
        ],
    )


def _drawn(random, impossible):
    """A prediction that is often near one of the answers."""

    def words(count):
        return " ".join(random.choice(WORDS, count))

    answers = []
    if random.random() >= impossible:
        answers = [words(random.integers(1, 6)) for _ in range(random.integers(1, 4))]
    near = random.choice(answers) if answers and random.random() < 0.7 else words(3)
    kind = random.integers(4)
    prediction = (near, near.upper() + "!", near + " fox", "")[kind]
    return {"prediction": prediction, "answers": answers}


def _evaluation(questions):
    examples = [
        SimpleNamespace(qas_id=str(i), answers=[{"text": a} for a in q["answers"]])
        for i, q in enumerate(questions)
    ]
    figures = squad_evaluate(examples, {str(i): q["prediction"] for i, q in enumerate(questions)})
    kept = ("exact", "f1", "total")
    names = [*kept, *(f"{p}_{k}" for p in ("HasAns", "NoAns") for k in kept)]
    return {"questions": questions, "figures": {n: figures[n] for n in names if n in figures}}
