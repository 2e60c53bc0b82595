package dev.distil4j.loaders;

import dev.distil4j.loaders.TokenizerModel.Normalizer;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code tokenizer.json} of a BERT tokenizer: WordPiece behind a {@code BertNormalizer} and a
 * {@code BertPreTokenizer}. Everything else is refused by its name, since other ids would come out.
 */
final class TokenizerJson {

    private static final String CURE = "mend it or download the file again";
    private static final int MAX_ID = Integer.MAX_VALUE - 1;

    private final String origin;
    private final Map<String, @Nullable Object> sections = new HashMap<>();
    private final Map<String, @Nullable Object> model = new HashMap<>();
    private final Map<String, Long> vocabulary = new LinkedHashMap<>();

    private TokenizerJson(byte[] file, String origin) {
        this.origin = origin;
        JsonReader.Complaint complaint =
                (fault, place, cause) ->
                        new ConfigException(origin + ": " + place + "; " + CURE, cause);
        try (var json = new JsonReader(new ByteArrayInputStream(file), complaint)) {
            json.document(
                    name -> {
                        switch (name) {
                            case "model" -> model(json);
                            // Python's library applies these to a call that asks for them only.
                            case "truncation", "padding" -> json.skip();
                            default -> sections.put(name, json.value());
                        }
                    });
        }
    }

    static TokenizerModel parse(byte[] file, String origin) {
        return new TokenizerJson(file, origin).model();
    }

    private void model(JsonReader json) {
        json.object(
                "the model",
                name -> {
                    switch (name) {
                        case "vocab" -> {
                            if (json.isObject()) {
                                json.object(
                                        "vocab",
                                        piece -> vocabulary.put(piece, json.unsigned("an id")));
                            } else {
                                json.skip();
                            }
                        }
                        case "merges" -> {
                            json.skip();
                            model.put(name, true);
                        }
                        default -> model.put(name, json.value());
                    }
                });
    }

    private TokenizerModel model() {
        var top = new ConfigFields(sections, origin);
        String version = top.text("version");
        if (version != null && !version.equals("1.0")) {
            throw top.wrong("version", version, "1.0");
        }
        var fields = top.nested("model", model);
        requireWordPiece(fields);
        List<String> pieces = pieces();
        var added = added(top, pieces);
        Normalizer normalizer = normalizer(section(top, "normalizer"));
        var preTokenizer = section(top, "pre_tokenizer");
        requireType(preTokenizer, "BertPreTokenizer");
        String prefix = fields.requiredText("continuing_subword_prefix");
        boolean cleanup = true;
        if (top.has("decoder")) {
            var decoder = section(top, "decoder");
            requireType(decoder, "WordPiece");
            if (!prefix.equals(decoder.requiredText("prefix"))) {
                throw decoder.wrong(
                        "prefix", decoder.requiredText("prefix"), "the model's, " + prefix);
            }
            cleanup = decoder.flag("cleanup", true);
        }
        return new TokenizerModel(
                origin,
                pieces,
                added,
                normalizer,
                prefix,
                fields.size("max_input_chars_per_word", 1, MAX_ID),
                fields.requiredText("unk_token"),
                PostProcessor.read(section(top, "post_processor"), added::id),
                cleanup,
                false);
    }

    /** A section that must be there; without it, the reference would do less than BERT does. */
    private static ConfigFields section(ConfigFields top, String name) {
        Object value = top.value(name);
        if (value == null) {
            throw top.missing(name);
        }
        if (value instanceof Map<?, ?> map) {
            return top.nested(name, map);
        }
        throw top.wrong(name, value, "an object");
    }

    private void requireWordPiece(ConfigFields fields) {
        String type = fields.text("type");
        // Files of old versions have no type; the fields tell WordPiece from BPE and the others.
        boolean untyped =
                type == null
                        && !model.containsKey("merges")
                        && model.containsKey("max_input_chars_per_word");
        if (!untyped && (type == null || !type.equals("WordPiece"))) {
            throw fields.unsupported(type == null ? "none" : type, "a WordPiece model");
        }
    }

    private static void requireType(ConfigFields fields, String supported) {
        String type = fields.requiredText("type");
        if (type.equals("Sequence")) {
            throw fields.unsupported("Sequence of " + types(fields), "a " + supported);
        }
        if (!type.equals(supported)) {
            throw fields.unsupported(type, "a " + supported);
        }
    }

    /** The types inside a Sequence, whose list has a name of its own in each section. */
    private static String types(ConfigFields fields) {
        List<String> types = new ArrayList<>();
        for (String name : List.of("normalizers", "pretokenizers", "decoders")) {
            if (fields.value(name) instanceof List<?> parts) {
                for (Object part : parts) {
                    Object type = part instanceof Map<?, ?> map ? map.get("type") : null;
                    types.add(type instanceof String text ? Quoted.plain(text, 40) : "?");
                }
            }
        }
        return Quoted.list(types);
    }

    private static Normalizer normalizer(ConfigFields fields) {
        requireType(fields, "BertNormalizer");
        return new Normalizer(
                fields.flag("clean_text", true),
                fields.flag("handle_chinese_chars", true),
                fields.flag("strip_accents"),
                fields.flag("lowercase", true));
    }

    private List<String> pieces() {
        var pieces = new String[vocabulary.size()];
        vocabulary.forEach(
                (piece, id) -> {
                    if (piece.isEmpty()) {
                        throw complaint("the piece with id " + id + " is empty");
                    }
                    if (id >= pieces.length) {
                        throw complaint(
                                "the piece "
                                        + Quoted.quote(piece)
                                        + " has id "
                                        + id
                                        + " in a vocabulary of "
                                        + Quoted.count(pieces.length, "piece")
                                        + ", so an id is left out");
                    }
                    int at = Math.toIntExact(id);
                    if (pieces[at] != null) {
                        throw complaint(
                                "the pieces "
                                        + Quoted.quote(pieces[at])
                                        + " and "
                                        + Quoted.quote(piece)
                                        + " share id "
                                        + id);
                    }
                    pieces[at] = piece;
                });
        if (pieces.length == 0) {
            throw complaint("the vocabulary is empty");
        }
        return List.of(pieces);
    }

    private VocabularyException complaint(String sentence) {
        return new VocabularyException(
                origin + ": " + sentence + "; use the tokenizer.json that belongs to the model");
    }

    private AddedTokenTable added(ConfigFields top, List<String> pieces) {
        var added = new AddedTokenTable(pieces);
        Object value = top.value("added_tokens");
        if (value == null) {
            return added;
        }
        if (!(value instanceof List<?> list)) {
            throw top.wrong("added_tokens", value, "a list of tokens");
        }
        for (Object element : list) {
            var token = TokenFlags.read("added_tokens", element, top);
            if (added.contains(token.content())) {
                throw top.complaint(
                        "the added token " + Quoted.quote(token.content()) + " is there twice");
            }
            int id = top.nested("added_tokens", (Map<?, ?>) element).size("id", 0, MAX_ID);
            added.add(token, id, origin);
        }
        return added;
    }
}
