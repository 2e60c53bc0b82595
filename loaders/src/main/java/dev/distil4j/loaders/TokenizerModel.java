package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The vocabulary of a tokenizer and what comes with it in the same file.
 *
 * @param origin what messages call the file
 * @param added the added tokens of that file
 * @param normalizer of a {@code tokenizer.json}; null for a {@code vocab.txt}, which has none
 * @param unk_token null for a {@code vocab.txt}, which does not say it
 * @param processor of a {@code tokenizer.json}; null for a {@code vocab.txt}
 * @param cleanup of the decoder
 * @param clean_up_tokenization_spaces unless the configuration says otherwise: a {@code vocab.txt}
 *     is read by transformers' slow tokenizer first, which has another default
 */
record TokenizerModel(
        String origin,
        List<String> vocabulary,
        AddedTokenTable added,
        @Nullable Normalizer normalizer,
        String continuing_subword_prefix,
        int max_input_chars_per_word,
        @Nullable String unk_token,
        @Nullable PostProcessor processor,
        boolean cleanup,
        boolean clean_up_tokenization_spaces) {

    /** A {@code BertNormalizer}, under its own names. */
    record Normalizer(
            boolean clean_text,
            boolean handle_chinese_chars,
            @Nullable Boolean strip_accents,
            boolean lowercase) {}

    /** A {@code vocab.txt}, with the reference's defaults for everything else. */
    static TokenizerModel ofVocabulary(byte[] file, String origin) {
        List<String> vocabulary = VocabularyFile.parse(file, origin);
        return new TokenizerModel(
                origin,
                vocabulary,
                new AddedTokenTable(vocabulary),
                null,
                "##",
                100,
                null,
                null,
                true,
                true);
    }
}
