package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ServerOptions.Access;

import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** Which origins' scripts may ask, and read answers. */
final class CorsTest {

    private static final String OURS = "https://a.example";
    private static final String THEIRS = "https://b.example";

    private static TestServer allowing(String... origins) {
        return TestServer.listening(
                TestServer.options().admitting(new Access(null, List.of(origins))), "a");
    }

    private static HttpHeaders get(TestServer server, String origin) throws Exception {
        return server.get("/health/live", "origin", origin).headers();
    }

    private static HttpResponse<String> preflight(TestServer server, String path, String origin)
            throws Exception {
        return server.send(
                HttpRequest.newBuilder(server.uri(path)).method("OPTIONS", BodyPublishers.noBody()),
                "origin",
                origin);
    }

    @Test
    void withoutOriginsNothingIsSaidOfThem() throws Exception {
        try (TestServer server = allowing()) {
            assertThat(get(server, OURS).map())
                    .doesNotContainKeys("vary", "access-control-allow-origin");
            assertThat(preflight(server, "/predict", OURS).headers().map())
                    .doesNotContainKey("access-control-allow-methods");
        }
    }

    @Test
    void thoseThatAreNamedMayAskAndRead() throws Exception {
        try (TestServer server = allowing(OURS)) {
            HttpHeaders headers = get(server, OURS);
            assertThat(headers.firstValue("access-control-allow-origin")).contains(OURS);
            assertThat(headers.firstValue("access-control-expose-headers").orElse(""))
                    .contains("x-compute-time", "x-total-time", "x-truncated", "retry-after");
            HttpResponse<String> answer = preflight(server, "/", OURS);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("allow")).contains("POST, GET");
            assertThat(answer.headers().firstValue("access-control-allow-methods"))
                    .contains("POST, GET");
            assertThat(answer.headers().firstValue("access-control-allow-headers"))
                    .contains("content-type, authorization");
            assertThat(answer.headers().firstValue("access-control-max-age")).contains("600");
        }
    }

    @Test
    void othersMayNot() throws Exception {
        try (TestServer server = allowing(OURS)) {
            assertThat(get(server, THEIRS).map())
                    .containsEntry("vary", List.of("origin"))
                    .doesNotContainKeys(
                            "access-control-allow-origin", "access-control-expose-headers");
            HttpResponse<String> answer = preflight(server, "/predict", THEIRS);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("allow")).contains("POST");
            assertThat(answer.headers().map())
                    .doesNotContainKeys(
                            "access-control-allow-methods", "access-control-allow-headers");
        }
    }

    @Test
    void allMayIfAllAreAllowed() throws Exception {
        try (TestServer server = allowing("*")) {
            assertThat(get(server, THEIRS).firstValue("access-control-allow-origin")).contains("*");
            assertThat(
                            preflight(server, "/predict", THEIRS)
                                    .headers()
                                    .firstValue("access-control-allow-methods"))
                    .contains("POST");
        }
    }

    @Test
    void aRouteThatIsNotThereCanNotBeAskedFor() throws Exception {
        try (TestServer server = allowing(OURS)) {
            HttpResponse<String> answer = preflight(server, "/nix", OURS);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("there is no route '/nix'");
        }
    }
}
