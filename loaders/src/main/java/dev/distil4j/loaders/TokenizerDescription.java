package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the files of a BERT tokenizer say, under the names that they use. What a file does not say
 * has the default of transformers' {@code BertTokenizer}.
 *
 * @param vocabulary the pieces of {@code vocab.txt} by id, none empty, none twice
 * @param do_lower_case whether text is lower-cased; true by default
 * @param strip_accents whether accents are removed, or null: if text is lower-cased
 * @param tokenize_chinese_chars whether CJK characters are words of their own; true by default
 * @param unk_token stands for unknown words; in the vocabulary
 * @param cls_token begins a sequence; in the vocabulary
 * @param sep_token ends a sequence; in the vocabulary
 * @param pad_token fills batches elsewhere; a vocabulary may lack it
 * @param mask_token stands for a word to be guessed; a vocabulary may lack it
 * @param model_max_length the longest sequence in tokens; {@link Integer#MAX_VALUE} if the files do
 *     not limit it
 */
public record TokenizerDescription(
        List<String> vocabulary,
        boolean do_lower_case,
        @Nullable Boolean strip_accents,
        boolean tokenize_chinese_chars,
        String unk_token,
        String cls_token,
        String sep_token,
        String pad_token,
        String mask_token,
        int model_max_length) {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** Takes an unmodifiable copy of the vocabulary. */
    public TokenizerDescription {
        vocabulary = List.copyOf(vocabulary);
    }

    /**
     * Reads {@code vocab.txt} and, where they exist, {@code tokenizer_config.json} and {@code
     * special_tokens_map.json} in a folder.
     *
     * @throws ModelFolderException if there is no {@code vocab.txt}
     * @throws VocabularyException if it is no vocabulary or lacks a token that every text needs
     * @throws ConfigException if one of the others is not valid JSON or holds a wrong value
     */
    public static TokenizerDescription read(Path folder) {
        Path vocabulary = folder.resolve("vocab.txt");
        if (!Files.exists(vocabulary)) {
            throw new ModelFolderException(
                    Files.exists(folder.resolve("tokenizer.json"))
                            ? folder
                                    + ": there is a tokenizer.json but no vocab.txt, which is"
                                    + " needed; add the vocab.txt of the same model"
                            : folder
                                    + ": there is no tokenizer; add the vocab.txt that belongs to"
                                    + " the model");
        }
        return parse(
                SmallFile.read(vocabulary, VocabularyException::new),
                vocabulary.toString(),
                fields(folder.resolve("tokenizer_config.json")),
                fields(folder.resolve("special_tokens_map.json")));
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
                        ? NOTHING
                        : SmallFile.read(tokenizerConfig, configOrigin, ConfigException::new);
        return parse(
                SmallFile.read(vocabulary, vocabularyOrigin, VocabularyException::new),
                vocabularyOrigin,
                new ConfigFields(config, configOrigin),
                new ConfigFields(NOTHING, origin + "/special_tokens_map.json"));
    }

    /**
     * Refuses a vocabulary with more pieces than the model has embeddings; fewer are allowed, since
     * many checkpoints pad their embedding.
     *
     * @param origin what the message calls the model
     * @throws VocabularyException if there are more
     */
    public void requireFit(ModelConfig config, String origin) {
        if (vocabulary.size() > config.vocab_size()) {
            throw new VocabularyException(
                    origin
                            + ": the vocabulary has "
                            + vocabulary.size()
                            + " pieces but the model embeds only "
                            + config.vocab_size()
                            + " (vocab_size); use the vocabulary that belongs to the model");
        }
    }

    private static ConfigFields fields(Path file) {
        byte[] bytes = Files.exists(file) ? SmallFile.read(file, ConfigException::new) : NOTHING;
        return new ConfigFields(bytes, file.toString());
    }

    private static TokenizerDescription parse(
            byte[] vocabulary, String origin, ConfigFields config, ConfigFields specialTokens) {
        // As in transformers: the map is the older place and counts unless the newer one is in use.
        var tokens =
                config.has("added_tokens_decoder")
                        ? List.of(config)
                        : List.of(specialTokens, config);
        var description =
                new TokenizerDescription(
                        VocabularyFile.parse(vocabulary, origin),
                        config.flag("do_lower_case", true),
                        config.flag("strip_accents"),
                        config.flag("tokenize_chinese_chars", true),
                        token(tokens, "unk_token", "[UNK]"),
                        token(tokens, "cls_token", "[CLS]"),
                        token(tokens, "sep_token", "[SEP]"),
                        token(tokens, "pad_token", "[PAD]"),
                        token(tokens, "mask_token", "[MASK]"),
                        maxLength(config));
        description.require("unk_token", description.unk_token, origin);
        description.require("cls_token", description.cls_token, origin);
        description.require("sep_token", description.sep_token, origin);
        return description;
    }

    /** A string, or an object with the string under "content", in the first file that has it. */
    private static String token(List<ConfigFields> files, String name, String absent) {
        for (ConfigFields fields : files) {
            Object value = fields.value(name);
            Object token = value instanceof Map<?, ?> object ? object.get("content") : value;
            if (value != null) {
                if (token instanceof String text && !text.isEmpty()) {
                    return text;
                }
                throw fields.wrong(name, value, "a string or an object with a string 'content'");
            }
        }
        return absent;
    }

    private static int maxLength(ConfigFields config) {
        Object value = config.value("model_max_length");
        if (value == null) {
            return Integer.MAX_VALUE;
        }
        // transformers writes 10^30 for "no limit".
        double length = value instanceof Numeral(String digits) ? Double.parseDouble(digits) : -1;
        if (length < 1 || length != Math.rint(length)) {
            throw config.wrong("model_max_length", value, "a whole number from 1 up");
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private void require(String field, String token, String origin) {
        if (!vocabulary.contains(token)) {
            throw new VocabularyException(
                    origin
                            + ": the "
                            + field
                            + " "
                            + Quoted.quote(token)
                            + " is not among its "
                            + vocabulary.size()
                            + " pieces; use the vocabulary that belongs to the model");
        }
    }
}
