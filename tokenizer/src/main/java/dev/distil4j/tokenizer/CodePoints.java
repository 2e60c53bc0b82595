package dev.distil4j.tokenizer;

import java.util.List;

/**
 * Counts code points up to places in a text, or in the words of a text. Places that grow, as those
 * of tokens do, cost one walk.
 */
final class CodePoints {
    private final List<String> texts;
    private final boolean isSplitIntoWords;
    private int text;
    private int place;
    private int count;

    CodePoints(List<String> texts, boolean isSplitIntoWords) {
        this.texts = texts;
        this.isSplitIntoWords = isSplitIntoWords;
    }

    /** How many code points lie before a place of a word; a whole text has but one string. */
    int before(int index, int word) {
        int current = isSplitIntoWords ? word : 0;
        if (current != text) {
            text = current;
            place = 0;
            count = 0;
        }
        String chars = texts.get(text);
        count +=
                index < place
                        ? -chars.codePointCount(index, place)
                        : chars.codePointCount(place, index);
        place = index;
        return count;
    }
}
