package dev.distil4j.app.serve.http;

import dev.distil4j.QuestionInput;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;

import java.util.List;

/** How many characters inputs have, in code points. */
final class Characters {

    private Characters() {}

    static long of(List<?> inputs) {
        return inputs.stream().mapToLong(Characters::of).sum();
    }

    private static long of(Object input) {
        return switch (input) {
            case String text -> count(text);
            case TextInput text ->
                    count(text.text()) + text.pair().map(Characters::count).orElse(0L);
            case TaggerInput text -> count(text.text());
            case QuestionInput pair -> count(pair.question()) + count(pair.context());
            default -> 0;
        };
    }

    private static long count(String text) {
        return text.codePointCount(0, text.length());
    }
}
