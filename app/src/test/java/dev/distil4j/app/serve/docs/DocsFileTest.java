package dev.distil4j.app.serve.docs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class DocsFileTest {

    private final JsonNode api = new JsonMapper().readTree(DocsFile.OPENAPI.bytes());

    @ParameterizedTest
    @EnumSource
    void asksNoOtherServerForAnything(DocsFile file) {
        assertThat(new String(file.bytes(), UTF_8)).isNotBlank().doesNotContainPattern("https?://");
    }

    @Test
    void thePageAsksForFilesThatThereAre() {
        Pattern reference = Pattern.compile("(?:href|src)=\"(docs/[^\"]+|openapi\\.json)\"");
        List<String> asked =
                reference
                        .matcher(new String(DocsFile.PAGE.bytes(), UTF_8))
                        .results()
                        .map(match -> "/" + match.group(1))
                        .toList();
        assertThat(asked).isNotEmpty();
        assertThat(List.of(DocsFile.values())).extracting(DocsFile::path).containsAll(asked);
    }

    @Test
    void everyReferenceOfTheDescriptionLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        Pattern reference = Pattern.compile("\"\\$ref\": \"#([^\"]+)\"");
        reference
                .matcher(new String(DocsFile.OPENAPI.bytes(), UTF_8))
                .results()
                .map((MatchResult match) -> match.group(1))
                .forEach(references::add);
        assertThat(references).isNotEmpty().noneMatch(pointer -> api.at(pointer).isMissingNode());
    }

    @Test
    void everyOperationHasANameOfItsOwnAndATagThatIsDescribed() {
        Set<String> tags = new HashSet<>();
        api.get("tags").forEach(tag -> tags.add(tag.get("name").asString()));
        Set<String> names = new HashSet<>();
        for (JsonNode path : api.get("paths")) {
            for (String method : List.of("get", "post")) {
                if (path.has(method)) {
                    JsonNode operation = path.get(method);
                    assertThat(names.add(operation.get("operationId").asString()))
                            .as("%s", operation.get("operationId"))
                            .isTrue();
                    assertThat(tags).contains(operation.get("tags").get(0).asString());
                }
            }
        }
    }
}
