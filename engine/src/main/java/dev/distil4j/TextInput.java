package dev.distil4j;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text, or two texts that are judged together.
 *
 * @param text the text, or the first of a pair
 * @param text_pair the second of a pair, or null
 */
public record TextInput(String text, @Nullable String text_pair) implements Serializable {

    /** A text on its own. */
    public static TextInput of(String text) {
        return new TextInput(text, null);
    }

    /** Two texts that are judged together. */
    public static TextInput pair(String text, String text_pair) {
        return new TextInput(text, text_pair);
    }

    /** Each text on its own. */
    static List<TextInput> all(List<String> texts) {
        List<TextInput> inputs = new ArrayList<>(texts.size());
        for (String text : texts) {
            inputs.add(of(text));
        }
        return inputs;
    }

    /** These inputs as a pipeline takes them, to which an empty second text is none. */
    static List<TextInput> withoutEmptyPairs(List<TextInput> inputs) {
        return inputs.stream()
                .map(input -> "".equals(input.text_pair) ? of(input.text) : input)
                .toList();
    }

    /** The second text, if this is a pair. */
    public Optional<String> pair() {
        return Optional.ofNullable(text_pair);
    }
}
