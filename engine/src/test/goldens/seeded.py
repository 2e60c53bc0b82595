"""Checkpoints of any task from a seed: transformers' own files, the same bits as the Java tests make.

The weights follow the recipe of generator.py. The scales let logits spread by several units and
keep attention far from uniform at any width; `scale` widens or narrows the logits further.

    checkpoint = seeded.Checkpoint("bert", "TokenClassification", vocab_size=97, seed=3,
                                   labels=("O", "B-PER", "I-PER"))
    model, tokenizer = seeded.load(checkpoint, vocabulary_folder)
    golden["checkpoint"] = checkpoint.listing()    # the Java tests make it again from this
"""

import json
import math
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import transformers
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertConfig, DistilBertConfig

import generator
from generator import TensorSpec

HEADS = (
    "Model",
    "SequenceClassification",
    "TokenClassification",
    "QuestionAnswering",
    "MaskedLM",
)

TABLES = {"word": 1.0, "position": 0.6, "type": 0.4}
"""The largest weight of an embedding."""

GAINS = {
    "query": 3.3,
    "key": 3.3,
    "value": 1.7,
    "out": 1.7,
    "intermediate": 1.5,
    "output": 1.7,
    "pooler": 1.8,
    "transform": 1.8,
    "classifier": 6.0,
    "head": 3.5,
}
"""The largest weight of a layer, times the square root of its inputs."""

NORM, BIAS = 0.3, 0.1


@dataclass(frozen=True)
class Checkpoint:
    """What makes a checkpoint; `labels` for the heads that have them, `problem_type` or None."""

    architecture: str
    head: str
    vocab_size: int
    seed: int
    scale: float = 1.0
    labels: tuple[str, ...] = ()
    problem_type: str | None = None
    dim: int = 36
    n_layers: int = 2
    n_heads: int = 3
    hidden_dim: int = 52
    max_position_embeddings: int = 512

    def __post_init__(self):
        assert self.architecture in NAMES and self.head in HEADS
        assert bool(self.labels) == self.head.endswith("Classification"), "labels for this head?"

    def listing(self):
        return asdict(self) | {"labels": list(self.labels)}

    @property
    def class_name(self):
        stem = NAMES[self.architecture].class_stem
        return f"{stem}Model" if self.head == "Model" else f"{stem}For{self.head}"


@dataclass(frozen=True)
class Names:
    """What an architecture calls itself and its tensors; a layer's are below `layer`."""

    class_stem: str
    tokenizer: str
    prefix: str
    types: bool
    layer: str
    query: str
    key: str
    value: str
    out: str
    attention_norm: str
    intermediate: str
    output: str
    output_norm: str
    transform: str
    transform_norm: str
    decoder_bias: str


NAMES = {
    "distilbert": Names(
        class_stem="DistilBert",
        tokenizer="DistilBertTokenizer",
        prefix="distilbert.",
        types=False,
        layer="transformer.layer",
        query="attention.q_lin",
        key="attention.k_lin",
        value="attention.v_lin",
        out="attention.out_lin",
        attention_norm="sa_layer_norm",
        intermediate="ffn.lin1",
        output="ffn.lin2",
        output_norm="output_layer_norm",
        transform="vocab_transform",
        transform_norm="vocab_layer_norm",
        decoder_bias="vocab_projector.bias",
    ),
    "bert": Names(
        class_stem="Bert",
        tokenizer="BertTokenizer",
        prefix="bert.",
        types=True,
        layer="encoder.layer",
        query="attention.self.query",
        key="attention.self.key",
        value="attention.self.value",
        out="attention.output.dense",
        attention_norm="attention.output.LayerNorm",
        intermediate="intermediate.dense",
        output="output.dense",
        output_norm="output.LayerNorm",
        transform="cls.predictions.transform.dense",
        transform_norm="cls.predictions.transform.LayerNorm",
        decoder_bias="cls.predictions.bias",
    ),
}


class Specs:
    """Gathers the list of tensors, in order."""

    def __init__(self):
        self.tensors = []

    def add(self, name, scale, *shape, offset=0.0):
        self.tensors.append(TensorSpec(name, shape, np.float32(scale), np.float32(offset)))

    def norm(self, name, dim, scale=1.0):
        self.add(f"{name}.weight", NORM * scale, dim, offset=scale)
        self.add(f"{name}.bias", BIAS, dim)

    def linear(self, name, kind, rows, columns, scale=1.0):
        self.add(f"{name}.weight", GAINS[kind] * scale / math.sqrt(columns), rows, columns)
        self.add(f"{name}.bias", BIAS, rows)


def specs(checkpoint):
    """The tensors by the names that a checkpoint of this head has, in the order of the streams."""
    c, names, specs = checkpoint, NAMES[checkpoint.architecture], Specs()
    prefix = "" if c.head == "Model" else names.prefix
    embeddings = f"{prefix}embeddings"
    specs.add(f"{embeddings}.word_embeddings.weight", TABLES["word"], c.vocab_size, c.dim)
    specs.add(
        f"{embeddings}.position_embeddings.weight",
        TABLES["position"],
        c.max_position_embeddings,
        c.dim,
    )
    if names.types:
        specs.add(f"{embeddings}.token_type_embeddings.weight", TABLES["type"], 2, c.dim)
    specs.norm(f"{embeddings}.LayerNorm", c.dim)
    for i in range(c.n_layers):
        layer = f"{prefix}{names.layer}.{i}"
        for kind in ("query", "key", "value", "out"):
            specs.linear(f"{layer}.{getattr(names, kind)}", kind, c.dim, c.dim)
        specs.norm(f"{layer}.{names.attention_norm}", c.dim)
        specs.linear(f"{layer}.{names.intermediate}", "intermediate", c.hidden_dim, c.dim)
        specs.linear(f"{layer}.{names.output}", "output", c.dim, c.hidden_dim)
        specs.norm(f"{layer}.{names.output_norm}", c.dim)
    _add_head(c, names, prefix, specs)
    return specs.tensors


def _add_head(c, names, prefix, specs):
    # Of BERT's heads, only these two are built upon a pooler; DistilBERT's classifier has its own.
    if names.types and c.head in ("Model", "SequenceClassification"):
        specs.linear(f"{prefix}pooler.dense", "pooler", c.dim, c.dim)
    match c.head:
        case "SequenceClassification":
            if not names.types:
                specs.linear("pre_classifier", "pooler", c.dim, c.dim)
            specs.linear("classifier", "classifier", len(c.labels), c.dim, c.scale)
        case "TokenClassification":
            specs.linear("classifier", "head", len(c.labels), c.dim, c.scale)
        case "QuestionAnswering":
            specs.linear("qa_outputs", "head", 2, c.dim, c.scale)
        case "MaskedLM":
            # The projector's weight is the word embedding; so the norm before it bears the scale.
            specs.linear(names.transform, "transform", c.dim, c.dim)
            specs.norm(names.transform_norm, c.dim, c.scale)
            specs.add(names.decoder_bias, BIAS, c.vocab_size)


def tensors(checkpoint):
    """The weights by name, as float32 arrays."""
    return generator.tensors(checkpoint.seed, specs(checkpoint))


def config(checkpoint):
    """The configuration, an object of transformers."""
    c = checkpoint
    common = {
        "architectures": [c.class_name],
        "dtype": "float32",
        "vocab_size": c.vocab_size,
        "max_position_embeddings": c.max_position_embeddings,
    }
    if c.labels:
        common |= {
            "id2label": dict(enumerate(c.labels)),
            "label2id": {label: i for i, label in enumerate(c.labels)},
        }
    if c.problem_type:
        common["problem_type"] = c.problem_type
    if c.architecture == "distilbert":
        return DistilBertConfig(
            dim=c.dim, n_layers=c.n_layers, n_heads=c.n_heads, hidden_dim=c.hidden_dim, **common
        )
    return BertConfig(
        hidden_size=c.dim,
        num_hidden_layers=c.n_layers,
        num_attention_heads=c.n_heads,
        intermediate_size=c.hidden_dim,
        **common,
    )


def write(checkpoint, folder, vocabulary):
    """Writes the checkpoint with the tokenizer of another folder, which need not have a config."""
    folder, vocabulary = Path(folder), Path(vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: torch.from_numpy(values) for name, values in tensors(checkpoint).items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config(checkpoint).save_pretrained(folder)
    for name in ("vocab.txt", "tokenizer.json"):
        if (vocabulary / name).exists():
            shutil.copyfile(vocabulary / name, folder / name)
    settings = json.loads((vocabulary / "tokenizer_config.json").read_text(encoding="utf-8"))
    # BERT's tokenizers make token types, which DistilBERT's models refuse.
    settings["tokenizer_class"] = NAMES[checkpoint.architecture].tokenizer
    settings["model_max_length"] = checkpoint.max_position_embeddings
    (folder / "tokenizer_config.json").write_text(
        json.dumps(settings, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )


def load(checkpoint, vocabulary):
    """The checkpoint as transformers loads it from its files: (model, tokenizer)."""
    with tempfile.TemporaryDirectory() as folder:
        write(checkpoint, folder, vocabulary)
        model, report = getattr(transformers, checkpoint.class_name).from_pretrained(
            folder,
            attn_implementation="eager",
            dtype=torch.float32,
            output_loading_info=True,
        )
        assert not any(report.values()), report
        tokenizer = AutoTokenizer.from_pretrained(folder)
    assert len(tokenizer) == checkpoint.vocab_size, "the vocabulary has another size"
    return model.eval(), tokenizer
