"""The tiny random models of engine/tiny-models, one for each command, to try them offline.

Every weight comes from a seed and every piece of the vocabulary is of our own making.
"""

import json
import shutil
import string
import tempfile
from pathlib import Path

import seeded
from reference import header, write

FOLDER = Path(__file__).resolve().parents[3] / "tiny-models"

WORDS = """
a an and are as at be book but by can city cold come day do does far film for france from friend go good
great green had has have he her here his home house i in is it king large letter light like little long
lost love man many more moon morning most my name near new night not now of old on once one or our
paris people play plot question rain read red river said sea see she short sing small so some sun that
the their there they this time to today town tree up very walk warm was water we well were what when
where which who why will wind with woman word work world write year yes you your
"""
ENDINGS = "able ed en er ers es est ful ing less ly ness"

VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *string.punctuation,
    *string.digits,
    *string.ascii_lowercase,
    *(word for word in WORDS.split() if len(word) > 1),
    *(f"##{piece}" for piece in (*string.digits, *string.ascii_lowercase, *ENDINGS.split())),
]

TOKENIZER = {
    "cls_token": "[CLS]",
    "do_lower_case": True,
    "mask_token": "[MASK]",
    "pad_token": "[PAD]",
    "sep_token": "[SEP]",
    "strip_accents": None,
    "tokenize_chinese_chars": True,
    "unk_token": "[UNK]",
}

SIZES = {"dim": 18, "n_layers": 2, "n_heads": 3, "hidden_dim": 37, "max_position_embeddings": 256}

MODELS = {
    "classify": ("distilbert", "SequenceClassification", ("A", "B", "C")),
    "fill-mask": ("distilbert", "MaskedLM", ()),
    "answer": ("distilbert", "QuestionAnswering", ()),
    "tag": ("bert", "TokenClassification", ("O", "B-X", "I-X", "B-Y", "I-Y")),
    "embed": ("bert", "Model", ()),
    "zero-shot": ("bert", "SequenceClassification", ("contradiction", "neutral", "entailment")),
}

SENTENCE_TRANSFORMERS = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {
            "idx": 1,
            "name": "1",
            "path": "1_Pooling",
            "type": "sentence_transformers.models.Pooling",
        },
        {
            "idx": 2,
            "name": "2",
            "path": "2_Normalize",
            "type": "sentence_transformers.models.Normalize",
        },
    ],
    "sentence_bert_config.json": {
        "do_lower_case": False,
        "max_seq_length": SIZES["max_position_embeddings"],
    },
    "1_Pooling/config.json": {
        "pooling_mode_cls_token": False,
        "pooling_mode_max_tokens": False,
        "pooling_mode_mean_sqrt_len_tokens": False,
        "pooling_mode_mean_tokens": True,
        "word_embedding_dimension": SIZES["dim"],
    },
}


def make(goldens):
    assert len(set(VOCABULARY)) == len(VOCABULARY)
    checkpoints = {
        name: seeded.Checkpoint(
            architecture, head, len(VOCABULARY), seed=500 + i, labels=labels, **SIZES
        )
        for i, (name, (architecture, head, labels)) in enumerate(MODELS.items())
    }
    with tempfile.TemporaryDirectory() as vocabulary:
        Path(vocabulary, "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
        _write_json(Path(vocabulary, "tokenizer_config.json"), TOKENIZER)
        for name, checkpoint in checkpoints.items():
            shutil.rmtree(FOLDER / name, ignore_errors=True)
            seeded.write(checkpoint, FOLDER / name, vocabulary)
            seeded.load(checkpoint, vocabulary)  # which finds every tensor in its place
    for path, content in SENTENCE_TRANSFORMERS.items():
        _write_json(FOLDER / "embed" / path, content)
    write(
        goldens / "tiny-models.json",
        header=header(__file__),
        checkpoints={name: c.listing() for name, c in checkpoints.items()},
    )


def _write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
