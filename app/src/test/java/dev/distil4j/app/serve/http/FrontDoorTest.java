package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.metrics.ServerMetrics;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a route of its own making does behind the door. */
final class FrontDoorTest {

    /** What the server tells Vert.x is heard once in all of a process. */
    @BeforeAll
    static void tellVertx() {
        TestServer.listening(TestServer.options(), "a").close();
    }

    private static HttpResponse<String> get(Route.Action action) throws Exception {
        ServerOptions options = TestServer.options();
        ServerOptions.Limits limits = options.limits();
        Models models = new Models(List.of("classify"));
        Route route = new Route(HttpMethod.GET, "/route", action);
        ServerParts parts =
                new ServerParts(
                        options,
                        new Life(),
                        models,
                        new RouteTable(List.of(route), models),
                        new BodyReader(limits),
                        null,
                        new Origins(List.of()),
                        new AccessLog(null),
                        new ServerMetrics(options.queue(), "1"),
                        Thread::startVirtualThread);
        ConnectionLimit connections =
                new ConnectionLimit(limits.maxConnections(), limits.readTimeout());
        Listener listener = new Listener(options.address(), null, new FrontDoor(parts));
        Vertx vertx = Vertx.builder().withTransport(connections.transport()).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            vertx.deployVerticle(listener).toCompletionStage().toCompletableFuture().join();
            URI uri = URI.create("http://127.0.0.1:" + listener.port() + "/route");
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TestServer.HANGS).build();
            return client.send(request, BodyHandlers.ofString());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Reply fail() {
        throw new IllegalStateException("secret");
    }

    @Test
    void whatNobodyForesawIsASentenceWithoutItsReason() throws Exception {
        for (Route.Action action :
                List.of(
                        (Route.Page) (request, model) -> fail(),
                        new Route.Computed((request, model) -> fail()))) {
            HttpResponse<String> response = get(action);
            assertThat(response.statusCode()).isEqualTo(424);
            assertThat(response.body())
                    .contains("the server's log", "\"Backend\"")
                    .doesNotContain("secret", "Exception");
        }
    }
}
