"""The answers of transformers' fill-mask pipeline, over seeded models of both architectures.

`outputs` is what the pipeline returned, float32 scores and all. `scores64` has the same tokens'
scores of the same model in float64, flattened. A case that the reference refuses has the class of
its `error` instead; `replaced` says what it took for targets that are no tokens, in the order of
its warnings, null for one that it left out.
"""

import copy
import logging
import re

import torch
from transformers import FillMaskPipeline

import seeded
from reference import header, write

LEAST_GAP = 2e-4
"""Of neighbouring scores, relative: far above what float32 blurs, so that the order is certain."""

CARD = ["Paris is the [MASK] of France.", "Today is a [MASK] day!"]
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]
LONG = "The [MASK] of the story is " + "long and dull , " * 1000 + "[MASK]."
LONG_WITHOUT = "The end of the story is " + "long and dull , " * 1000 + "[MASK]."

REAL_CASES = [
    (CARD, {"top_k": 2}),
    (CARD[0], {"top_k": 2}),
    (CARD[0], {}),
    (CARD[1:], {}),
    ("[MASK] is the capital of France.", {"top_k": 3}),
    ("[MASK]", {"top_k": 3}),
    ("The capital is [MASK]", {"top_k": 1}),
    ("The [MASK] of France is [MASK].", {"top_k": 3}),
    (["A [MASK].", "[MASK][MASK] [MASK]!", "One [MASK] more"], {"top_k": 2}),
    (("[MASK] , " * 40).strip(), {"top_k": 1}),
    # Clean-up: of pieces, and not of what only the whole text shows.
    ("I do not [MASK] , do you ? It 's n't .", {"top_k": 2}),
    ("You 've [MASK] it , they 're here ! I 'm not .", {"top_k": 2}),
    ("A well-known ( [MASK] ) , it ' s \" fine \" .", {"top_k": 2}),
    # Glued to words, and pieces in the place of the mask.
    ("He was walk[MASK] home and un[MASK]able.", {"top_k": 2}),
    ("He was walk [MASK] home.", {"targets": ["##ing", "##ed", "##s", "ing"]}),
    ("[MASK] stands at the beginning.", {"targets": ["##ing", "The", "the"]}),
    ("Stop [MASK]", {"targets": [".", "!", "?", ",", "'", "n", "-", "##s"], "top_k": 9}),
    # Special tokens in the place of the mask, and in the text.
    ("A [MASK] day.", {"targets": SPECIAL, "top_k": 5}),
    ("A [MASK] or [MASK] day.", {"targets": SPECIAL, "top_k": 5}),
    ("A [PAD] day [SEP] and a [MASK] [CLS] night [UNK].", {"top_k": 2}),
    ("A [PAD] day [SEP] and a [MASK] [MASK] night [UNK].", {"top_k": 2}),
    # Targets.
    (CARD[0], {"targets": ["capital", "city", "heart"]}),
    (CARD[0], {"targets": "capital"}),
    (CARD[0], {"targets": ["capital", "city", "heart"], "top_k": 2}),
    (CARD[0], {"targets": ["city", "capital", "city", "capital"], "top_k": 5}),
    (CARD[0], {"targets": ["hydroxychloroquine", "unbelievablest", "city"]}),
    (CARD[0], {"targets": ["cityzzz", "city", "city centre"], "top_k": 4}),
    (CARD[0], {"targets": ["Capital", "CAPITAL", " capital", "São Paulo"]}),
    (CARD[0], {"targets": ["", "city", " \t"]}),
    (CARD[0], {"targets": ["\N{GRINNING FACE}", "\N{CJK UNIFIED IDEOGRAPH-4E2D}", "é"]}),
    ("The [MASK] of [MASK].", {"targets": ["capital", "France", "##s"], "top_k": 2}),
    (CARD[0], {"targets": []}),
    (CARD[0], {"targets": ["", "  "]}),
    # No mask.
    ("", {}),
    ("  \n\t ", {}),
    ("Paris is the [mask] of France.", {}),
    ("Paris is the MASK of France.", {}),
    ([CARD[0], "no mask"], {}),
    # Characters.
    ("I \N{GRINNING FACE} [MASK] " + FAMILY + " you \U0001d4d0\U0001d4d1.", {"top_k": 2}),
    ("Cafe\N{COMBINING ACUTE ACCENT} [MASK] nai\N{COMBINING DIAERESIS}ve re\u0301sume\u0301s", {}),
    ("Zażółć [MASK] gęślą jaźń, СССР и [MASK] Ελλάδα", {"top_k": 2}),
    ("北京是[MASK]国的首都。", {"top_k": 2}),
    ("tab\there\nand\u00a0[MASK]\u2003there\r\n\u0000\ufffd\u200b.", {"top_k": 2}),
    ("\N{ZERO WIDTH JOINER}[MASK]\N{COMBINING ACUTE ACCENT}x", {"top_k": 2}),
    (CARD[0], {"top_k": 40}),
    # Length.
    ("A [MASK] " + "and " * 507 + ".", {"top_k": 1}),
    ("A [MASK] " + "and " * 508 + ".", {"top_k": 1}),
    (LONG, {}),
    (LONG, {"top_k": 1, "truncation": True}),
    (LONG_WITHOUT, {"truncation": True}),
]

SMALL_CASES = [
    (["The [MASK] was dull.", "so [MASK]!"], {"top_k": 2}),
    ("The [MASK] was dull.", {}),
    ("[MASK] is good", {"top_k": 3}),
    ("[MASK]", {"top_k": 1}),
    ("the [MASK] is [MASK] , never bad !", {"top_k": 2}),
    ("act [MASK] so [MASK]", {"targets": ["##ing", "##ed", "##s", "fun"]}),
    ("[MASK] plot", {"targets": ["##ing", "[PAD]", "[SEP]", ".", "!"]}),
    ("a [PAD] bad [SEP] [MASK] film", {"top_k": 2}),
    ("a [PAD] bad [SEP] [MASK] [MASK]", {"top_k": 2}),
    ("it was not [MASK]", {"targets": ["good", "great", "GOOD", "good", "greatest"]}),
    ("it was not [MASK]", {"targets": ["", "good"], "top_k": 1}),
    ("it was not [MASK]", {"targets": ["", " "]}),
    ("it was not [MASK]", {"targets": ["\N{GRINNING FACE}", "laughing", "qß"]}),
    ("it ' s n't [MASK] ?", {"top_k": 2}),
    ("so \N{GRINNING FACE} [MASK] e\N{COMBINING ACUTE ACCENT} \U0001d4d0 電影", {"top_k": 2}),
    ("it was not [MASK]", {"top_k": 97}),
    ("", {}),
    ("  ", {}),
    ("it was not [mask]", {}),
    (["so [MASK]", "good"], {}),
    ("[MASK] " + "good " * 37, {"top_k": 1}),
    ("[MASK] " + "good " * 38, {"top_k": 1}),
    ("[MASK] " + "good " * 50, {}),
    ("[MASK] " + "good " * 50, {"top_k": 1, "truncation": True}),
    ("good " * 50 + "[MASK]", {"truncation": True}),
]

SMALL = {"vocab_size": 97, "max_position_embeddings": 40, "scale": 1.5}

GROUPS = [
    ("vocab/bert-base-cased", {}, ("distilbert", 28996, 501), REAL_CASES),
    ("vocab/bert-base-uncased", {}, ("bert", 30522, 502), REAL_CASES),
    (
        "vocab/bert-base-cased",
        {"clean_up_tokenization_spaces": True},
        ("distilbert", 28996, 503),
        REAL_CASES[:4] + REAL_CASES[10:15],
    ),
    ("small-odd", {}, ("distilbert", 97, 504), SMALL_CASES),
    ("small-odd", {}, ("bert", 97, 505), SMALL_CASES),
    (
        "small-odd",
        {"clean_up_tokenization_spaces": False},
        ("bert", 97, 506),
        [SMALL_CASES[4], SMALL_CASES[13]],
    ),
]


class Warnings(logging.Handler):
    """What a pipeline took for targets that are no tokens."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.replaced = []

    def emit(self, record):
        message = record.getMessage()
        if "The specified target token" in message:
            replacement = re.search("Replacing with `(.*)`", message, re.DOTALL)
            self.replaced.append(replacement and replacement[1])


def make(data, goldens):
    groups = []
    for vocabulary, settings, (architecture, vocab_size, seed), cases in GROUPS:
        is_small = vocabulary == "small-odd"
        folder = goldens / vocabulary if is_small else data / vocabulary
        sizes = SMALL if is_small else {"vocab_size": vocab_size, "scale": 1.6}
        checkpoint = seeded.Checkpoint(architecture, "MaskedLM", seed=seed, **sizes)
        groups.append(
            {
                "vocabulary": vocabulary,
                "settings": settings,
                "checkpoint": checkpoint.listing(),
                "cases": list(_answers(checkpoint, folder, settings, cases)),
            }
        )
    for group in groups:
        _check(group)
    write(
        goldens / "fill-mask.json",
        header=header(__file__),
        groups=[{k: v for k, v in group.items() if k != "cases"} for group in groups],
        cases=[{"group": i} | case for i, group in enumerate(groups) for case in group["cases"]],
    )


def _answers(checkpoint, folder, settings, cases):
    model, tokenizer = seeded.load(checkpoint, folder)
    for name, value in settings.items():
        setattr(tokenizer, name, value)
    single = FillMaskPipeline(model=model, tokenizer=tokenizer, device="cpu")
    double = FillMaskPipeline(
        model=copy.deepcopy(model).double(), tokenizer=tokenizer, device="cpu"
    )
    for inputs, parameters in cases:
        yield {"inputs": inputs, "parameters": parameters} | _answer(
            single, double, inputs, parameters
        )


def _answer(single, double, inputs, parameters):
    arguments = dict(parameters)
    if arguments.pop("truncation", False):
        arguments["tokenizer_kwargs"] = {"truncation": True}
    warnings = Warnings()
    logger = logging.getLogger("transformers.pipelines.fill_mask")
    logger.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    try:
        outputs = single(inputs, **arguments)
    except Exception as e:
        return {"error": type(e).__name__}
    finally:
        logger.removeHandler(warnings)
    again = list(_candidates(double(inputs, **arguments)))
    candidates = list(_candidates(outputs))
    assert [c["token"] for c in candidates] == [c["token"] for c in again], "float64 orders else"
    answer = {"outputs": outputs, "scores64": [float(f"{c['score']:.12g}") for c in again]}
    return answer | ({"replaced": warnings.replaced} if warnings.replaced else {})


def _candidates(outputs):
    """The candidates of all masks and texts, one after the other."""
    for output in outputs:
        if isinstance(output, dict):
            yield output
        else:
            yield from _candidates(output)


def _rows(outputs):
    """The lists of candidates, each of one mask."""
    if isinstance(outputs[0], dict):
        yield outputs
    else:
        for output in outputs:
            yield from _rows(output)


def _check(group):
    """Refuses answers that would prove little."""
    best, scores = set(), []
    for case in group["cases"]:
        for row in _rows(case["outputs"]) if "outputs" in case else ():
            best.add(row[0]["token"])
            scores.append(row[0]["score"])
            for a, b in zip(row, row[1:]):
                gap = (a["score"] - b["score"]) / a["score"]
                assert gap > LEAST_GAP, (case["inputs"], case["parameters"], gap, a, b)
    scores.sort()
    assert len(best) > len(scores) / 4, "the same tokens win again and again"
    assert scores[-1] > 0.3 and scores[len(scores) // 2] > 10 / group["checkpoint"]["vocab_size"]
