"""Entities by transformers' token-classification pipeline.

The rules are tried twice: on logits that are written down, so that equal scores, saturated ones
and those that are no numbers occur, and on random models of both architectures, whose scores are
computed in float64 and in float32.
"""

import contextlib
import copy
import warnings

import numpy as np
import torch
from transformers import AutoTokenizer, DistilBertConfig, DistilBertForTokenClassification
from transformers import TokenClassificationPipeline

import seeded
from reference import both, header, write

BIO = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
PLAIN = ("NOUN", "VERB", "O", "X")
ODD = ("O", "X-PER", "B-PER", "I-PER", "B-LOC-city", "I-LOC-city")
NINE = ("O", *(f"{bi}-{tag}" for tag in ("PER", "ORG", "LOC", "MISC") for bi in "BI"))

STRATEGIES = ("none", "simple", "first", "average", "max")
SUMMANDS = (1, 2, 7, 8, 9, 15, 16, 17, 31, 100, 128, 129, 136, 200, 300, 512)

def make_rules(goldens):
    folder = goldens / "small-odd"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    write(
        goldens / "token-classification-rules.json",
        header=header(__file__),
        cases=list(_rule_cases(tokenizer)),
        sums=[_sum(n) for n in SUMMANDS],
        models=_listing(SMALL_MODELS),
        model_cases=list(_model_cases(SMALL_MODELS, lambda vocabulary: folder)),
    )


def make(data, goldens):
    write(
        goldens / "token-classification.json",
        header=header(__file__),
        models=_listing(MODELS),
        model_cases=list(_model_cases(MODELS, lambda vocabulary: data / "vocab" / vocabulary)),
    )


def _sum(count):
    """numpy's order of addition shows in the last bits."""
    values = np.float32(1) / np.arange(3, count + 3).astype(np.float32)
    mean = np.nanmean([*values, np.float32("nan")])
    return {
        "count": count,
        "sum": float(f"{values.sum():.9g}"),
        "nanmean_with_a_nan": float(f"{mean:.9g}"),
    }


# --- written logits -----------------------------------------------------------------------------


def _scripted_model(labels, windows):
    """A model that answers call after call with the logits that it was given."""
    model = DistilBertForTokenClassification(
        DistilBertConfig(
            vocab_size=97, dim=4, n_heads=1, n_layers=1, hidden_dim=4, id2label=dict(enumerate(labels))
        )
    )
    remaining = iter(windows)

    def forward(input_ids, **_):
        rows = next(remaining)
        padding = [[0.0] * len(labels)] * (input_ids.shape[1] - len(rows))
        return {"logits": torch.tensor([[*rows, *padding]], dtype=torch.float32)}

    model.forward = forward
    return model, remaining


def _rows(labels, *best, high=2.0):
    """A row for each token and the frame, the wanted label `high` above the others."""
    return [[high if label == wanted else 0.0 for label in labels] for wanted in ("O", *best, "O")]


def _rule_cases(tokenizer):
    nan, inf = float("nan"), float("inf")
    text = "unmoving plot, laughable"  # un ##mov ##ing plot , laugh ##able
    pieces = tokenizer.tokenize(text)
    assert pieces == ["un", "##mov", "##ing", "plot", ",", "laugh", "##able"], pieces

    def case(why, inputs, labels, windows, strategies=STRATEGIES, **parameters):
        if inputs == text:
            assert all(len(rows) == len(pieces) + 2 for rows in windows), why
        for strategy in strategies:
            yield _scripted(
                tokenizer, why, inputs, labels, windows, {"aggregation_strategy": strategy} | parameters
            )

    yield from case(
        "neighbours, B- within an entity, O between, a word whose tokens disagree",
        text,
        BIO,
        [_rows(BIO, "B-PER", "I-PER", "B-LOC", "I-PER", "O", "I-LOC", "B-LOC")],
    )
    yield from case(
        "I- alone begins an entity; B- after I- of the same tag begins another",
        text,
        BIO,
        [_rows(BIO, "I-PER", "I-PER", "B-PER", "I-PER", "I-PER", "B-PER", "B-PER")],
    )
    yield from case(
        "labels without B- and I-, a prefix that is neither, a label with two hyphens",
        text,
        ODD,
        [_rows(ODD, "X-PER", "X-PER", "I-PER", "B-LOC-city", "I-LOC-city", "I-LOC-city", "X-PER")],
    )
    yield from case(
        "plain labels join whatever is alike",
        text,
        PLAIN,
        [_rows(PLAIN, "NOUN", "NOUN", "VERB", "VERB", "X", "O", "O")],
    )
    rows = _rows(BIO, "B-PER", "I-PER", "B-LOC", "I-PER", "O", "I-LOC", "B-LOC")
    yield from case("nothing is ignored", text, BIO, [rows], ignore_labels=[])
    yield from case("a group is ignored by its tag", text, BIO, [rows], ignore_labels=["PER"])
    yield from case("a token is ignored by its label", text, BIO, [rows], ignore_labels=["B-LOC", "O"])
    yield from case(
        "the first of equal labels wins",
        text,
        BIO,
        [[[0, 1, 1, 1, 0]] * 4 + [[1, 1, 0, 0, 0]] * 3 + [[0, 0, 0, 2, 2]] * 2],
    )
    yield from case(
        "scores of exactly 1: the first of equally sure tokens decides",
        text,
        BIO,
        [
            [[0.0] * 5]
            + [[0, 40, 0, 0, 0], [0, 0, 0, 0, 45], [0, 0, 30, 0, 0]]
            + [[0, 0, 19, 0, 0], [60, 0, 0, 0, 0], [0, 0, 0, 60, 0], [0, 0, 0, 0, 90]]
            + [[0.0] * 5]
        ],
    )
    yield from case(
        "the surest token is not the first",
        text,
        BIO,
        [
            [[0.0] * 5]
            + [[0, 1, 0, 0, 0], [0, 0, 0, 3, 0], [0, 0, 2, 0, 0]]
            + [[0, 0, 2, 0, 0], [1, 0, 0, 0, 0], [0, 0, 1.5, 0, 1], [0, 0, 0, 0, 2]]
            + [[0.0] * 5]
        ],
    )
    yield from case(
        "the mean has a label that no token has",
        text,
        BIO,
        [
            [[0.0] * 5]
            + [[3, 0, 2.9, 0, 0], [0, 3, 2.9, 0, 0], [0, 0, 2.9, 3, 0]]
            + [[0, 0, 2, 0, 0], [1, 0, 0, 0, 0], [0, 0, 2.9, 0, 3], [3, 0, 2.9, 0, 0]]
            + [[0.0] * 5]
        ],
    )
    yield from case(
        "scores that are no numbers",
        text,
        BIO,
        [
            [[0.0] * 5]
            + [[0, 1, 0, 0, 0], [0, nan, 0, 0, 0], [0, 0, 2, 0, 0]]
            + [[inf, 0, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 3, 0, 0], [-inf, 0, 0, 0, 2]]
            + [[0.0] * 5]
        ],
        ignore_labels=[],
    )
    yield from case("nothing is found", text, BIO, [_rows(BIO, *["O"] * 7)])
    yield from case("an empty text", "", BIO, [_rows(BIO)])
    yield from case("a blank text", " \t\n", BIO, [_rows(BIO)])
    accents = "fún fun plót Très 電影 😀 good"  # fun fun plot t ##r ##e ##s 電 影 [UNK] good
    yield from case(
        "accents keep lengths or change them, characters that are unknown or beyond the basic plane",
        accents,
        BIO,
        [_rows(BIO, *"B-PER I-PER I-PER I-PER B-LOC I-LOC I-LOC I-LOC B-LOC I-PER I-LOC".split())],
    )
    decomposed = "plot fu\u0301n fun\u0301 ﬀ😀 ß good"  # plot fun fun [UNK] ß good
    yield from case(
        "a combining mark makes a word of one token a part of the word before",
        decomposed,
        BIO,
        [_rows(BIO, *"B-PER B-LOC I-LOC B-PER I-PER B-LOC".split())],
    )
    assert tokenizer.tokenize("unmovi\u0301n\u0301g") == ["un", "##mov", "##ing"]
    yield from case(
        "two combining marks, as many as a prefix has characters, make a part of a word a word",
        "so unmovi\u0301n\u0301g film",
        BIO,
        [_rows(BIO, *"O B-PER I-PER B-LOC I-LOC".split())],
    )
    beyond = "good movi\U000101fdng unmovi\U000101fdn\U000101fdg fu\U000101fdn"
    assert tokenizer.tokenize(beyond) == "good mov ##ing un ##mov ##ing fun".split()
    yield from case(
        "a combining mark beyond the basic plane is one character",
        beyond,
        BIO,
        [_rows(BIO, *"O B-PER B-LOC B-PER I-PER B-LOC B-PER".split())],
    )
    unknown = "film [UNK] plot [MASK] [SEP] fun €moving"
    count = len(tokenizer.tokenize(unknown))
    yield from case(
        "special tokens in the text are tokens; the unknown one shows the text",
        unknown,
        BIO,
        [_rows(BIO, *("B-PER I-PER I-PER I-PER I-PER I-PER I-LOC I-LOC".split() * 2)[:count])],
    )
    cleaned = "it ' s not - so , good . do n ' t !"
    count = len(tokenizer.tokenize(cleaned))
    yield from case(
        "the decoder takes spaces out of a group's text",
        cleaned,
        PLAIN,
        [_rows(PLAIN, *["NOUN"] * count)],
    )
    yield from _word_cases(tokenizer, case)
    yield from _window_cases(tokenizer, case)


def _word_cases(tokenizer, case):
    words = ["unmoving", "plot", "laughable", "fún", "😀fun", "", "it's"]
    count = len(tokenizer(words, is_split_into_words=True)["input_ids"]) - 2
    best = ("B-PER I-PER I-PER B-LOC I-LOC B-LOC O O I-PER B-LOC I-LOC I-LOC O".split() * 2)[:count]
    for delimiter in (None, "", "--", "😀 "):
        yield from case(
            "words are cut already",
            words,
            BIO,
            [_rows(BIO, *best)],
            is_split_into_words=True,
            **({} if delimiter is None else {"delimiter": delimiter}),
        )


def _window_cases(tokenizer, case):
    """Windows of 8 tokens with 6 of text, two of which overlap."""
    text = "unmoving plot, laughable film, so good"
    pieces = tokenizer.tokenize(text)  # un ##mov ##ing plot , laugh ##able film , so good
    assert len(pieces) == 11
    aggregations = STRATEGIES[1:]

    def windows(first, second, third, high=(2.0, 2.0, 2.0)):
        return [
            _rows(BIO, *labels.split(), high=h) for labels, h in zip((first, second, third), high)
        ]

    for why, logits in {
        "the longer of overlapping entities": windows(
            "O O O O O B-PER", "O B-PER I-PER I-PER O O", "O O O"
        ),
        "the longer one came first": windows(
            "O O O B-LOC I-LOC I-LOC", "O B-PER I-PER O O O", "O O O"
        ),
        "of two of one length the surer": windows(
            "O O O O O B-PER", "O B-LOC O O O O", "O O O", high=(2.0, 3.0, 2.0)
        ),
        "of two of one length the surer, which came first": windows(
            "O O O O O B-PER", "O B-LOC O O O O", "O O O", high=(3.0, 2.0, 2.0)
        ),
        "of two alike the first": windows("O O O O O B-PER", "O B-LOC O O O O", "O O O"),
        "of two that are sure, by exactly 1, the first": windows(
            "O O O O O B-PER", "O B-LOC O O O O", "O O O", high=(30.0, 50.0, 2.0)
        ),
        "entities that touch do not overlap": windows(
            "O O O B-PER B-LOC O", "B-LOC B-PER I-PER O O O", "O B-PER I-PER"
        ),
        "one entity swallows several": windows(
            "B-PER B-PER B-PER O O O", "O O O O B-LOC I-LOC", "I-LOC I-LOC I-LOC"
        ),
    }.items():
        yield from case(why, text, BIO, logits, aggregations, stride=2, max_length=8)
    yield from case(
        "windows that share nothing",
        text,
        BIO,
        [
            _rows(BIO, *"O O O O B-PER I-PER".split()),
            _rows(BIO, *"I-PER I-LOC I-LOC O O".split()),
        ],
        aggregations,
        stride=0,
        max_length=8,
    )
    emoji = "fun 😀😀😀 so good film not dull"
    assert len(tokenizer.tokenize(emoji)) == 7
    yield from case(
        "lengths are counted in code points",
        emoji,
        BIO,
        [
            _rows(BIO, *"O B-PER I-PER O".split()),
            _rows(BIO, *"B-LOC I-LOC O O".split()),
            _rows(BIO, *"O O O".split()),
        ],
        aggregations,
        stride=2,
        max_length=6,
    )
    words = ["unmoving", "plot", "laughable", "film", "good"]
    assert len(tokenizer(words, is_split_into_words=True)["input_ids"]) == 10
    yield from case(
        "words that are cut already, in windows",
        words,
        BIO,
        [_rows(BIO, *"O B-PER I-PER O B-LOC".split()), _rows(BIO, *"B-PER I-PER I-PER I-PER O".split())],
        aggregations,
        stride=2,
        max_length=7,
        is_split_into_words=True,
    )
    yield from case(
        "a text that fits into one window",
        "fun plot",
        BIO,
        [_rows(BIO, "B-PER", "I-PER")],
        aggregations,
        stride=2,
        max_length=8,
    )


def _scripted(tokenizer, why, inputs, labels, windows, parameters):
    model, remaining = _scripted_model(labels, windows)
    max_length = parameters.pop("max_length", 40)
    pipeline = TokenClassificationPipeline(model=model, tokenizer=tokenizer, device="cpu")
    with _max_length(tokenizer, max_length):
        with np.errstate(invalid="ignore"), _quiet():
            output = _unwrapped(pipeline, inputs, parameters)
    assert not list(remaining), f"{why}: too many windows"
    return {
        "why": why,
        "inputs": inputs,
        "labels": labels,
        "max_length": max_length,
        "windows": [[[_number(x) for x in row] for row in rows] for rows in windows],
        "parameters": parameters,
        "output": [_plain(entity) | {"score": _number(entity["score"])} for entity in output],
    }


@contextlib.contextmanager
def _quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # means of nothing
        yield


@contextlib.contextmanager
def _max_length(tokenizer, max_length):
    usual = tokenizer.model_max_length
    tokenizer.model_max_length = max_length
    yield
    tokenizer.model_max_length = usual


def _number(x):
    """JSON has neither NaN nor infinities."""
    return float(f"{float(x):.9g}") if np.isfinite(x) else str(float(x))


def _plain(entity):
    return {key: value for key, value in entity.items() if key != "score"}


def _unwrapped(pipeline, inputs, parameters):
    """The output for one input; the pipeline puts that of a list of words into a list."""
    output = pipeline(inputs, **parameters)
    if parameters.get("is_split_into_words"):
        assert len(output) == 1
        return output[0]
    return output


# --- random models ------------------------------------------------------------------------------


NAMES = (
    "Ms. Oluwaseun Krzyżanowski-Brøndsted flew from Llanfairpwllgwyngyll to Reykjavík on Tuesday,"
    " where Café Zürich's owner Zoë met her."
)
TROUBLE = "Zoe\u0308 😀 naïve I\u0307stanbul 東京 ﬁnal\u00a0day \u200bx ½ ™ don't U.S.A."
LONG = " ".join(
    f"{name} of {place} told {other} that the {thing} in {place}'s harbour had been sold."
    for name, place, other, thing in (
        ("Wolfgang Schäfer", "Gdańsk", "Mrs. Abernathy", "lighthouse"),
        ("Ngozi Okonkwo", "Nuku'alofa", "the Daily Gazette", "trawler 😀"),
        ("O’Sullivan", "São Tomé", "Dr. Venkataraghavan", "shipyard"),
        ("Jean-Luc", "'s-Hertogenbosch", "nobody", "customs-house"),
    )
)
VERY_LONG = " ".join([LONG] * 9)
WORDS = ["Wolfgang", "Schäfer", "(Gdańsk)", "didn't", "sell", "😀", "Nuku'alofa", "."]


def _texts(*, stride, long_stride):
    """Inputs with their parameters: each strategy over everything that a model takes whole."""
    for strategy in STRATEGIES:
        for text in (NAMES, TROUBLE):
            yield text, {"aggregation_strategy": strategy}
        yield WORDS, {"aggregation_strategy": strategy, "is_split_into_words": True}
        yield NAMES, {"aggregation_strategy": strategy, "ignore_labels": []}
        if strategy != "none" and stride is not None:
            yield LONG, {"aggregation_strategy": strategy, "stride": stride}
    yield "", {"aggregation_strategy": "simple"}
    yield "   ", {}
    if stride is not None:
        yield LONG, {"aggregation_strategy": "first", "stride": 0}
        yield WORDS * 6, {
            "aggregation_strategy": "average",
            "stride": stride,
            "is_split_into_words": True,
            "delimiter": "",
        }
        yield LONG, {"aggregation_strategy": "max"}  # cut where the model ends
    if long_stride is not None:
        yield VERY_LONG, {"aggregation_strategy": "first", "stride": long_stride, "ignore_labels": list(IGNORED)}


IGNORED = ("O", "PER", "ORG", "MISC")

SMALL_MODELS = {
    "distilbert": (
        seeded.Checkpoint(
            "distilbert", "TokenClassification", 97, seed=31, labels=BIO, max_position_embeddings=40
        ),
        "small-odd",
        (
            ("not-so-great acting, its plotless movies: fun", {}),
            ("Très café: 電影 Spaß", {"aggregation_strategy": "simple"}),
            ("unmoving laughable dullness, greatest", {"aggregation_strategy": "first"}),
            ("unmoving laughable dullness, greatest", {"aggregation_strategy": "max"}),
        ),
    ),
    "bert": (
        seeded.Checkpoint(
            "bert", "TokenClassification", 97, seed=32, labels=BIO, max_position_embeddings=16
        ),
        "small-odd",
        (
            ("not-so-great acting", {"ignore_labels": []}),
            ("unmoving laughable", {"aggregation_strategy": "average"}),
            (
                "so great acting, its plotless movies fun and not a dullness, very laughable",
                {"aggregation_strategy": "simple", "stride": 4},
            ),
            (["so", "great", "acting"], {"aggregation_strategy": "first", "is_split_into_words": True}),
        ),
    ),
}

MODELS = {
    "distilbert, cased": (
        seeded.Checkpoint(
            "distilbert",
            "TokenClassification",
            28996,
            seed=41,
            labels=BIO,
            max_position_embeddings=64,
        ),
        "bert-base-cased",
        tuple(_texts(stride=16, long_stride=None)),
    ),
    "distilbert, uncased": (
        seeded.Checkpoint(
            "distilbert", "TokenClassification", 30522, seed=42, labels=NINE
        ),
        "distilbert-base-uncased",
        tuple(_texts(stride=None, long_stride=128)),
    ),
    "bert, uncased": (
        seeded.Checkpoint(
            "bert", "TokenClassification", 30522, seed=43, labels=ODD, max_position_embeddings=72
        ),
        "bert-base-uncased",
        tuple(_texts(stride=21, long_stride=None)),
    ),
    "bert, cased": (
        seeded.Checkpoint("bert", "TokenClassification", 28996, seed=44, labels=PLAIN),
        "bert-base-cased",
        tuple(_texts(stride=None, long_stride=200)),
    ),
}


def _listing(models):
    return {
        name: {"checkpoint": checkpoint.listing(), "vocabulary": vocabulary}
        for name, (checkpoint, vocabulary, _) in models.items()
    }


def _model_cases(models, folder_of):
    for name, (checkpoint, vocabulary, inputs) in models.items():
        model, tokenizer = seeded.load(checkpoint, folder_of(vocabulary))
        single = TokenClassificationPipeline(model=model, tokenizer=tokenizer, device="cpu")
        double = TokenClassificationPipeline(
            model=copy.deepcopy(model).double(), tokenizer=tokenizer, device="cpu"
        )
        for case in inputs:
            yield {"model": name} | _model_case(single, double, *case)


def _model_case(single, double, inputs, parameters):
    f32, f64 = (_unwrapped(pipeline, inputs, parameters) for pipeline in (single, double))
    entities = [_plain(entity) for entity in f32]
    assert entities == [_plain(entity) for entity in f64], "the precision decides"
    return {
        "inputs": inputs,
        "parameters": parameters,
        "entities": entities,
        "scores": both(*(torch.tensor([e["score"] for e in run]) for run in (f64, f32))),
    }
