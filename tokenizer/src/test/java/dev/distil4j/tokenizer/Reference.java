package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hugging Face's tokenizers, through the binding of DJL. Offsets are in code points. It ends the
 * process where it panics, as for a stride that does not fit, and it cannot hold a lone surrogate.
 */
final class Reference implements AutoCloseable {
    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    /** Held, since its finaliser frees what the handle refers to. */
    private final HuggingFaceTokenizer tokenizer;

    private final long handle;

    /** A tokenizer of this {@code tokenizer.json}. */
    Reference(String json) {
        try {
            tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                            Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handle = tokenizer.getHandle();
        LIBRARY.disablePadding(handle);
        LIBRARY.disableTruncation(handle);
    }

    /** A tokenizer as a {@code tokenizer.json} of BERT's would describe it. */
    static Reference of(
            Vocabulary vocabulary, Normalization normalization, List<AddedToken> addedTokens) {
        return of(vocabulary, normalization, addedTokens, "##", 100, true);
    }

    /** The same with another continuing prefix, word length and clean-up. */
    static Reference of(
            Vocabulary vocabulary,
            Normalization normalization,
            List<AddedToken> addedTokens,
            String prefix,
            int maxInputCharsPerWord,
            boolean cleanup) {
        String model =
                IntStream.range(0, vocabulary.size())
                        .mapToObj(id -> quoted(vocabulary.piece(id)) + ":" + id)
                        .collect(Collectors.joining(","));
        String added = addedTokens.stream().map(Reference::json).collect(Collectors.joining(","));
        return new Reference(
                """
                {"version": "1.0", "added_tokens": [%s],
                 "normalizer": {"type": "BertNormalizer", "clean_text": %s,
                  "handle_chinese_chars": %s, "strip_accents": %s, "lowercase": %s},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", %d],
                  "sep": ["[SEP]", %d]},
                 "decoder": {"type": "WordPiece", "prefix": %s, "cleanup": %s},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]",
                  "continuing_subword_prefix": %s, "max_input_chars_per_word": %d,
                  "vocab": {%s}}}
                """
                        .formatted(
                                added,
                                normalization.cleanText(),
                                normalization.tokenizeChineseChars(),
                                normalization.stripAccents(),
                                normalization.lowercase(),
                                vocabulary.specialId("[CLS]"),
                                vocabulary.specialId("[SEP]"),
                                quoted(prefix),
                                cleanup,
                                quoted(prefix),
                                maxInputCharsPerWord,
                                model));
    }

    private static String json(AddedToken token) {
        return """
        {"id": %d, "content": %s, "single_word": %s, "lstrip": %s, "rstrip": %s,
         "normalized": %s, "special": %s}\
        """
                .formatted(
                        token.id(),
                        quoted(token.content()),
                        token.singleWord(),
                        token.lstrip(),
                        token.rstrip(),
                        token.normalized(),
                        token.special());
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> "\\u%04x".formatted(c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** The texts, each by itself and whole. */
    List<Encoding> encodeAll(List<String> texts) {
        long[] encodings = LIBRARY.batchEncode(handle, texts.toArray(String[]::new), true);
        return Arrays.stream(encodings).mapToObj(Reference::take).toList();
    }

    /** An input under options, as encoding and overflow. */
    List<Encoding> windows(TokenizerInput input, EncodingOptions options) {
        LIBRARY.setTruncation(
                handle, options.maxLength(), options.truncation().name(), options.stride());
        try {
            long encoding = encode(input, options.addSpecialTokens());
            List<Encoding> windows = new ArrayList<>();
            for (long overflow : LIBRARY.getOverflowing(encoding)) {
                windows.add(take(overflow));
            }
            windows.addFirst(take(encoding));
            return windows;
        } finally {
            LIBRARY.disableTruncation(handle);
        }
    }

    /** Encodes a text and fetches nothing but the ids; for the clock. */
    long[] ids(String text) {
        long encoding = LIBRARY.encode(handle, text, true);
        long[] ids = LIBRARY.getTokenIds(encoding);
        LIBRARY.deleteEncoding(encoding);
        return ids;
    }

    /** Encodes a text whole. */
    Encoding encode(String text) {
        return take(LIBRARY.encode(handle, text, true));
    }

    String decode(int[] ids, boolean skipSpecialTokens) {
        return LIBRARY.decode(
                handle, Arrays.stream(ids).asLongStream().toArray(), skipSpecialTokens);
    }

    /** Fails unless every column is the same. */
    static void requireSame(TokenizerInput input, Encoding ours, Encoding theirs) {
        Encoding counted = ours.inCodePoints(input);
        Encoding expected =
                new Encoding(
                        theirs.ids(),
                        theirs.typeIds(),
                        theirs.starts(),
                        theirs.ends(),
                        theirs.words(),
                        ours.fullLength());
        if (!counted.equals(expected)) {
            assertThat(counted).as("%s", input).isEqualTo(expected);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private long encode(TokenizerInput input, boolean addSpecialTokens) {
        if (input.isSplitIntoWords()) {
            assertThat(input.isPair()).as("The binding takes no pair of given words.").isFalse();
            return LIBRARY.encodeList(
                    handle, input.first().toArray(String[]::new), addSpecialTokens);
        }
        String first = input.first().getFirst();
        return input.isPair()
                ? LIBRARY.encodeDual(handle, first, input.second().getFirst(), addSpecialTokens)
                : LIBRARY.encode(handle, first, addSpecialTokens);
    }

    /** Copies an encoding and frees it. */
    private static Encoding take(long encoding) {
        CharSpan[] spans = LIBRARY.getTokenCharSpans(encoding);
        Encoding taken =
                new Encoding(
                        ints(LIBRARY.getTokenIds(encoding)),
                        ints(LIBRARY.getTypeIds(encoding)),
                        Arrays.stream(spans).mapToInt(s -> s == null ? 0 : s.getStart()).toArray(),
                        Arrays.stream(spans).mapToInt(s -> s == null ? 0 : s.getEnd()).toArray(),
                        ints(LIBRARY.getWordIds(encoding)));
        LIBRARY.deleteEncoding(encoding);
        return taken;
    }

    private static int[] ints(long[] column) {
        return Arrays.stream(column).mapToInt(Math::toIntExact).toArray();
    }
}
