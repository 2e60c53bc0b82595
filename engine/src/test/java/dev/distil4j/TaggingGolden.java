package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A case of the token-classification pipeline, as the goldens have it. */
record TaggingGolden(JsonNode node) {

    /** The pipeline's default. */
    private static final String NONE = "none";

    boolean isGrouped() {
        return !strategy().equals(NONE);
    }

    private String strategy() {
        return parameters().path("aggregation_strategy").asString(NONE);
    }

    private JsonNode parameters() {
        return node.get("parameters");
    }

    TaggerInput input() {
        JsonNode inputs = node.get("inputs");
        if (!parameters().path("is_split_into_words").asBoolean(false)) {
            return TaggerInput.of(inputs.asString());
        }
        List<String> words = inputs.valueStream().map(JsonNode::asString).toList();
        JsonNode delimiter = parameters().get("delimiter");
        return delimiter == null
                ? TaggerInput.ofWords(words)
                : new TaggerInput.Words(words, delimiter.asString());
    }

    Set<String> ignoreLabels() {
        JsonNode labels = parameters().get("ignore_labels");
        return labels == null
                ? Set.of("O")
                : labels.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    GroupingOptions options() {
        GroupingOptions options =
                GroupingOptions.defaults()
                        .aggregationStrategy(
                                AggregationStrategy.valueOf(strategy().toUpperCase(Locale.ROOT)))
                        .ignoreLabels(ignoreLabels());
        JsonNode stride = parameters().get("stride");
        return stride == null ? options : options.stride(stride.intValue());
    }

    /** Whether the case needs windows or is no longer than the model. */
    boolean isCut() {
        return !parameters().has("stride");
    }

    /** Fails unless the entities are those of the golden, their scores aside. */
    static void assertEntities(List<? extends Entity> actual, JsonNode expected, String text) {
        assertThat(actual.stream().map(entity -> listing(entity, text)).toList())
                .isEqualTo(expected.valueStream().map(TaggingGolden::listing).toList());
    }

    private static String listing(JsonNode entity) {
        return "%s %s %s %d-%d"
                .formatted(
                        entity.path("entity_group").asString(entity.path("entity").asString("")),
                        entity.has("index") ? "token " + entity.get("index").intValue() : "group",
                        entity.get("word").asString(),
                        entity.get("start").intValue(),
                        entity.get("end").intValue());
    }

    /** With the offsets in code points, as Python counts. */
    private static String listing(Entity entity, String text) {
        String kind = entity instanceof TokenEntity token ? "token " + token.index() : "group";
        return "%s %s %s %d-%d"
                .formatted(
                        entity.label(),
                        kind,
                        entity.word(),
                        text.codePointCount(0, entity.start()),
                        text.codePointCount(0, entity.end()));
    }

    @Override
    public String toString() {
        return "%s%s %s"
                .formatted(
                        node.has("why") ? node.get("why").asString() + ", " : "",
                        node.path("model").asString(""),
                        parameters());
    }
}
