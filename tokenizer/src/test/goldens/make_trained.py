"""Writes ../resources/dev/distil4j/tokenizer/trained.tsv: vocabularies that Hugging Face's WordPieceTrainer makes of a
small corpus in which no two pairs are equally frequent where it matters, so that ties decide nothing: the library
leaves those to the order of a randomly seeded hash map.

    python make_trained.py        (needs: pip install tokenizers==0.22.2)

Lines: word COUNT WORD, then for each training  vocabulary SIZE MIN_FREQUENCY ALPHABET PIECE...
"""

import pathlib
import subprocess
import sys

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

OUT = pathlib.Path(__file__).parents[1] / "resources/dev/distil4j/tokenizer/trained.tsv"
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
# Every beginning of a word is a word too, or the pairs inside it would occur equally often.
STEMS = "lowest newest widest unwanted running banana aaaaa naïveté übungen 中国人".split()
WORDS = dict.fromkeys(stem[:end] for stem in STEMS for end in range(1, len(stem) + 1))
COUNTS = {word: 1009 + (i * i * 7919 + i * 104729) % 8209 for i, word in enumerate(WORDS)}
TRAININGS = [(60, 0, 1000), (75, 0, 1000), (1000, 7000, 1000), (70, 0, 20), (20, 0, 1000)]


def train(size, min_frequency, alphabet):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(vocab_size=size, min_frequency=min_frequency, limit_alphabet=alphabet,
                                        special_tokens=SPECIALS, show_progress=False)
    tokenizer.train_from_iterator((" ".join([word] * count) for word, count in COUNTS.items()), trainer)
    return sorted(tokenizer.get_vocab())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for training in TRAININGS:
            print("vocabulary", *training, *train(*training), sep="\t")
    else:
        runs = [subprocess.run([sys.executable, __file__, "once"], capture_output=True, text=True, check=True).stdout
                for _ in range(12)]
        for lines in zip(*(run.splitlines() for run in runs)):
            assert len(set(lines)) == 1, ("ties decide", lines[0].split("\t")[:4])
        words = "".join(f"word\t{count}\t{word}\n" for word, count in COUNTS.items())
        OUT.write_text(words + runs[0], encoding="utf-8")
