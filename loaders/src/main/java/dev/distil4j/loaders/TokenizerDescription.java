package dev.distil4j.loaders;

import dev.distil4j.loaders.TokenizerModel.Normalizer;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the files of a BERT tokenizer say, under the names that they use.
 *
 * <p>The result is that of transformers' {@code AutoTokenizer} on the same folder. A {@code
 * tokenizer.json} counts before a {@code vocab.txt}. What {@code tokenizer_config.json} says about
 * {@code do_lower_case}, {@code strip_accents} and {@code tokenize_chinese_chars}, or the default of
 * {@code BertTokenizerFast} if it says nothing, replaces the normaliser of the {@code
 * tokenizer.json}, except under the {@code tokenizer_class} {@code PreTrainedTokenizerFast}; the
 * flags of its {@code added_tokens_decoder} replace those of the {@code tokenizer.json}. The tokens
 * that encoding inserts are those of the {@code tokenizer.json}, whatever names {@code
 * tokenizer_config.json} gives. The sections {@code truncation} and {@code padding} of a {@code
 * tokenizer.json} are not read: transformers overrides them at each call.
 *
 * <p>One thing differs: a special token to which no file gives an id is left out, where transformers
 * gives it one behind the vocabulary, for which no model has an embedding.
 *
 * @param vocabulary the pieces by id, none empty, none twice
 * @param added_tokens the special tokens and others that are looked for in the text, by their ids;
 *     those that are no pieces have the ids behind the vocabulary, without a gap
 * @param do_lower_case whether text is lower-cased; true by default
 * @param strip_accents whether accents are removed, or null: if text is lower-cased
 * @param tokenize_chinese_chars whether CJK characters are words of their own; true by default
 * @param clean_text whether control characters are removed and white space becomes spaces; true by
 *     default
 * @param never_split words that are kept whole; only transformers' tokenizers in Python heed them,
 *     its fast ones do not
 * @param continuing_subword_prefix of the pieces that do not begin a word; {@code ##} by default
 * @param max_input_chars_per_word longer words are unknown, in code points; 100 by default
 * @param unk_token stands for unknown words; in the vocabulary
 * @param cls_token begins a sequence; has an id
 * @param sep_token ends a sequence; has an id
 * @param pad_token fills batches elsewhere; a vocabulary may lack it
 * @param mask_token stands for a word to be guessed; a vocabulary may lack it
 * @param cleanup whether decoding takes out the spaces before punctuation, piece by piece; true by
 *     default
 * @param clean_up_tokenization_spaces whether it does so in the whole text, too; true by default if
 *     there is no {@code tokenizer.json}, else false
 * @param model_max_length the longest sequence in tokens; {@link Integer#MAX_VALUE} if the files do
 *     not limit it
 */
public record TokenizerDescription(
        List<String> vocabulary,
        List<AddedToken> added_tokens,
        boolean do_lower_case,
        @Nullable Boolean strip_accents,
        boolean tokenize_chinese_chars,
        boolean clean_text,
        List<String> never_split,
        String continuing_subword_prefix,
        int max_input_chars_per_word,
        String unk_token,
        String cls_token,
        String sep_token,
        String pad_token,
        String mask_token,
        boolean cleanup,
        boolean clean_up_tokenization_spaces,
        int model_max_length) {

    /** Takes unmodifiable copies of the lists. */
    public TokenizerDescription {
        vocabulary = List.copyOf(vocabulary);
        added_tokens = List.copyOf(added_tokens);
        never_split = List.copyOf(never_split);
    }

    /** This tokenizer with sequences of at most {@code tokens}, if it had longer ones. */
    public TokenizerDescription shortenedTo(int tokens) {
        return new TokenizerDescription(
                vocabulary,
                added_tokens,
                do_lower_case,
                strip_accents,
                tokenize_chinese_chars,
                clean_text,
                never_split,
                continuing_subword_prefix,
                max_input_chars_per_word,
                unk_token,
                cls_token,
                sep_token,
                pad_token,
                mask_token,
                cleanup,
                clean_up_tokenization_spaces,
                Math.min(tokens, model_max_length));
    }

    /**
     * Reads {@code tokenizer.json} or, if there is none, {@code vocab.txt} in a folder and, where
     * they exist, {@code tokenizer_config.json}, {@code special_tokens_map.json} and {@code
     * added_tokens.json}.
     *
     * @throws ModelFolderException if there is neither
     * @throws VocabularyException if the vocabulary is none or lacks a token that every text needs
     * @throws ConfigException if a JSON file is not valid, holds a wrong value, or asks for what
     *     this project cannot do, such as another model than WordPiece
     */
    public static TokenizerDescription read(Path folder) {
        return describe(model(folder), settings(folder));
    }

    private static TokenizerModel model(Path folder) {
        Path json = folder.resolve("tokenizer.json");
        Path vocabulary = folder.resolve("vocab.txt");
        if (Files.exists(json)) {
            return TokenizerJson.parse(SmallFile.read(json, ConfigException::new), json.toString());
        }
        TokenizerFolder.requireTokenizer(folder);
        return TokenizerModel.ofVocabulary(
                SmallFile.read(vocabulary, VocabularyException::new), vocabulary.toString());
    }

    private static TokenizerSettings settings(Path folder) {
        return new TokenizerSettings(
                ConfigFields.of(folder.resolve("tokenizer_config.json")),
                ConfigFields.of(folder.resolve("special_tokens_map.json")),
                ConfigFields.of(folder.resolve("added_tokens.json")));
    }

    /**
     * Reads a tokenizer from streams, which the caller closes.
     *
     * @param vocabulary a {@code vocab.txt}
     * @param tokenizerConfig a {@code tokenizer_config.json}, or null if there is none
     * @param origin what messages call the place of these files
     * @throws LoaderException as for a folder
     */
    public static TokenizerDescription read(
            InputStream vocabulary, @Nullable InputStream tokenizerConfig, String origin) {
        String vocabularyOrigin = origin + "/vocab.txt";
        String configOrigin = origin + "/tokenizer_config.json";
        byte[] config =
                tokenizerConfig == null
                        ? ConfigFields.NOTHING
                        : SmallFile.read(tokenizerConfig, configOrigin, ConfigException::new);
        return describe(
                TokenizerModel.ofVocabulary(
                        SmallFile.read(vocabulary, vocabularyOrigin, VocabularyException::new),
                        vocabularyOrigin),
                new TokenizerSettings(
                        new ConfigFields(config, configOrigin),
                        new ConfigFields(ConfigFields.NOTHING, origin + "/special_tokens_map.json"),
                        new ConfigFields(ConfigFields.NOTHING, origin + "/added_tokens.json")));
    }

    /** How many ids there are, those of added tokens behind the vocabulary among them. */
    public int size() {
        int end = added_tokens.isEmpty() ? 0 : added_tokens.getLast().id() + 1;
        return Math.max(vocabulary.size(), end);
    }

    /**
     * Refuses a vocabulary with more pieces and added tokens than the model has embeddings; fewer
     * are allowed, since many checkpoints pad their embedding.
     *
     * @param origin what the message calls the model
     * @throws VocabularyException if there are more
     */
    public void requireFit(ModelConfig config, String origin) {
        if (size() > config.vocab_size()) {
            String count =
                    size() > vocabulary.size()
                            ? size() + " pieces with its added tokens"
                            : Quoted.count(size(), "piece");
            throw new VocabularyException(
                    origin
                            + ": the vocabulary has "
                            + count
                            + " but the model embeds only "
                            + config.vocab_size()
                            + " (vocab_size); use the vocabulary that belongs to the model");
        }
    }

    static TokenizerDescription describe(TokenizerModel model, TokenizerSettings settings) {
        var added = model.added();
        settings.addTo(added);
        Normalizer normalizer = settings.normalizer(model.normalizer());
        String unknown = model.unk_token();
        PostProcessor processor = model.processor();
        var description =
                new TokenizerDescription(
                        model.vocabulary(),
                        added.sorted(),
                        normalizer.lowercase(),
                        normalizer.strip_accents(),
                        normalizer.handle_chinese_chars(),
                        normalizer.clean_text(),
                        settings.config().texts("never_split"),
                        model.continuing_subword_prefix(),
                        model.max_input_chars_per_word(),
                        unknown == null ? settings.token("unk_token") : unknown,
                        processor == null ? settings.token("cls_token") : processor.cls(),
                        processor == null ? settings.token("sep_token") : processor.sep(),
                        settings.token("pad_token"),
                        settings.token("mask_token"),
                        model.cleanup(),
                        settings.config()
                                .flag(
                                        "clean_up_tokenization_spaces",
                                        model.clean_up_tokenization_spaces()),
                        settings.maxLength());
        // WordPiece looks for unk_token in its own vocabulary, the template also behind it.
        description.require(
                "unk_token", description.unk_token, model, model.vocabulary()::contains);
        description.require(
                "cls_token", description.cls_token, model, token -> added.id(token).isPresent());
        description.require(
                "sep_token", description.sep_token, model, token -> added.id(token).isPresent());
        return description;
    }

    private void require(
            String role, String token, TokenizerModel model, Predicate<String> isKnown) {
        if (!isKnown.test(token)) {
            throw new VocabularyException(
                    model.origin()
                            + ": the "
                            + role
                            + " "
                            + Quoted.quote(token)
                            + " is not among its "
                            + Quoted.count(vocabulary.size(), "piece")
                            + "; use the vocabulary that belongs to the model");
        }
    }
}
