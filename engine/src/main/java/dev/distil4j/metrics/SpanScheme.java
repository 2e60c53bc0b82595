package dev.distil4j.metrics;

import java.util.ArrayList;
import java.util.List;

/** How the labels of words, {@code B-PER I-PER O}, are read as entities. */
public enum SpanScheme {

    /**
     * As CoNLL's {@code conlleval.pl} does, which makes an entity of whatever may be one: an I- that
     * follows no entity of its type begins one, E- ends one and S- is one. It is what seqeval does
     * unless told otherwise.
     */
    CONLLEVAL {
        @Override
        public List<LabelSpan> spans(List<String> labels) {
            List<LabelSpan> spans = new ArrayList<>();
            Label previous = Label.OUTSIDE;
            int start = 0;
            for (int i = 0; i <= labels.size(); i++) {
                Label label = i < labels.size() ? Label.of(labels.get(i)) : Label.OUTSIDE;
                if (previous.endsBefore(label)) {
                    spans.add(new LabelSpan(previous.type, start, i));
                }
                if (label.beginsAfter(previous)) {
                    start = i;
                }
                previous = label;
            }
            return spans;
        }
    },

    /**
     * IOB2 by the letter, seqeval's strict mode: an entity is a B- and the I- of the same type behind
     * it; other I- belong to none.
     */
    STRICT_IOB2 {
        @Override
        public List<LabelSpan> spans(List<String> labels) {
            List<LabelSpan> spans = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (prefix(labels.get(i)) == 'B') {
                    String type = type(labels.get(i));
                    int end = i + 1;
                    while (end < labels.size()
                            && prefix(labels.get(end)) == 'I'
                            && type(labels.get(end)).equals(type)) {
                        end++;
                    }
                    spans.add(new LabelSpan(type, i, end));
                }
            }
            return spans;
        }

        private char prefix(String label) {
            char prefix = label.isEmpty() ? ' ' : label.charAt(0);
            if (prefix != 'I' && prefix != 'O' && prefix != 'B') {
                throw new IllegalArgumentException(
                        "'%s' is no label of IOB2: it has to begin with I, O or B"
                                .formatted(label));
            }
            return prefix;
        }

        private String type(String label) {
            return orNone(label.substring(1).replaceAll("^-+|-+$", ""));
        }
    };

    /**
     * The entities of a sentence, in order.
     *
     * @param labels of its words
     * @throws IllegalArgumentException if a label is empty or none of the scheme
     */
    public abstract List<LabelSpan> spans(List<String> labels);

    private static String orNone(String type) {
        return type.isEmpty() ? "_" : type;
    }

    /** A label as conlleval sees it: its first letter, and what stands behind the first hyphen. */
    private record Label(char tag, String type) {

        static final Label OUTSIDE = new Label('O', "_");

        static Label of(String label) {
            if (label.isEmpty()) {
                throw new IllegalArgumentException("a word has an empty label; write O for none");
            }
            return new Label(
                    label.charAt(0), orNone(label.substring(1).replaceFirst("^[^-]*-", "")));
        }

        /** Whether an entity that this label belongs to ends with it. */
        boolean endsBefore(Label next) {
            return switch (tag) {
                case 'E', 'S' -> true;
                case 'O', '.' -> false;
                case 'B', 'I' -> "BSO".indexOf(next.tag) >= 0 || !type.equals(next.type);
                default -> !type.equals(next.type);
            };
        }

        /** Whether an entity begins with this label. */
        boolean beginsAfter(Label previous) {
            return switch (tag) {
                case 'B', 'S' -> true;
                case 'O', '.' -> false;
                case 'E', 'I' -> "ESO".indexOf(previous.tag) >= 0 || !type.equals(previous.type);
                default -> !type.equals(previous.type);
            };
        }
    }
}
