"""The full shape of distilbert-base with generated weights: logits of 20 id sequences."""

import hashlib

import torch
from transformers import DistilBertConfig, DistilBertForSequenceClassification

import generator
from reference import Reference, both, checked, differences, header, relative_entropy, write

SEED = 6
LENGTHS = (1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100, 128, 129, 255, 384, 512)
CLS, SEP = 101, 102
FIRST_TEXT_STREAM = 1000
PARAMETERS = 66_955_010

SCALES = {
    "word": 1.0,
    "position": 0.5,
    "norm": 0.25,
    "bias": 0.05,
    "q_lin": 0.105,
    "k_lin": 0.105,
    "v_lin": 0.06,
    "out_lin": 0.0625,
    "lin1": 0.05,
    "lin2": 0.03,
    "pre_classifier": 0.0625,
    "classifier": 0.125,
}

FINGERPRINTED = (
    "embeddings.position_embeddings.weight",
    "transformer.layer.3.sa_layer_norm.weight",
    "classifier.weight",
)


def make(folder):
    config = DistilBertConfig(num_labels=2, attn_implementation="eager")
    specs = generator.distilbert_specs(config, SCALES)
    weights = generator.tensors(SEED, specs)
    assert sum(w.size for w in weights.values()) == PARAMETERS
    model = DistilBertForSequenceClassification(config)
    model.load_state_dict(
        {generator.checkpoint_name(n): torch.from_numpy(w) for n, w in weights.items()}
    )
    reference = Reference(model)
    texts = [_text(reference, k, length, config) for k, length in enumerate(LENGTHS)]
    write(
        folder / "base-shape.json",
        header=header(
            __file__,
            seed=SEED,
            generator=generator.RECIPE,
            texts=f"text k has [CLS]={CLS} first, [SEP]={SEP} last if it has two ids or more, and"
            f" between them draw({FIRST_TEXT_STREAM} + k, j) % vocab_size for j = 0, 1, ...",
            checks=checked(texts),
        ),
        config={
            key: getattr(config, key)
            for key in (
                "vocab_size",
                "dim",
                "n_layers",
                "n_heads",
                "hidden_dim",
                "max_position_embeddings",
                "activation",
                "num_labels",
            )
        }
        | {"parameters": PARAMETERS},
        tensors=[spec.listing() for spec in specs],
        fingerprints=[_fingerprint(name, weights[name]) for name in FINGERPRINTED],
        texts=texts,
    )


def _text(reference, k, length, config):
    middle = generator.draws(SEED, FIRST_TEXT_STREAM + k, max(length - 2, 0)) % config.vocab_size
    ids = [CLS, *middle.tolist(), SEP][:length]
    f64, f32 = reference.run(ids)
    logits = both(f64.logits, f32.logits)
    return {
        "length": length,
        "ids": ids,
        "logits": logits | {"difference": differences(logits)},
        "relative_entropy": relative_entropy(f64.attentions),
    }


def _fingerprint(name, values):
    """The SHA-256 of the float32 values, little-endian, row-major, and the first of them."""
    return {
        "name": name,
        "sha256": hashlib.sha256(values.astype("<f4").tobytes()).hexdigest(),
        "first": [float(f"{x:.9g}") for x in values.flatten()[:4].tolist()],
    }
