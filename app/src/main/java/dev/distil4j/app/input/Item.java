package dev.distil4j.app.input;

import dev.distil4j.TextInput;

/**
 * One text, or pair, that a command works on.
 *
 * @param input the text
 * @param place where it stands, for messages: {@code reviews.txt, line 7}; empty if there is no
 *     other
 */
public record Item(TextInput input, String place) {

    /** A sentence about this item. */
    public String complaint(String sentence) {
        return place.isEmpty() ? sentence : place + ": " + sentence;
    }

    /** Length in UTF-16 units. */
    public int length() {
        return input.text().length() + input.pair().map(String::length).orElse(0);
    }
}
