"""A small random DistilBERT with awkward sizes: the model itself, its numbers, its pipelines.

`small-odd/` is a classifier of three labels, `small-odd-regression/` the same encoder under a head
of one. Both folders are complete checkpoints; every piece of the vocabulary is of our own making.
"""

import itertools
import json
import shutil
import string

import torch
from safetensors.torch import load_file, save_file
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DistilBertConfig,
    TextClassificationPipeline,
)

import generator
from intermediates import intermediates
from reference import Reference, both, checked, header, relative_entropy, write

SEED = 14
REGRESSION_SEED = 15

SCALES = {
    "word": 1.0,
    "position": 0.6,
    "norm": 0.3,
    "bias": 0.2,
    "q_lin": 0.5,
    "k_lin": 0.5,
    "v_lin": 0.3,
    "out_lin": 0.3,
    "lin1": 0.4,
    "lin2": 0.3,
    "pre_classifier": 0.4,
    "classifier": 0.6,
}

WORDS = "the film plot is was not and but good bad great dull fun so very never of it mov act laugh"
ENDINGS = "ing ly ed er est ful less ness able ment mov ie or"
VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *string.ascii_lowercase,
    *(f"##{c}" for c in "acdefghilmnoprstuwy"),
    *".,!?'-12",
    "##0",
    *WORDS.split(),
    "un",
    *(f"##{ending}" for ending in ENDINGS.split()),
    *"電影ß",
]

CONFIG = {
    "activation": "gelu",
    "architectures": ["DistilBertForSequenceClassification"],
    "attention_dropout": 0.1,
    "dim": 30,
    "dropout": 0.1,
    "hidden_dim": 37,
    "initializer_range": 0.02,
    "max_position_embeddings": 40,
    "model_type": "distilbert",
    "n_heads": 3,
    "n_layers": 2,
    "pad_token_id": 0,
    "qa_dropout": 0.1,
    "seq_classif_dropout": 0.2,
    "sinusoidal_pos_embds": False,
    "tie_weights_": True,
    "vocab_size": 97,
}
TONES = ("BAD", "MIXED", "GOOD")

TOKENIZER_CONFIG = {
    "cls_token": "[CLS]",
    "do_lower_case": True,
    "mask_token": "[MASK]",
    "model_max_length": 40,
    "pad_token": "[PAD]",
    "sep_token": "[SEP]",
    "strip_accents": None,
    "tokenize_chinese_chars": True,
    "tokenizer_class": "DistilBertTokenizer",
    "unk_token": "[UNK]",
}

TEXTS = (
    "",
    "Good!",
    "The film was dull.",
    "It is a very unmoving plot, never laughable",
    "Très café: 電影 Spaß",
    "jazz quiz 20, 12 - but [MASK] fun?",
    "never so BAD",
    "not-so-great acting, its plotless movies: fun",
    "So great, so funny!",
    "but the plot of it is, it was not a good laugh. the actor moved so very un-goodly, never"
    " the greatest, a dullness or fun!",
)
DETAILED_TEXT = "not-so-great acting, its plotless movies: fun"

PIPELINE_INPUTS = (
    "The film was dull.",
    "So great, so funny!",
    "",
    {"text": "was it fun?", "text_pair": "never so BAD"},
    {"text": "Good!", "text_pair": "the plot is not."},
    ["It is a very unmoving plot, never laughable", "never so BAD"],
)
PROBLEM_TYPES = (
    None,
    "single_label_classification",
    "multi_label_classification",
    "regression",
)
FUNCTIONS = ({}, *({"function_to_apply": f} for f in ("none", "sigmoid", "softmax")))
TOP_KS = ({}, *({"top_k": k} for k in (1, 2, None)))


def make(goldens):
    classifier, regression = goldens / "small-odd", goldens / "small-odd-regression"
    _write_checkpoint(classifier, SEED, TONES)
    _write_checkpoint(regression, REGRESSION_SEED, ("LABEL_0",), encoder=classifier)
    _write_golden(classifier)
    write(
        classifier / "pipeline.json",
        header=header(__file__),
        cases=[case for folder in (classifier, regression) for case in _pipeline_cases(folder)],
    )


def _write_checkpoint(folder, seed, labels, encoder=None):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    config = CONFIG | {
        "id2label": {str(i): label for i, label in enumerate(labels)},
        "label2id": {label: i for i, label in enumerate(labels)},
    }
    assert len(set(VOCABULARY)) == CONFIG["vocab_size"]
    specs = generator.distilbert_specs(DistilBertConfig(**config), SCALES)
    tensors = {
        generator.checkpoint_name(name): torch.from_numpy(values)
        for name, values in generator.tensors(seed, specs).items()
    }
    if encoder:
        shared = load_file(encoder / "model.safetensors")
        tensors |= {name: t for name, t in shared.items() if name.startswith("distilbert.")}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_json(folder / "config.json", config)
    _write_json(folder / "tokenizer_config.json", TOKENIZER_CONFIG)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")


def _write_json(path, value):
    path.write_text(json.dumps(value, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _load(folder):
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager")
    return model.eval(), AutoTokenizer.from_pretrained(folder)


def _write_golden(folder):
    model, tokenizer = _load(folder)
    reference = Reference(model)
    texts = []
    for text in TEXTS:
        ids = tokenizer(text)["input_ids"]
        f64, f32 = reference.run(ids)
        texts.append(
            {
                "text": text,
                "pieces": tokenizer.convert_ids_to_tokens(ids),
                "ids": ids,
                "logits": both(f64.logits, f32.logits),
                "relative_entropy": relative_entropy(f64.attentions),
            }
        )
    ids = tokenizer(DETAILED_TEXT)["input_ids"]
    f64, f32 = intermediates(reference.double, ids), intermediates(reference.single, ids)
    write(
        folder / "golden.json",
        header=header(__file__, checks=checked(texts)),
        texts=texts,
        detailed={"text": DETAILED_TEXT, "ids": ids},
        tensors=[
            {"name": name, "shape": list(f64[name].shape)} | both(f64[name], f32[name])
            for name in f64
        ],
    )


def _pipeline_cases(folder):
    """Every problem type with every choice of parameters; a key that is missing is not passed."""
    model, tokenizer = _load(folder)
    pipeline = TextClassificationPipeline(model=model, tokenizer=tokenizer, device="cpu")
    for problem_type, function, top_k in itertools.product(PROBLEM_TYPES, FUNCTIONS, TOP_KS):
        model.config.problem_type = problem_type
        parameters = function | top_k
        yield {
            "model": folder.name,
            "problem_type": problem_type,
            "parameters": parameters,
            "results": [
                {"inputs": inputs, "outputs": pipeline(inputs, **parameters)}
                for inputs in PIPELINE_INPUTS
            ],
        }
