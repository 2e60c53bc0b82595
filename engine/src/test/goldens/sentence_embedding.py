"""Sentence embeddings of seeded models, by sentence-transformers."""

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.util import cos_sim

import seeded
from reference import LIBRARIES, header, write
from sequence_texts import PAIRS, TEXTS, real, small

POOLING = "sentence_transformers.models.Pooling"
MODES = ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens")


def layout(mode, normalize=False, max_seq_length=None):
    """The files that sentence-transformers adds to a model's, by their names."""
    modules = [
        {"path": "", "type": "sentence_transformers.models.Transformer"},
        {"path": "1_Pooling", "type": POOLING},
    ]
    if normalize:
        modules.append({"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"})
    pooling = {"word_embedding_dimension": 36} | {
        f"pooling_mode_{name}": name == mode for name in MODES
    }
    return {
        "modules.json": [{"idx": i, "name": str(i)} | m for i, m in enumerate(modules)],
        "1_Pooling/config.json": pooling,
        "sentence_bert_config.json": {"max_seq_length": max_seq_length, "do_lower_case": False},
    }


LAYOUTS = {
    "plain": {},
    "mean": layout("mean_tokens"),
    "mean-normalized": layout("mean_tokens", normalize=True, max_seq_length=256),
    "cls": layout("cls_token"),
    "cls-normalized": layout("cls_token", normalize=True),
    "max": layout("max_tokens"),
    "short": layout("mean_tokens", max_seq_length=9),
}
INPUTS = (TEXTS[0], TEXTS[2], TEXTS[4], TEXTS[6], TEXTS[7], PAIRS[0], PAIRS[3])
SMALL_INPUTS = ("The film was dull.", "", "jazz quiz 20, 12 - but [MASK] fun?", ("Good!", "so BAD"))


def make(data, goldens):
    models, cases = {}, []
    for architecture in ("distilbert", "bert"):
        for i, (name, files) in enumerate(LAYOUTS.items()):
            model = real(architecture, "Model", seed=80 + i)
            name = f"{architecture}-{name}"
            models[name] = model.listing() | {"files": files}
            cases += _cases(name, _load(model, files, data, goldens), INPUTS)
        name, files = f"{architecture}-small", LAYOUTS["mean-normalized"]
        model = small(architecture, "Model", seed=90)
        models[name] = model.listing() | {"files": files}
        cases += _cases(name, _load(model, files, data, goldens), SMALL_INPUTS)
    write(
        goldens / "sentence-embedding.json",
        header=header(__file__, libraries=(*LIBRARIES, "sentence-transformers")),
        models=models,
        cases=cases,
        similarities=[_similarities(name, cases) for name in models],
    )


def _load(model, files, data, goldens):
    with tempfile.TemporaryDirectory() as folder:
        seeded.write(model.checkpoint, folder, model.folder(data, goldens))
        for name, content in files.items():
            file = Path(folder) / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(content), encoding="utf-8")
        return [
            SentenceTransformer(
                folder,
                device="cpu",
                model_kwargs={"attn_implementation": "eager", "dtype": dtype},
            )
            for dtype in (torch.float64, torch.float32)
        ]


def _cases(name, loaded, inputs):
    for text in inputs:
        f64, f32 = (model.encode([text], batch_size=1)[0] for model in loaded)
        assert f64.dtype == np.float64 and f32.dtype == np.float32
        # A mean of states between -4 and 4 must still tell texts apart.
        yield {
            "model": name,
            "input": text if isinstance(text, str) else {"text": text[0], "text_pair": text[1]},
            "embedding": {
                "f64": [float(f"{x:.10g}") for x in f64.tolist()],
                "f32": [float(f"{x:.9g}") for x in f32.tolist()],
            },
        }


def _similarities(name, cases):
    """The cosine of each embedding of a model with each, those of float64."""
    vectors = torch.tensor(
        [case["embedding"]["f64"] for case in cases if case["model"] == name], dtype=torch.float64
    )
    cosines = cos_sim(vectors, vectors)
    others = cosines - torch.eye(len(vectors))
    assert others.max() - others.min() > 0.02, (name, cosines)
    return {"model": name, "cosines": [[round(x, 10) for x in row] for row in cosines.tolist()]}
