package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;
import dev.distil4j.loaders.TokenizerModel.Normalizer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside a vocabulary: {@code tokenizer_config.json}, {@code special_tokens_map.json}
 * and {@code added_tokens.json}, with the precedence of transformers. An empty object stands for a
 * file that is not there.
 */
record TokenizerSettings(ConfigFields config, ConfigFields map, ConfigFields added) {

    /** In the order in which transformers adds them. */
    private static final List<String> ROLES =
            List.of(
                    "bos_token",
                    "eos_token",
                    "unk_token",
                    "sep_token",
                    "pad_token",
                    "cls_token",
                    "mask_token");

    private static final Map<String, String> OF_BERT =
            Map.of(
                    "unk_token", "[UNK]",
                    "sep_token", "[SEP]",
                    "pad_token", "[PAD]",
                    "cls_token", "[CLS]",
                    "mask_token", "[MASK]");

    private static final String GENERIC_CLASS = "PreTrainedTokenizerFast";

    /** Tokenizers that do the same as BERT's. */
    private static final List<String> CLASSES =
            List.of(
                    "BertTokenizer",
                    "BertTokenizerFast",
                    "DistilBertTokenizer",
                    "DistilBertTokenizerFast",
                    "ElectraTokenizer",
                    "ElectraTokenizerFast",
                    "MobileBertTokenizer",
                    "MobileBertTokenizerFast",
                    GENERIC_CLASS);

    TokenizerSettings {
        String type = config.text("tokenizer_class");
        if (type != null && !CLASSES.contains(type)) {
            throw config.unsupportedValue("tokenizer_class", type, "use a BERT tokenizer");
        }
    }

    /**
     * What becomes of the normaliser of a tokenizer.json: BERT's classes replace what they have a
     * setting for, be it by its default.
     */
    Normalizer normalizer(@Nullable Normalizer own) {
        if (own != null && isGeneric()) {
            return own;
        }
        return new Normalizer(
                own == null || own.clean_text(),
                config.flag("tokenize_chinese_chars", true),
                config.flag("strip_accents"),
                config.flag("do_lower_case", true));
    }

    private boolean isGeneric() {
        return GENERIC_CLASS.equals(config.text("tokenizer_class"));
    }

    /** The token of a role, such as {@code cls_token}. */
    String token(String role) {
        TokenFlags token = named(role);
        return token == null ? OF_BERT.getOrDefault(role, "") : token.content();
    }

    int maxLength() {
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

    /** Adds what these files say to the added tokens of the vocabulary's own file. */
    void addTo(AddedTokenTable table) {
        if (config.has("added_tokens_decoder")) {
            addNumbered(table);
        } else {
            addLegacy(table);
        }
        List<TokenFlags> additional = additional();
        for (String role : ROLES) {
            TokenFlags token = named(role);
            if (token == null && !isGeneric() && OF_BERT.containsKey(role)) {
                token = TokenFlags.special(token(role));
            }
            // A token that no file gives an id has no embedding either: left out.
            if (token != null && table.id(token.content()).isPresent()) {
                addSpecial(token, table);
            }
        }
        additional.forEach(token -> addSpecial(token, table));
    }

    private static void addSpecial(TokenFlags token, AddedTokenTable table) {
        if (table.contains(token.content())) {
            table.markSpecial(token.content());
        } else {
            table.add(token);
        }
    }

    private void addNumbered(AddedTokenTable table) {
        String name = "added_tokens_decoder";
        Object value = config.value(name);
        if (!(value instanceof Map<?, ?> tokens)) {
            throw config.wrong(name, value, "an object of tokens by their ids");
        }
        Map<Integer, TokenFlags> byId = new TreeMap<>();
        tokens.forEach(
                (key, token) -> {
                    try {
                        byId.put(
                                Integer.parseUnsignedInt(String.valueOf(key)),
                                TokenFlags.read(name, token, config));
                    } catch (NumberFormatException e) {
                        throw config.wrong(name, value, "an object of tokens by their ids");
                    }
                });
        byId.forEach((id, token) -> table.add(token, id, config.origin()));
    }

    /** {@code added_tokens.json}, which was written before there was an added_tokens_decoder. */
    private void addLegacy(AddedTokenTable table) {
        Map<Integer, String> byId = new TreeMap<>();
        for (String content : added.names()) {
            byId.put(added.size(content, 0, Integer.MAX_VALUE - 1), content);
        }
        byId.forEach(
                (id, content) -> {
                    var token = new TokenFlags(content, false, false, false, true, false);
                    if (!table.contains(content)) {
                        table.add(token, id, added.origin());
                    }
                });
    }

    private @Nullable TokenFlags named(String role) {
        for (ConfigFields file : files()) {
            Object value = file.value(role);
            if (value != null) {
                return TokenFlags.readSpecial(role, value, file);
            }
        }
        return null;
    }

    private List<TokenFlags> additional() {
        String name = "additional_special_tokens";
        List<TokenFlags> tokens = new ArrayList<>();
        for (ConfigFields file : files().reversed()) {
            Object value = file.value(name);
            if (value instanceof List<?> list) {
                for (Object token : list) {
                    if (token == null) {
                        throw file.wrong(name, list, "a list of tokens");
                    }
                    tokens.add(TokenFlags.readSpecial(name, token, file));
                }
            } else if (value != null) {
                throw file.wrong(name, value, "a list of tokens");
            }
        }
        return tokens;
    }

    /** As in transformers: the map is the older place and counts unless the newer is in use. */
    private List<ConfigFields> files() {
        return config.has("added_tokens_decoder") ? List.of(config) : List.of(map, config);
    }
}
