package dev.distil4j.app.serve.protocol.body;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** A value of a body, and where it stands there. */
public record Value(JsonNode node, Place place) {

    /** A whole body. */
    public static Value body(JsonNode node) {
        return new Value(node, new Place.Body());
    }

    /** Whether this is a string. */
    public boolean isText() {
        return node.isString();
    }

    /** Whether this is an array. */
    public boolean isList() {
        return node.isArray();
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return node.isObject();
    }

    /**
     * The string that this is.
     *
     * @throws Refusal if it is something else, or no text, having half of a surrogate pair
     */
    public String text() {
        if (!isText()) {
            throw otherThan("a string");
        }
        String text = node.stringValue();
        if (text.codePoints().anyMatch(Value::isHalf)) {
            throw refusal("has half of a surrogate pair, which is no character; leave it out");
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * The whole number that this is.
     *
     * @throws Refusal if it is something else, or has more than 32 bits
     */
    public int whole() {
        if (!node.isIntegralNumber()) {
            throw otherThan("a whole number");
        }
        if (!node.canConvertToInt()) {
            throw refusal("is out of range; give a number of at most 32 bits");
        }
        return node.intValue();
    }

    /**
     * The truth value that this is.
     *
     * @throws Refusal if it is something else
     */
    public boolean flag() {
        if (!node.isBoolean()) {
            throw otherThan("true or false");
        }
        return node.booleanValue();
    }

    /**
     * The elements of the array that this is.
     *
     * @throws Refusal if it is something else
     */
    public List<Value> elements() {
        if (!isList()) {
            throw otherThan("a list");
        }
        List<Value> elements = new ArrayList<>(node.size());
        for (JsonNode element : node.values()) {
            elements.add(new Value(element, new Place.Element(place, elements.size())));
        }
        return elements;
    }

    /**
     * The strings of the array that this is.
     *
     * @throws Refusal if it is something else
     */
    public List<String> texts() {
        return elements().stream().map(Value::text).toList();
    }

    /**
     * The fields of the object that this is.
     *
     * @throws Refusal if it is something else
     */
    public Fields fields() {
        if (!isObject()) {
            throw otherThan("an object");
        }
        return new Fields(this);
    }

    /** The refusal of a value that is not what the place wants. */
    public Refusal otherThan(String wanted) {
        return refusal("is %s; give %s".formatted(kind(), wanted));
    }

    /**
     * A refusal because of this value.
     *
     * @param rest of the sentence that begins with the place
     */
    public Refusal refusal(String rest) {
        return new Refusal(ErrorType.VALIDATION, place + " " + rest);
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "a truth value";
            case NULL, MISSING -> "null";
            case NUMBER -> node.isIntegralNumber() ? "a number" : "a number with a fraction";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
        };
    }
}
