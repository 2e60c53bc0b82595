"""Writes golden-settings.tsv into ../resources/dev/distil4j/tokenizer, or a longer file elsewhere: what Python's tokenizers
make of pairs of given words, of never-split words and of decoding with clean-up, which the Java binding cannot tell.

    python make_settings.py [CASES SEED FILE]        (needs: pip install transformers==4.57.6 tokenizers==0.22.2)

Lines of the file, fields separated by tabs, text escaped to ASCII (\\uXXXX for each UTF-16 unit):
    piece   PIECE                                                     by id
    words   CONFIG  MAX  TEXT  PAIR  IDS  TYPES  STARTS  ENDS  WORDS  as a case of make_golden.py, with texts that are
                                                                      words with a space after each
    split   CONFIG  NEVER  TEXT  IDS                                  NEVER is words with a space after each
    decode  SKIP    IDS    TEXT  CLEAN                                SKIP is whether special tokens are left out

Only the slow tokenizer knows never-split words. It differs from the fast one in other ways too, so a text is left
out if they differ on it, in ids or words, without such words; how many there were is printed.
"""

import itertools
import pathlib
import random
import sys
import tempfile
import unicodedata

from make_golden import ALPHABET, MADE_BY, OUT, SENTENCES, TEXTS, adversarial, configs, escaped, utf16, vocabulary
from transformers import BertTokenizer

NEVER = """Mr. mr. e.g. don't Don't café. cafe. CAFÉ. É é e é, straße. e-mail the The running RUNNING un.want -- ' (c) [x] 안녕! 안녕 中 a中b
##ing ##s ’tis i̇. İ. naive-ive Ünwanted. a1 $5 ﬁ. Σας. ſ. xyz""".split()
KNOWN = "mr. Mr. don't café. cafe. CAFÉ. é, e-mail RUNNING running un.want 안녕! a中b ##ing -- (c) i̇. ü-x".split()
GLUE = [" "] * 8 + ["", "", ",", ".", "中", "\t", "\u00ad", "\u3000", "\u2028", "[MASK]", " [SEP] ", "\u0301", "\u0000", "-", "x"]
ENGLISH = "do not don ' t n't 'm 's 've 're . , ? ! it s m ve re donot".split()


def words(dice, texts):
    return [dice.choice(texts) if dice.random() < 0.3 else "".join(dice.choices(ALPHABET, k=dice.randint(0, 5)))
            for _ in range(dice.randint(1, 9))]


def words_case(dice, config, tokenizer, texts):
    first, second = words(dice, texts), words(dice, texts) if dice.random() < 0.8 else None
    limit = dice.choice((0, 0, 8, 16, 33))
    cut = dict(truncation="longest_first", max_length=limit) if limit else {}
    encoding = tokenizer([first], second and [second], is_split_into_words=True, **cut).encodings[0]
    units = [[utf16(word) for word in first], [utf16(word) for word in second or ()]]
    places = [(0, 0) if w is None else (units[s][w][b], units[s][w][e])
              for s, w, (b, e) in zip(encoding.sequence_ids, encoding.word_ids, encoding.offsets)]
    columns = [encoding.ids, encoding.type_ids, [b for b, _ in places], [e for _, e in places],
               [-1 if w is None else w for w in encoding.word_ids]]
    return "\t".join(["words", config, str(limit), joined(first), "-" if second is None else "+" + joined(second)]
                     + [numbers(column) for column in columns])


def split_case(dice, config, fast, folder):
    lower, strip, chinese = config.split(",")
    set_to = dict(do_lower_case=lower == "lower", strip_accents={"null": None, "true": True, "false": False}[strip],
                  tokenize_chinese_chars=chinese == "chinese")
    plain = BertTokenizer(f"{folder}/vocab.txt", **set_to)
    while True:
        never = dice.sample(NEVER, dice.randint(1, 20))
        slow = BertTokenizer(f"{folder}/vocab.txt", never_split=never, **set_to)
        for _ in range(100):
            text = "".join(varied(dice, dice.choice(dice.choice((never, never, NEVER, ALPHABET)))) + dice.choice(GLUE)
                           for _ in range(dice.randint(1, 6)))
            if plain(text)["input_ids"] != fast(text)["input_ids"] or slow_words(plain, text) != fast_words(fast, text):
                yield None
            else:
                yield "\t".join(["split", config, joined(never), escaped(text), numbers(slow(text)["input_ids"])])


def slow_words(slow, text):
    return [composed(word) for word in slow.basic_tokenizer.tokenize(text)]


def fast_words(fast, text):
    backend = fast.backend_tokenizer
    words = backend.pre_tokenizer.pre_tokenize_str(backend.normalizer.normalize_str(text))
    return [composed(word) for word, _ in words]


def composed(word):
    return unicodedata.normalize("NFC", word)


def varied(dice, word):
    return dice.choice((word, word, word, word.upper(), word.lower(), word.replace("é", "e\u0301"), word + "\u0301"))


def decode_case(dice, tokenizer, english):
    ids = [dice.choice(english) if dice.random() < 0.6 else dice.randrange(tokenizer.vocab_size)
           for _ in range(dice.randint(0, 30))]
    skip = dice.random() < 0.5
    texts = [tokenizer.decode(ids, skip_special_tokens=skip, clean_up_tokenization_spaces=clean) for clean in (False, True)]
    return "\t".join(["decode", str(skip).lower(), numbers(ids), *map(escaped, texts)])


def joined(words):
    return "".join(escaped(word) + " " for word in words)


def numbers(column):
    return " ".join(map(str, column))


def main():
    count, seed = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 1 else (150, 20261122)
    out = pathlib.Path(sys.argv[3]) if len(sys.argv) > 1 else OUT / "golden-settings.tsv"
    dice = random.Random(seed)
    texts = TEXTS + SENTENCES + adversarial(seed, 500, 12)
    pieces = list(dict.fromkeys(vocabulary(TEXTS) + KNOWN + ENGLISH + ["##" + word for word in ENGLISH]))
    left_out = 0
    with out.open("w", encoding="ascii") as file, tempfile.TemporaryDirectory() as folder:
        lines = [MADE_BY.replace("make_golden", "make_settings")] + ["piece\t" + escaped(piece) for piece in pieces]
        print(*lines, sep="\n", file=file)
        pathlib.Path(folder, "vocab.txt").write_text("".join(p + "\n" for p in pieces), encoding="utf-8")
        tokenizers = dict(configs(folder))
        splits = {config: split_case(dice, config, fast, folder) for config, fast in tokenizers.items()}
        for config, fast in itertools.islice(itertools.cycle(tokenizers.items()), count):
            print(words_case(dice, config, fast, texts), file=file)
            while (line := next(splits[config])) is None:
                left_out += 1
            print(line, file=file)
        fast = tokenizers["lower,null,chinese"]
        english = fast.convert_tokens_to_ids(ENGLISH + ["##" + word for word in ENGLISH])
        for _ in range(count):
            print(decode_case(dice, fast, english), file=file)
    print(f"{out}: {count} cases of each kind; {left_out} never-split texts left out", file=sys.stderr)


if __name__ == "__main__":
    main()
