package dev.distil4j.app.serve.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that no client should send: good ones with something changed, and sheer noise. */
final class SpoiltBodies {

    private static final List<String> STRINGS =
            List.of(
                    "", " ", "[MASK]", "\ud83c", "\udf0a", "none", "BYTES", "{}", "\u0000",
                    "right");
    private static final List<String> NUMBERS =
            List.of("0", "-1", "1", "2.5", "1e300", "4294967296", "99999999999999999999", "65537");

    private final List<Golden> goldens = Golden.all();
    private final List<String> keys = new ArrayList<>();
    private final Random random;

    SpoiltBodies(long seed) {
        random = new Random(seed);
        goldens.forEach(golden -> collect(golden.body()));
    }

    private void collect(JsonNode node) {
        keys.addAll(node.propertyNames());
        node.forEach(this::collect);
    }

    /** A golden whose body is to be spoilt. */
    Golden golden() {
        return goldens.get(random.nextInt(goldens.size()));
    }

    JsonNode spoilt(Golden golden) {
        if (random.nextInt(10) == 0) {
            return noise(4);
        }
        JsonNode body = golden.body().deepCopy();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            List<ContainerNode<?>> places = new ArrayList<>();
            collect(body, places);
            change(places.get(random.nextInt(places.size())));
        }
        return body;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> place) {
            places.add(place);
            node.forEach(child -> collect(child, places));
        }
    }

    private void change(ContainerNode<?> place) {
        switch (place) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> change(array);
            default -> throw new IllegalStateException(place.toString());
        }
    }

    private void change(ObjectNode object) {
        List<String> names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(3) == 0) {
            object.set(keys.get(random.nextInt(keys.size())), noise(2));
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(keys.get(random.nextInt(keys.size())), object.remove(name));
            case 2 -> object.setAll((ObjectNode) golden().body().deepCopy());
            default -> object.set(name, noise(2));
        }
    }

    private void change(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            array.add(noise(2));
            return;
        }
        int index = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(index);
            case 1 -> array.add(array.get(index).deepCopy());
            case 2 -> array.set(index, JsonNodeFactory.instance.arrayNode().add(array.get(index)));
            default -> array.set(index, noise(2));
        }
    }

    private JsonNode noise(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> JsonMapper.shared().readTree(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 3, 4 -> nodes.stringNode(STRINGS.get(random.nextInt(STRINGS.size())));
            case 5 -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(noise(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(keys.get(random.nextInt(keys.size())), noise(depth - 1));
                }
                yield object;
            }
        };
    }
}
