package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The {@code post_processor} of a {@code tokenizer.json}, which must do what BERT's does: {@code
 * [CLS] A [SEP]}, and {@code [CLS] A [SEP] B [SEP]} with the type 1 from B on.
 *
 * @param cls begins a sequence
 * @param sep ends each text
 */
record PostProcessor(String cls, String sep) {

    /** Reads it; {@code ids} gives the ids that the tokens have by vocabulary and added tokens. */
    static PostProcessor read(ConfigFields fields, Function<String, OptionalInt> ids) {
        String type = fields.requiredText("type");
        return switch (type) {
            case "BertProcessing" -> bert(fields, ids);
            case "TemplateProcessing" -> template(fields, ids);
            default ->
                    throw fields.unsupported(type, "a BertProcessing or BERT's TemplateProcessing");
        };
    }

    private static PostProcessor bert(ConfigFields fields, Function<String, OptionalInt> ids) {
        return new PostProcessor(bertToken("cls", fields, ids), bertToken("sep", fields, ids));
    }

    private static String bertToken(
            String name, ConfigFields fields, Function<String, OptionalInt> ids) {
        Object value = fields.value(name);
        if (value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof String token) {
            requireId(fields, token, pair.get(1), ids);
            return token;
        }
        throw fields.wrong(name, value, "a token and its id, such as [\"[CLS]\", 101]");
    }

    private static PostProcessor template(ConfigFields fields, Function<String, OptionalInt> ids) {
        List<String> single = pieces(fields, "single");
        List<String> pair = pieces(fields, "pair");
        if (single.size() == 3) {
            String first = single.getFirst();
            String last = single.getLast();
            String cls = first.substring(0, first.length() - 2);
            String sep = last.substring(0, last.length() - 2);
            if (single.equals(List.of(cls + ":0", "$A:0", sep + ":0"))
                    && pair.equals(List.of(cls + ":0", "$A:0", sep + ":0", "$B:1", sep + ":1"))) {
                requireSpecial(fields, cls, ids);
                requireSpecial(fields, sep, ids);
                return new PostProcessor(cls, sep);
            }
        }
        throw fields.unsupported(
                "TemplateProcessing with "
                        + String.join(" ", single)
                        + " and "
                        + String.join(" ", pair),
                "the template of BERT, [CLS]:0 $A:0 [SEP]:0 and $B:1 [SEP]:1 behind it");
    }

    /** A template in the notation of Python's API, such as {@code [CLS]:0 $A:0 [SEP]:0}. */
    private static List<String> pieces(ConfigFields fields, String name) {
        Object value = fields.value(name);
        if (!(value instanceof List<?> list)) {
            throw fields.wrong(name, value, "a list of tokens and sequences");
        }
        List<String> pieces = new ArrayList<>();
        for (Object element : list) {
            pieces.add(piece(fields, name, element));
        }
        return pieces;
    }

    private static String piece(ConfigFields fields, String name, @Nullable Object element) {
        if (element instanceof Map<?, ?> map && map.size() == 1) {
            var entry = map.entrySet().iterator().next();
            if (entry.getValue() instanceof Map<?, ?> part
                    && part.get("id") instanceof String id
                    && part.get("type_id") instanceof Numeral(String type)
                    && type.length() == 1) {
                String shown = Quoted.plain(id, 40) + ":" + type;
                switch (String.valueOf(entry.getKey())) {
                    case "SpecialToken" -> {
                        return shown;
                    }
                    case "Sequence" -> {
                        return "$" + shown;
                    }
                    default -> {}
                }
            }
        }
        throw fields.wrong(
                name,
                element,
                "a list of objects such as {\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}");
    }

    private static void requireSpecial(
            ConfigFields fields, String token, Function<String, OptionalInt> ids) {
        Object all = fields.value("special_tokens");
        if (all instanceof Map<?, ?> map
                && map.get(token) instanceof Map<?, ?> entry
                && entry.get("ids") instanceof List<?> list
                && list.size() == 1) {
            requireId(fields, token, list.getFirst(), ids);
            return;
        }
        throw fields.wrong(
                "special_tokens", all, "an object with one id for " + Quoted.quote(token));
    }

    private static void requireId(
            ConfigFields fields,
            String token,
            @Nullable Object id,
            Function<String, OptionalInt> ids) {
        var due = ids.apply(token);
        if (due.isEmpty() || !new Numeral(Integer.toString(due.getAsInt())).equals(id)) {
            throw fields.complaint(
                    "the token "
                            + Quoted.quote(token)
                            + " has "
                            + (id instanceof Numeral(String digits)
                                    ? "id " + Quoted.plain(digits, 40)
                                    : "no id")
                            + (due.isPresent()
                                    ? " but is " + due.getAsInt() + " in the vocabulary"
                                    : " but is not in the vocabulary"));
        }
    }
}
