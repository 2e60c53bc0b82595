package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.docs.DocsFile;
import dev.distil4j.app.serve.metrics.ServerMetrics;
import dev.distil4j.app.serve.queue.QueueLimits;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The description of the routes beside the routes. */
class OpenApiTest {

    private static Set<String> routes() {
        QueueLimits limits = QueueLimits.defaults();
        Models models = new Models(List.of("some"));
        Pages pages =
                new Pages(
                        new Life(),
                        models,
                        ServerOptions.defaults(),
                        new ServerMetrics(limits, "1.2"),
                        "1.2");
        return Routes.all(models, pages, limits).stream()
                // What the two pages are made of is nothing to ask for.
                .filter(route -> !route.path().matches("/(ui|docs)/.*"))
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        JsonNode paths = new JsonMapper().readTree(DocsFile.OPENAPI.bytes()).get("paths");
        Set<String> described = new HashSet<>();
        for (var path : paths.properties()) {
            for (String method : List.of("GET", "POST")) {
                if (path.getValue().has(method.toLowerCase(Locale.ROOT))) {
                    described.add(method + " " + path.getKey());
                }
            }
        }
        assertThat(described).isEqualTo(routes());
    }
}
