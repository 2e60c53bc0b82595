"""Logits of every head of both architectures, on seeded checkpoints of odd sizes, ids to logits."""

import copy

import torch
import transformers

import generator
import seeded
from reference import MIN_SPREAD, both, differences, header, write

SEED = 40
LENGTHS = (1, 2, 5, 9, 33)
PIECES = 97
SIZES = {"dim": 30, "n_layers": 2, "n_heads": 3, "hidden_dim": 37, "max_position_embeddings": 40}
TONES = ("BAD", "MIXED", "GOOD")
TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
LABELS = {"SequenceClassification": TONES, "TokenClassification": TAGS}

FIRST_ROW = {"SequenceClassification"}
SOME_ROWS = {"Model", "MaskedLM"}

VARIANTS = (
    ("bert", "SequenceClassification", {"hidden_act": "relu", "layer_norm_eps": 0.01}),
    ("bert", "MaskedLM", {"hidden_act": "relu", "layer_norm_eps": 0.01}),
    ("distilbert", "MaskedLM", {"activation": "relu"}),
)
"""What the configuration decides, beside the usual values."""


def make(folder):
    usual = [(a, head, {}) for a in seeded.NAMES for head in seeded.HEADS]
    cases = [_case(k, *case) for k, case in enumerate((*usual, *VARIANTS))]
    gaps = [max(differences(i["values"])) for case in cases for i in case["inputs"]]
    write(
        folder / "heads.json",
        header=header(
            __file__,
            values="[rows, width]: hidden states of a Model, else logits; start and end by turns",
            checks={"max_abs_difference": max(gaps)},
        ),
        cases=cases,
    )


def _case(k, architecture, head, settings):
    checkpoint = seeded.Checkpoint(
        architecture, head, PIECES, seed=SEED + k, labels=LABELS.get(head, ()), **SIZES
    )
    single = _model(checkpoint, settings)
    double = copy.deepcopy(single).double()
    inputs, values = [], []
    for t, length in enumerate(LENGTHS):
        ids = (generator.draws(checkpoint.seed, 1000 + t, length) % PIECES).tolist()
        types = [int(i >= length / 2) for i in range(length)]
        rows = [0] if head in FIRST_ROW else list(range(length))
        if head in SOME_ROWS:
            rows = sorted({0, length // 3, length - 1})
        f64, f32 = (_run(model, checkpoint, ids, types)[rows] for model in (double, single))
        values.append(f64)
        inputs.append({"ids": ids, "type_ids": types, "rows": rows, "values": both(f64, f32)})
        if architecture == "bert" and length > 2:
            untyped = _run(double, checkpoint, ids, [0] * length)[rows]
            assert (f64 - untyped).abs().max() > 0.05, "token types do not matter"
    spread = torch.cat(values).max(dim=0).values - torch.cat(values).min(dim=0).values
    assert spread.median() >= MIN_SPREAD, f"values spread by {spread.tolist()} only"
    return {"checkpoint": checkpoint.listing(), "config": settings, "inputs": inputs}


def _model(checkpoint, settings):
    config = seeded.config(checkpoint)
    config.update(settings)
    config._attn_implementation = "eager"
    model = getattr(transformers, checkpoint.class_name)(config)
    weights = {n: torch.from_numpy(w) for n, w in seeded.tensors(checkpoint).items()}
    report = model.load_state_dict(weights, strict=False)
    assert not report.unexpected_keys, report
    assert all("decoder" in k or "vocab_projector" in k for k in report.missing_keys), report
    model.tie_weights()
    return model.eval()


@torch.no_grad()
def _run(model, checkpoint, ids, types):
    """What the head makes of each row, or of the sequence as the one row, [rows, width]."""
    typed = {"token_type_ids": torch.tensor([types])} if checkpoint.architecture == "bert" else {}
    outputs = model(torch.tensor([ids]), **typed)
    match checkpoint.head:
        case "Model":
            return outputs.last_hidden_state[0]
        case "QuestionAnswering":
            return torch.stack((outputs.start_logits[0], outputs.end_logits[0]), dim=1)
        case "SequenceClassification":
            return outputs.logits
        case _:
            return outputs.logits[0]
