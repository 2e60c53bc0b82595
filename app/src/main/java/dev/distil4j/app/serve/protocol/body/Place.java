package dev.distil4j.app.serve.protocol.body;

/** Where a value stands in a body; spelled out only where a sentence needs it. */
public sealed interface Place {

    /** Names of clients' own are as long as they like. */
    int LONGEST_NAME = 40;

    /** The whole body. */
    record Body() implements Place {
        @Override
        public String toString() {
            return "the body";
        }
    }

    /** A field of an object, such as {@code parameters.top_k}. */
    record Field(Place object, String key) implements Place {
        @Override
        public String toString() {
            return object instanceof Body ? named(key) : object + "." + named(key);
        }
    }

    /** An element of a list, such as {@code inputs[3]}. */
    record Element(Place list, int index) implements Place {
        @Override
        public String toString() {
            return list + "[" + index + "]";
        }
    }

    /** A row of a table that is written by columns. */
    record Row(Place table, int index) implements Place {
        @Override
        public String toString() {
            return "row %d of %s".formatted(index, table);
        }
    }

    /** A name that a client made up, as far as a sentence can have it. */
    static String named(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
