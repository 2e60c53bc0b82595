package dev.distil4j.app.tokens;

import dev.distil4j.InputException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads ids as people and programs write them, {@code 101 2023 102} or {@code [101, 2023]}. */
final class IdList {

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,\\[\\]]+");
    private static final Pattern ID = Pattern.compile("[0-9]{1,9}");

    private IdList() {}

    /**
     * The ids of a text.
     *
     * @throws InputException if something else is among them
     */
    static int[] of(String text) {
        List<Integer> ids = new ArrayList<>();
        for (String word : SEPARATOR.split(text, -1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (!ID.matcher(word).matches()) {
                throw new InputException(
                        "--decode takes ids, numbers with spaces or commas between them, and '%s'"
                                        .formatted(word)
                                + " is none",
                        null);
            }
            ids.add(Integer.valueOf(word));
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
