package dev.distil4j.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where vocabularies come from. */
enum Published {
    BERT_BASE_UNCASED("bert-base-uncased", false),
    BERT_BASE_CASED("bert-base-cased", true),
    DISTILBERT_BASE_UNCASED("distilbert-base-uncased", false),
    EMBEDDED(null, false);

    private final String folder;
    private final boolean isCased;

    Published(String folder, boolean isCased) {
        this.folder = folder;
        this.isCased = isCased;
    }

    Vocabulary vocabulary() {
        return folder == null
                ? Data.vocabulary(
                        Path.of(
                                "../engine/embedded-model/src/main/resources/dev/distil4j",
                                "embedded/sst2-small/vocab.txt"))
                : Data.vocabulary(folder);
    }

    Normalization normalization() {
        return isCased ? Normalization.CASED : Normalization.UNCASED;
    }

    WordPieceTokenizer tokenizer() {
        return WordPieceTokenizer.builder(vocabulary())
                .normalization(normalization())
                .maxLength(Integer.MAX_VALUE)
                .build();
    }

    Reference reference() {
        try {
            return folder == null
                    ? Reference.of(vocabulary(), normalization(), specialTokens(vocabulary()))
                    : new Reference(Files.readString(Data.path("vocab", folder, "tokenizer.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The special tokens, as a {@code tokenizer.json} lists them. */
    static List<AddedToken> specialTokens(Vocabulary vocabulary) {
        return SpecialTokens.BERT.all().stream()
                .map(token -> AddedToken.special(token, vocabulary.specialId(token)))
                .toList();
    }
}
