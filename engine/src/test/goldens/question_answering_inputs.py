"""What the goldens of question answering ask: questions with their contexts, and the cases.

A case is a list of inputs, answered in one call, with the parameters that are passed.
"""

import itertools


def _entry(question, context):
    return {"question": question, "context": context}


def _walk(words, seed):
    """That many words in an order that repeats neither soon nor regularly."""
    people = "Anna Bertil Chidi Dolores Émile Fatima Günther Hanako Ivo Jürgen".split()
    verbs = "painted sold unscrewed photographed misplaced inherited re-gilded".split()
    things = "lighthouse accordion tramway samovar greenhouse barometer telescope".split()
    places = "Kraków Valparaíso Reykjavík Antananarivo Timbuktu Thessaloniki".split()
    state, text = seed, []

    def pick(items):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return items[(state >> 16) % len(items)]

    while len(text) < words:
        year = 1800 + (state >> 8) % 220
        text += [pick(people), pick(verbs), "the", pick(things), "of", pick(places), "in", f"{year}."]
    return " ".join(text[:words])


SUSPECT = "The blue teapot belonged to Fatima Okonjo-Wellington, who hid it under the stairs."

REAL = {
    "plain": _entry(
        "Who hid the teapot?",
        f"Nobody in the village knew. {SUSPECT} It was found in 1987, forty years later.",
    ),
    "accents": _entry(
        "Où habitait Renée Château-d'Œx?",
        "À İstanbul, près du café «Zürich», habitait Renée Château-d'Œx; naïveté, Ångström et ǅungla"
        " étaient ses mots préférés, coöperatie aussi, et la straße Nº 5.",
    ),
    "combining": _entry(
        "Which word has marks?",
        "The cafe\u0301 near Sa\u0303o Paulo sold pin\u0303a, Z\u0334a\u0335l\u0336g\u0337o bread"
        " and Vie\u0323\u0302t coffee; a\u0308o\u0308u\u0308 stood on its sign.",
    ),
    "emoji": _entry(
        "What did 👩‍🚀 see?",
        "👩‍🚀 Anna flew 🚀🚀 to Mars 😀, where she saw 🦕 bones, 𝒸𝓊𝓇𝓈𝒾𝓋ℯ signs and 🇫🇷🇯🇵 flags; then 👨‍👩‍👧‍👦 came"
        " home in 2031 👍🏽.",
    ),
    "chinese": _entry("首都はどこですか?", "日本の首都は東京です。中国的首都是北京,法国的首都是巴黎。Tokyo (東京) is large."),
    "cases": _entry(
        "Which city?",
        "Lisbon. LISBON! lisbon, LisboN? The city of lisbon is Lisbon; LISBON was LiSbOn, and"
        " LISBON'S Lisbon lies by Lisbon.",
    ),
    "pieces": _entry(
        "How was the electroencephalogram?",
        "Antidisestablishmentarianism and floccinaucinihilipilification are unfathomable;"
        " electroencephalographically, the pneumonoultramicroscopic overparameterization was"
        " indistinguishable from counterrevolutionary hyperresponsiveness.",
    ),
    "specials": _entry(
        "What does [MASK] mean?",
        "In this text [MASK] hides a word, [SEP] ends a part, [CLS] begins one, [PAD] fills it up and"
        " [UNK] or qwxz𐍈 is unknown.",
    ),
    "spaces": _entry(
        "  Where\tis\nit? ",
        "\n\n  It is\there,\u00a0behind\u2003the  door;\r\nnot\u200bthere, but\u00adhere\u0007and\u0000 now\ufffd.  \n",
    ),
    "one word": _entry("Where?", "Paris"),
    "two words": _entry("Who was it?", "Ada Lovelace"),
    "blank question": _entry(" \t ", SUSPECT),
    "blank context": _entry("Who hid the teapot?", " \n\t "),
    "invisible context": _entry("Who hid the teapot?", "\u200b\u00ad\u0007"),
    "long question": _entry(
        "Of all the people who lived in the village by the sea in those years, and there were many, "
        * 6
        + "who hid the teapot?",
        f"{SUSPECT} " * 12 + "It was never found.",
    ),
    "repeated": _entry("Who hid the teapot?", f"{SUSPECT} " * 45),
    "long": _entry("Who painted the lighthouse of Kraków?", _walk(700, 7)),
    "3000 words": _entry("Which barometer did Émile inherit?", _walk(3000, 11)),
    "punctuation": _entry(
        "How much?", "It cost $1,234.56 (or €1.100,–), i.e. 12% more/less than 'usual' — see p.12–13…"
    ),
}
LONG = {"3000 words"}

SHORT_ONES = [name for name in REAL if name not in LONG and not name.endswith("context")]

REAL_CASES = [
    *(([name], {}) for name in REAL),
    *(([name], {"top_k": 4}) for name in REAL if "word" not in name and "context" not in name),
    *(
        ([name], {"top_k": 3, "align_to_words": False})
        for name in ("plain", "accents", "emoji", "pieces", "repeated", "combining")
    ),
    *(([name], {"align_to_words": False}) for name in ("cases", "pieces", "long", "chinese")),
    *(([name], {"max_answer_len": n}) for name in ("plain", "pieces", "long") for n in (1, 4, 60)),
    *(
        ([name], {"handle_impossible_answer": True, "top_k": k})
        for name in ("plain", "emoji", "long", "blank context", "invisible context", "two words")
        for k in (1, 4)
        if (name, k) != ("two words", 4)
    ),
    *(
        ([name], {"max_seq_len": length, "doc_stride": stride, "top_k": 4})
        for name in ("pieces", "accents", "cases", "repeated", "emoji")
        for length, stride in ((32, 8), (40, 0), (48, 20))
    ),
    (["plain"], {"max_seq_len": 20}),
    (["long"], {"max_seq_len": 512, "doc_stride": 200, "top_k": 2}),
    (["repeated"], {"doc_stride": 300, "handle_impossible_answer": True, "top_k": 8}),
    (["3000 words"], {"top_k": 5, "handle_impossible_answer": True}),
    (["3000 words"], {"max_seq_len": 128, "max_answer_len": 3, "top_k": 3}),
    (SHORT_ONES, {}),
    (["plain", "long", "one word", "repeated", "emoji"], {"max_seq_len": 96, "top_k": 2}),
]

_WORDS = "the film plot is was not and but good bad great dull fun so very never of it".split()


def _film(words, seed):
    """Words of the small vocabulary, some of them in several pieces."""
    pieces = _WORDS + ["moving", "laughable", "unactable", "Goodly", "電影", "café", "20-12", "Spaß"]
    state, text = seed, []
    for _ in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        text.append(pieces[(state >> 16) % len(pieces)])
    return " ".join(text) + "."


OWN = {
    "plain": _entry("was it fun?", "The film was so dull, but the plot is never laughable. It was great!"),
    "long": _entry("is the plot good?", _film(150, 3)),
    "cases": _entry("so?", "FUN fun Fun, fUn! so FUN; the fun is FuN, fun."),
    "emoji": _entry("not dull?", "😀 so 🦕 very e\u0301 dull 電影 is 𝒸 not ǅ fun 👍🏽."),
    "one word": _entry("so?", "great"),
    "blank context": _entry("so?", " \t"),
    "pieces": _entry("was it?", "unmovinglyest laughablelessness, actfulable dullestly; greatering goodlyment"),
}
OWN_CASES = [
    *(([name], parameters) for name, parameters in itertools.product(
        ("plain", "cases", "emoji", "pieces"),
        ({}, {"top_k": 3}, {"handle_impossible_answer": True, "top_k": 2}, {"align_to_words": False}),
    )),
    (["one word"], {}),
    (["blank context"], {}),
    (["blank context"], {"handle_impossible_answer": True}),
    (["pieces"], {"top_k": 3, "align_to_words": False, "max_answer_len": 3}),
    *(
        (["long"], {"max_seq_len": length, "doc_stride": stride, "top_k": 3})
        for length, stride in ((24, 5), (40, 0), (64, 30))
    ),
    (["long"], {"max_seq_len": 32, "handle_impossible_answer": True, "top_k": 5}),
    (["plain", "long", "one word", "emoji"], {"max_seq_len": 48}),
]
