"""Makes the goldens that the engine's tests compare with, from transformers and PyTorch.

    pip install -r requirements.txt
    python make_goldens.py --data FOLDER           # all of them
    python make_goldens.py small-odd seeded        # some of them; these need no data

FOLDER holds `models/tiny-random-distilbert`, `models/sst2-small`, `squad` and `vocab/bert-base-*`.
The results are written to ../resources/goldens. Every number is computed twice, in float64 and in
float32, from the same float32 weights, one text at a time, without padding, with the eager attention
and on one thread; their difference tells a test how much any float32 computation may differ.
"""

import argparse
from pathlib import Path

import torch
from transformers.utils import logging

import base_shape
import bert_intermediates
import checkpoints
import classification_metrics
import feature_extraction
import fill_mask
import heads
import question_answering
import seeded_fingerprints
import sentence_embedding
import small_odd
import span_metrics
import squad_dev
import squad_metrics
import text_classification
import tiny_models
import token_classification
import zero_shot

GOLDENS = Path(__file__).resolve().parent.parent / "resources" / "goldens"

MAKERS = {
    "small-odd": lambda data: small_odd.make(GOLDENS),
    "classification-metrics": lambda data: classification_metrics.make(GOLDENS),
    "fill-mask": lambda data: fill_mask.make(data, GOLDENS),
    "heads": lambda data: heads.make(GOLDENS),
    "span-metrics": lambda data: span_metrics.make(GOLDENS),
    "bert-intermediates": lambda data: bert_intermediates.make(GOLDENS),
    "base-shape": lambda data: base_shape.make(GOLDENS),
    "question-answering": lambda data: question_answering.make_own(GOLDENS),
    "question-answering-real": lambda data: question_answering.make_real(data, GOLDENS),
    "squad-dev": lambda data: squad_dev.make(data, GOLDENS),
    "squad-metrics": lambda data: squad_metrics.make(GOLDENS),
    "seeded": lambda data: seeded_fingerprints.make(GOLDENS),
    "tiny-models": lambda data: tiny_models.make(GOLDENS),
    "token-classification-rules": lambda data: token_classification.make_rules(GOLDENS),
    "token-classification": lambda data: token_classification.make(data, GOLDENS),
    "text-classification": lambda data: text_classification.make(data, GOLDENS),
    "zero-shot": lambda data: zero_shot.make(data, GOLDENS),
    "feature-extraction": lambda data: feature_extraction.make(data, GOLDENS),
    "sentence-embedding": lambda data: sentence_embedding.make(data, GOLDENS),
    "tiny-random-distilbert": lambda data: checkpoints.make_tiny_random(data, GOLDENS),
    "sst2-small": lambda data: checkpoints.make_sst2_small(data, GOLDENS),
}
NEED_DATA = {
    "feature-extraction",
    "fill-mask",
    "question-answering-real",
    "sentence-embedding",
    "squad-dev",
    "sst2-small",
    "text-classification",
    "tiny-random-distilbert",
    "token-classification",
    "zero-shot",
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the folder that holds models/")
    parser.add_argument("names", nargs="*", help="default: all")
    arguments = parser.parse_args()
    names = arguments.names or list(MAKERS)
    if arguments.data is None and NEED_DATA & set(names):
        parser.error(f"--data is needed for {', '.join(sorted(NEED_DATA & set(names)))}")

    torch.set_num_threads(1)
    logging.set_verbosity_error()
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for name in names:
        MAKERS[name](arguments.data)


if __name__ == "__main__":
    main()
