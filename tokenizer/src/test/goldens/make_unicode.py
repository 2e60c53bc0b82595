"""Writes unicode.txt and word-characters.txt of ../../main/resources/dev/distil4j/tokenizer: what every Unicode scalar value is to
Hugging Face's tokenizers library, found by asking the library itself, one code point at a time.

    python make_unicode.py        (needs: pip install tokenizers==0.22.2)

The library mixes several Unicode versions (its categories, its decompositions and its lower-casing come from
three places), so no single UnicodeData.txt would do. Combining classes can only be compared from outside;
their values are Python's (they never change once assigned) where the library knows the class, and every
comparison is checked against the library.

Lines of the file, all numbers hexadecimal, ranges inclusive:
    drop|space|cjk|punctuation|mark FIRST LAST
    combining CLASS FIRST LAST
    lower|nfd CODE_POINT REPLACEMENT...         Hangul syllables decompose by arithmetic
word-characters.txt has lines FIRST LAST of what a single-word added token must not touch.
"""

import pathlib
import sys
import unicodedata

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

FOLDER = pathlib.Path(__file__).parents[2] / "main/resources/dev/distil4j/tokenizer"
OUT = FOLDER / "unicode.txt"
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)


def bert(**on):
    options = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**options, **on}).normalize_str


clean, pad, strip = bert(clean_text=True), bert(handle_chinese_chars=True), bert(strip_accents=True)
lower = normalizers.Lowercase().normalize_str
nfd = normalizers.NFD().normalize_str
split = pre_tokenizers.BertPreTokenizer().pre_tokenize_str


def ranges(members):
    members = sorted(members)
    first = last = members[0]
    for c in members[1:] + [0x7FFFFFFF]:
        if c != last + 1:
            yield first, last
            first = c
        last = c


def hexes(text):
    return " ".join(f"{ord(c):X}" for c in text)


cleaned = {c: clean(f"a{chr(c)}b") for c in SCALARS}
drop = [c for c in SCALARS if cleaned[c] == "ab"]
space = [c for c in SCALARS if cleaned[c] == "a b"]
assert all(cleaned[c] == f"a{chr(c)}b" for c in set(SCALARS) - set(drop) - set(space))
cjk = [c for c in SCALARS if pad(chr(c)) == f" {chr(c)} "]
punctuation = [c for c in SCALARS if len(split(f"a{chr(c)}b")) == 3]
# Whatever the pre-tokenizer takes for white space has become U+0020 or is gone before it gets there.
assert {c for c in SCALARS if len(split(f"a{chr(c)}b")) == 2} <= set(space) | set(drop)

decomposition = {c: nfd(chr(c)) for c in SCALARS}
decomposition = {c: d for c, d in decomposition.items() if d != chr(c)}
assert set(HANGUL) <= set(decomposition)
mark = [c for c in SCALARS if c not in decomposition and strip(f"a{chr(c)}b") == "ab"]

moves = lambda before, after: nfd(f"a{chr(before)}{chr(after)}") == f"a{chr(after)}{chr(before)}"
combining = {
    c: unicodedata.combining(chr(c))
    for c in SCALARS
    if c not in decomposition and c != 0x334 and (moves(c, 0x334) or moves(0x323, c))
}
combining[0x334] = 1
# U+0323 itself and the rest of its class move neither way but before U+0334.
assert all(combining.values()), [hex(c) for c, k in combining.items() if not k]
representative = {k: c for c, k in sorted(combining.items())}
for c, k in combining.items():
    for other, r in representative.items():
        assert moves(c, r) == (k > other) or c == r, (hex(c), hex(r))

lowercase = {c: lower(chr(c)) for c in SCALARS}
lowercase = {c: l for c, l in lowercase.items() if l != chr(c)}

with OUT.open("w") as out:
    for name, members in [("drop", drop), ("space", space), ("cjk", cjk), ("punctuation", punctuation), ("mark", mark)]:
        for first, last in ranges(members):
            print(f"{name} {first:X} {last:X}", file=out)
    for k in sorted(representative):
        for first, last in ranges([c for c in combining if combining[c] == k]):
            print(f"combining {k:X} {first:X} {last:X}", file=out)
    for c, l in lowercase.items():
        print(f"lower {c:X} {hexes(l)}", file=out)
    for c, d in decomposition.items():
        if c not in HANGUL:
            print(f"nfd {c:X} {hexes(d)}", file=out)

single = Tokenizer(models.WordPiece({"[UNK]": 0}, unk_token="[UNK]"))
single.add_tokens([AddedToken("Q", single_word=True, normalized=False)])
touched = zip(SCALARS, single.encode_batch([f"Q{chr(c)}" for c in SCALARS]))
word = [c for c, encoding in touched if single.token_to_id("Q") not in encoding.ids]
with (FOLDER / "word-characters.txt").open("w") as out:
    for first, last in ranges(word):
        print(f"{first:X} {last:X}", file=out)

for name, members in [("drop", drop), ("space", space), ("cjk", cjk), ("punctuation", punctuation), ("word", word),
                      ("mark", mark), ("combining", combining), ("lower", lowercase), ("nfd", decomposition)]:
    print(f"{name}: {len(members)} code points", file=sys.stderr)
