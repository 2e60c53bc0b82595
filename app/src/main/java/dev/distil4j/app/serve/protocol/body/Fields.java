package dev.distil4j.app.serve.protocol.body;

import dev.distil4j.app.serve.Refusal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The fields of an object. What nobody asked for by the {@link #end} is refused by its name. */
public final class Fields implements Settings {

    private final Value object;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Value object) {
        this.object = object;
    }

    /** No fields, in the place of an object that was left out. */
    public static Fields none(Place place) {
        return new Fields(new Value(JsonNodeFactory.instance.objectNode(), place));
    }

    @Override
    public Optional<Value> field(String key) {
        known.add(key);
        JsonNode value = object.node().get(key);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new Value(value, new Place.Field(object.place(), key)));
    }

    /**
     * The value of that name.
     *
     * @throws Refusal if it is left out
     */
    public Value needed(String key) {
        return field(key).orElseThrow(() -> object.refusal("has no '%s'; add it".formatted(key)));
    }

    /** The object of that name, or none in its place. */
    public Fields fields(String key) {
        return field(key)
                .map(Value::fields)
                .orElseGet(() -> none(new Place.Field(object.place(), key)));
    }

    /** The object that these are of. */
    public Value object() {
        return object;
    }

    /**
     * Ends the reading.
     *
     * @throws Refusal if there is a field that was never asked for
     */
    public void end() {
        for (String key : object.node().propertyNames()) {
            if (!known.contains(key)) {
                throw object.refusal(
                        known.isEmpty()
                                ? "knows no '%s'; leave it out".formatted(Place.named(key))
                                : "knows no '%s'; it may have %s"
                                        .formatted(Place.named(key), String.join(", ", known)));
            }
        }
    }
}
