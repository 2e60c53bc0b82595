"""What the first layer of a BERT of odd sizes computes on its way, over a pair of texts."""

import seeded
from intermediates import intermediates
from reference import Reference, both, header, write

CHECKPOINT = seeded.Checkpoint(
    "bert",
    "SequenceClassification",
    vocab_size=97,
    seed=400,
    labels=("BAD", "MIXED", "GOOD"),
    dim=30,
    hidden_dim=37,
    max_position_embeddings=40,
)
TEXTS = ("was it fun?", "never so BAD")


def make(goldens):
    vocabulary = goldens / "small-odd"
    model, tokenizer = seeded.load(CHECKPOINT, vocabulary)
    reference = Reference(model)
    encoded = tokenizer(*TEXTS)
    ids, types = encoded["input_ids"], encoded["token_type_ids"]
    f64 = intermediates(reference.double, ids, types)
    f32 = intermediates(reference.single, ids, types)
    write(
        goldens / "bert-intermediates.json",
        header=header(__file__, vocabulary=vocabulary.name, checkpoint=CHECKPOINT.listing()),
        detailed={"text": list(TEXTS), "ids": ids, "type_ids": types},
        tensors=[
            {"name": name, "shape": list(f64[name].shape)} | both(f64[name], f32[name])
            for name in f64
        ],
    )
