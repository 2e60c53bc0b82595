"""Hidden states of seeded models, as transformers' feature-extraction pipeline returns them."""

import copy

import torch
from transformers import FeatureExtractionPipeline

from reference import header, write
from sequence_texts import LONG, PAIRS, TEXTS, real, small

SMALL_INPUTS = ("The film was dull.", "", ("Good!", "so BAD"))


def make(data, goldens):
    models, cases = {}, []
    for architecture in ("distilbert", "bert"):
        models[architecture] = real(architecture, "Model", seed=70)
        # An encoder with a head, which the task leaves out.
        models[f"{architecture}-head"] = real(
            architecture, "SequenceClassification", seed=71, labels=("no", "yes")
        )
        models[f"{architecture}-small"] = small(architecture, "Model", seed=72)
        for name, inputs in (
            (architecture, (*TEXTS, LONG, *PAIRS)),
            (f"{architecture}-head", (TEXTS[0], PAIRS[0])),
            (f"{architecture}-small", SMALL_INPUTS),
        ):
            cases += _cases(name, models[name].load(data, goldens), inputs)
    write(
        goldens / "feature-extraction.json",
        header=header(__file__),
        models={name: model.listing() for name, model in models.items()},
        cases=cases,
    )


def _cases(name, loaded, inputs):
    model, tokenizer = loaded
    model = model.base_model
    pipelines = [
        FeatureExtractionPipeline(model=m, tokenizer=tokenizer, device="cpu")
        for m in (copy.deepcopy(model).double(), model)
    ]
    for text in inputs:
        first, second = (text, None) if isinstance(text, str) else text
        f64, f32 = (
            torch.tensor(
                pipeline(first, tokenize_kwargs={"text_pair": second} if second is not None else {}),
                dtype=torch.float64,
            )
            for pipeline in pipelines
        )
        tokens = f64.shape[1]
        assert f64.shape[0] == 1 and (tokens < 3 or (f64[0, 0] - f64[0, -1]).abs().max() > 0.5)
        rows = sorted({0, tokens // 2, tokens - 1})
        yield {
            "model": name,
            "input": first if second is None else {"text": first, "text_pair": second},
            "tokens": tokens,
            "rows": rows,
            "features": {
                "f64": [float(f"{x:.8g}") for x in f64[0, rows].flatten().tolist()],
                "f32": [float(f"{x:.8g}") for x in f32[0, rows].flatten().tolist()],
            },
        }
