package dev.distil4j.tagging;

/**
 * A token, a word or an entity with its label.
 *
 * @param label of a token or a word as the model calls it, of an entity without its prefix
 * @param score that the label has
 * @param word what it reads
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Labelled(String label, float score, String word, int start, int end) {

    private static final String BEGINS = "B-";
    private static final String CONTINUES = "I-";

    /** Whether an entity goes on with this after {@code previous}. */
    boolean continues(Labelled previous) {
        return !begins() && tag().equals(previous.tag());
    }

    private boolean begins() {
        return label.startsWith(BEGINS);
    }

    /** The label without {@code B-} or {@code I-}; another prefix is part of it. */
    private String tag() {
        return begins() || label.startsWith(CONTINUES) ? label.substring(2) : label;
    }
}
