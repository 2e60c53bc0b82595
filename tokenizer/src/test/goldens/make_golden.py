"""Writes ../resources/dev/distil4j/tokenizer/golden.tsv: what Hugging Face's fast BERT tokenizer makes of
strings that were chosen to hurt, over a small vocabulary made here; and golden-published.tsv, the same strings
over the vocabularies of bert-base-uncased and bert-base-cased, which lie in folders of these names.

    python make_golden.py VOCABULARIES        (needs: pip install transformers==4.57.6 tokenizers==0.22.2)

Lines of the files, fields separated by tabs, text escaped to ASCII (\\uXXXX for each UTF-16 unit):
    piece  PIECE                                                       by id
    case   CONFIG  MAX  TEXT  PAIR  IDS  TYPES  STARTS  ENDS  WORDS    offsets in UTF-16 units
CONFIG is lower|keep, strip_accents (null|true|false), chinese|plain; MAX is the length to truncate to
(longest_first) or 0; PAIR is - where there is none, else it begins with +.
"""

import itertools
import pathlib
import random
import sys
import tempfile
import unicodedata

import tokenizers
import transformers
from transformers import BertTokenizerFast

OUT = pathlib.Path(__file__).parents[1] / "resources/dev/distil4j/tokenizer"
MADE_BY = f"# transformers {transformers.__version__}, tokenizers {tokenizers.__version__}; made by src/test/goldens/make_golden.py"
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = """the dog runs runn run ##ning ##ner ##s un want ##want ##ed wa hello world how are you friend tokens
##ize ##ization straße naive cafe resume Hello World The New York É é ü ##ü über ##ß low lowest I i ##i na ##ve
##ive istanbul ##stanbul 안녕 ##녕 中 国 ##国 日本 ##本 ﬁ ##ﬁ ## ### #""".split()

TEXTS = [
    "", " ", "\t\n\r ", "hello", " \tHeLLo!how  \n Are yoU?  ", "unwanted,running runner UNwant\u00e9d,running",
    "Hey friend!     How are you?!?", "a\n'll !!to?'d of, can't.", "ah\u535a\u63a8zz", "H\u00e9llo na\u00efve caf\u00e9 r\u00e9sum\u00e9",
    "He\u0301llo nai\u0308ve", "hello\u00a0world\u2003how\u3000are\u2028you", "\u200e\u200f", "\u00ad", "low\u00adest", "\u0000a\ufffdb\u0001c\u007fd",
    "\u0085x\u000bx\u000cx\u001cx", "\ufeffhello", "a\u200db\u200cc\u2060d", "\U000e0001\U000e0020x\ue000y\U000f0000z", "\u0378\u0530unassigned\U0001fbff",
    # accents, combining marks in wild orders, characters that grow or shrink
    "\u0130stanbul I\u0307 i\u0307 \u0131", "STRASSE stra\u00dfe \u1e9e", "\u039f\u0394\u039f\u03a3 \u03c3\u03c2 \u03a3", "\ufb01ne \ufb03x", "\u01c5 \u01c8 \u01f2",
    "a\u0301\u0323b a\u0323\u0301b \u1ea5\u0323 \u1e69\u0323", "\u0301", "\u0301abc", " \u0301\u0323 x", "[MASK]\u0301a", "a\u0334\u0327\u0301\u0345\u035c",
    "\u0344x \u0f73\u0f71\u0f74 \u0f75\u0f81", "\u1d15e \U0001d15e\U0001d160x\U0001d16d", "a\u302e\u0301b\u0301\u302e\u302fc", "x\u0301\U0001d165\u0316\U0001d16d\u302ey\u1b44\u0301\u1bf3",
    "q\u0307\u0323\u0307\u0323 \u0b47\u0b3e \u0b4b\u0cca\u0ccb \u0dda\u0ddd", "\u0915\u093c \u0958 \u0928\u0940 \u0929", "\u1100\u1161\u11a8 \uac01 \uac00", "\uc548\ub155\ud558\uc138\uc694 \uc138\uacc4!",
    "\u212b \u2126 \u212a K\u030a", "\u037e\u0387\u1fef\u226e\u2260 a\u0338= =\u0338", "\u05e9\u05c1\u05dc\u05d5\u05b9\u05dd \u0627\u0644\u0633\u0651\u064e\u0644\u0627\u0645", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0e01\u0e33", "vi\u1ec7t nam \u0110\u1ed3ng",
    "\u20dda\u20dd \u0488b\u0489", "\u1f80\u1fbc\u1f08\u0345 \u0390\u1fd3", "\u1c90\u10d0 \u13a0\uab70 \ua64a \U00010400\U00010428 \U0001e900",
    # CJK of every block and its edges
    "\u4e00\u9fff\u3400\u4dbf\uf900\ufaff", "\U00020000\U0002a6df\U0002a700\U0002b73f\U0002b740\U0002b81f\U0002b820\U0002b91f\U0002b920\U0002ceaf\U0002f800\U0002fa1f",
    "\U0002ceb0\U00030000\u3007\u4dc0", "\u4e2d\u56fd\u65e5\u672c the\u4e2ddog", "\u3042\u30ab\u30bf\u30ab\u30ca \u304c\u30d1 \u304b\u3099", "\u91ce\u53e3\u91cc\u4f73 Noguchi Rika", "\uf900\u0301\u4e2d\u0301x",
    # punctuation
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\uff01\uff1f", "$5+3=\u20ac8 \u00a9\u00b0\u00d7\u2192", "\u2e3a\u2e4f\u166e\ua9c1\U00010100\U0001da87",
    "##ed ###", "a.b..c", "\u055a\u0589\u05be\u060c\u061f\u0964\u104a\u1361\u1800\u2cf9",
    # emoji
    "\U0001f917", "\U0001f468\u200d\U0001f469\u200d\U0001f467 x", "\U0001f1e9\U0001f1ea \u2764\ufe0f 1\ufe0f\u20e3", "the\U0001f917dog \U0001f44d\U0001f3fd",
    # long words, in code points
    *["a" * n for n in (99, 100, 101)], *["\U0001d7d8" * n for n in (99, 100, 101)], *["\u00e9" * n for n in (99, 100, 101)],
    "a" * 99 + "\u0301", "a" * 100 + "\u0301", "a" * 100 + "\u0301b", "\uac01" * 33 + "a", "\uac01" * 34, "\u0130" * 50, "\u0130" * 51, "x" * 99 + "\u0130", "b" * 100 + "!" + "b" * 101 + " dog",
    # special tokens in the text
    "[MASK]", "the [MASK] runs.", "the[MASK]runs", "[MASK][MASK][SEP]", "[[MASK]]", "[mask] [Mask] [MASK", "[MA\u00adSK]", "[CLS] hello [SEP] world [PAD][UNK]",
    "\u4e2d[MASK]\u56fd", "e[MASK]\u0301", "\U0001f917[UNK]\U0001f917", "a [SEP", "[UN[UNK]K]", "[MASK]\u0000[MASK]",
    "The dog runs, un-wanted; hello World \u00c9t\u00e9 \u00dcber", "tokenization tokenized tokens tokenizes unwantedX running",
]

SENTENCES = [
    "A gripping, funny film.", "It's neither clever nor warm; I'd rather have slept.", "Dr. M\u00fcller's caf\u00e9 (est. 1987) sells cr\u00e8me br\u00fbl\u00e9e for \u20ac4.50!",
    "na\u00efve co-\u00f6peration -- e.g. \u201cre\u00ebnter\u201d\u2026", "E=mc\u00b2 and 3\u00d74\u226012; see https://example.org/a_b?c=d#e", "antidisestablishmentarianism floccinaucinihilipilification",
    "The capital of France is [MASK].", "\u6771\u4eac\u306f\u65e5\u672c\u306e\u9996\u90fd\u3067\u3059\u3002", "\u041c\u043e\u0441\u043a\u0432\u0430 \u2014 \u0441\u0442\u043e\u043b\u0438\u0446\u0430 \u0420\u043e\u0441\u0441\u0438\u0438", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1 \u03ba\u03b1\u03b9 \u039a\u03cd\u03c0\u03c1\u03bf\u03c2",
    "\u0627\u0644\u0642\u0627\u0647\u0631\u0629 \u0645\u062f\u064a\u0646\u0629", "\ud55c\uad6d\uc5b4 \ubb38\uc7a5", "we'll can't won't it's I'M", "UPPER lower MiXeD iPhone McDonald", "1,000,000.00 50% #1 @home", "ab" * 60 + " end",
]

ALPHABET = (
    list("abcdeinrstuwABEIS ") * 3 + list(" .,!?-'[]#\t\n\u00a0\u3000") + ["[MASK]", "[SEP]", "[UNK]", "the ", "run"]
    + list("\u00e9\u00c9\u00fc\u00df\u0130\u01c4\u1e9b\u212b\u0390\u1ea5\u01d5\u0344\u0958\u0ccb\u0ddd\uac00\uac01\ud7a3\ufb1d\uf900\u4e2d\u3042\u304c\u1100\u1161\u11a8\u0f73\u0f75\u0f81")
    + list("\u0300\u0301\u0323\u0327\u0334\u0345\u035c\u0f71\u0f72\u0f74\u302e\u302f\u3099\u1b44\u0488\u20dd\u05b0\u064b\u093c\u094d\u0e38\U0001d165\U0001d16d") * 2
    + list("\u0000\ufffd\u0001\u00ad\u200b\u200d\ufeff\ue000\u0378\u180e\u2028\u0085") + list("\U0001f600\U0001d15e\U0002f800\U00020000\U0001d7d8\U00010400\ufe0f\U0001f3fd")
)


def adversarial(seed, count, longest):
    dice = random.Random(seed)
    return ["".join(dice.choices(ALPHABET, k=dice.randint(1, longest))) for _ in range(count)]


def vocabulary(texts):
    """The special tokens, some words, and most characters that normalisation can lead to, alone and continued."""
    characters = set("".join(texts))
    characters |= set(unicodedata.normalize("NFD", "".join(sorted(characters))))
    characters |= set("".join(c.lower() for c in characters))
    known = [c for c in sorted(characters) if not c.isspace() and c.isprintable() and ord(c) % 11 != 7]
    pieces = SPECIALS + WORDS + known + ["##" + c for c in known if ord(c) % 7 != 3]
    return list(dict.fromkeys(pieces))


def escaped(text):
    units = text.encode("utf-16-be")
    units = [units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)]
    return "".join(chr(u) if 0x20 < u < 0x7F and u != 0x5C else f"\\u{u:04x}" for u in units)


def utf16(text):
    """Offsets in code points to offsets in UTF-16 units."""
    return [0, *itertools.accumulate(1 + (ord(c) > 0xFFFF) for c in text)]


def case(config, tokenizer, limit, text, pair=None):
    cut = dict(truncation="longest_first", max_length=limit) if limit else {}
    # As a batch: a single call would take an empty pair for none.
    encoding = tokenizer([text if pair is None else (text, pair)], **cut).encodings[0]
    units = {0: utf16(text), 1: utf16(pair or ""), None: [0]}
    places = [(units[s][b], units[s][e]) for s, (b, e) in zip(encoding.sequence_ids, encoding.offsets)]
    columns = [encoding.ids, encoding.type_ids, [b for b, _ in places], [e for _, e in places],
               [-1 if w is None else w for w in encoding.word_ids]]
    return "\t".join(["case", config, str(limit), escaped(text), "-" if pair is None else "+" + escaped(pair)]
                     + [" ".join(map(str, column)) for column in columns])


def reference(folder, lower, strip, chinese):
    return BertTokenizerFast(vocab_file=f"{folder}/vocab.txt", do_lower_case=lower, strip_accents=strip,
                             tokenize_chinese_chars=chinese, model_max_length=10**9)


def configs(folder):
    for lower, strip, chinese in itertools.product((True, False), (None, True, False), (True, False)):
        name = f"{'lower' if lower else 'keep'},{'null' if strip is None else str(strip).lower()},{'chinese' if chinese else 'plain'}"
        yield name, reference(folder, lower, strip, chinese)


def main():
    texts = TEXTS + adversarial(1, 120, 24)
    pieces = vocabulary(texts)
    lines = [MADE_BY]
    lines += ["piece\t" + escaped(piece) for piece in pieces]
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "vocab.txt").write_text("".join(p + "\n" for p in pieces), encoding="utf-8")
        for index, (config, tokenizer) in enumerate(configs(folder)):
            assert tokenizer.vocab_size == len(pieces)
            everything = config in ("lower,null,chinese", "keep,null,chinese", "keep,true,plain")
            for number, text in enumerate(texts):
                if everything or number % 4 == index % 4:
                    lines.append(case(config, tokenizer, 0, text))
        fast = reference(folder, True, None, True)
        pairs = list(zip(adversarial(2, 40, 12), adversarial(3, 40, 12))) + [("", ""), ("a", ""), ("", "b"), ("[SEP]", "[CLS]")]
        lines += [case("lower,null,chinese", fast, 0, *pair) for pair in pairs]
        for first, second in itertools.product((0, 1, 2, 5, 6, 9), repeat=2):
            for limit in (3, 4, 7, 8, 9, 13, 14, 15):
                lines.append(case("lower,null,chinese", fast, limit, " a" * first, "b " * second))
        for length, limit in itertools.product((0, 1, 5, 6, 7), (3, 4, 8)):
            lines.append(case("lower,null,chinese", fast, limit, "the" * length + " runner" * length))
    write("golden.tsv", lines)

    lines = [MADE_BY]
    for config, name in (("lower,null,chinese", "bert-base-uncased"), ("keep,null,chinese", "bert-base-cased")):
        published = reference(pathlib.Path(sys.argv[1], name), config.startswith("lower"), None, True)
        lines += [case(config, published, 0, text) for text in SENTENCES + texts]
        lines += [case(config, published, 16, *pair) for pair in zip(SENTENCES, reversed(SENTENCES))]
    write("golden-published.tsv", lines)


def write(name, lines):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="ascii")
    print(name, sum(l.startswith("case") for l in lines), "cases")


if __name__ == "__main__":
    main()
