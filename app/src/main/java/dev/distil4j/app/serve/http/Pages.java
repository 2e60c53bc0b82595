package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.metrics.Exposition;
import dev.distil4j.app.serve.metrics.InfoJson;
import dev.distil4j.app.serve.metrics.ModelFacts;
import dev.distil4j.app.serve.metrics.ServerMetrics;
import dev.distil4j.app.serve.protocol.OpenInferenceMetadata;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The answers that need no body. */
final class Pages {

    private final Life life;
    private final Models models;
    private final ServerOptions options;
    private final ServerMetrics metrics;
    private final String version;

    Pages(Life life, Models models, ServerOptions options, ServerMetrics metrics, String version) {
        this.life = life;
        this.models = models;
        this.options = options;
        this.metrics = metrics;
        this.version = version;
    }

    /** The process runs. */
    Reply live(HttpServerRequest request, String model) {
        return object(200, json -> json.writeBooleanProperty("live", true));
    }

    /** Requests are welcome. */
    Reply ready(HttpServerRequest request, String model) {
        boolean ready = isReady();
        return object(status(ready), json -> json.writeBooleanProperty("ready", ready));
    }

    /** Requests for one model are welcome. */
    Reply modelReady(HttpServerRequest request, String model) {
        boolean ready = isReady();
        return object(
                status(ready),
                json -> {
                    json.writeStringProperty("name", model);
                    json.writeBooleanProperty("ready", ready);
                });
    }

    /** For browsers the page, for probes the state. */
    Reply home(HttpServerRequest request, String model) {
        String accept = request.getHeader("accept");
        return accept != null && accept.contains("text/html")
                ? Reply.redirect("/ui")
                : ready(request, model);
    }

    /** What is served, and within which limits. */
    Reply info(HttpServerRequest request, String model) {
        List<ModelFacts> facts =
                models.names().stream()
                        .map(name -> ModelFacts.of(models.get(name).model()))
                        .toList();
        String json = InfoJson.of(facts, options.queue(), options.limits().maxBodyBytes(), version);
        return Reply.json(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What was counted. */
    Reply metrics(HttpServerRequest request, String model) {
        Exposition exposition = metrics.exposition(request.getHeader("accept"));
        return new Reply(200, exposition.contentType(), Buffer.buffer(exposition.body()), Map.of());
    }

    /** What the Open Inference Protocol says of a server. */
    Reply server(HttpServerRequest request, String model) {
        return object(
                200,
                json -> {
                    json.writeStringProperty("name", "distil4j");
                    json.writeStringProperty("version", version);
                    json.writeArrayPropertyStart("extensions");
                    json.writeEndArray();
                });
    }

    /** What the Open Inference Protocol says of a model. */
    Reply model(HttpServerRequest request, String model) {
        return Reply.json(
                Json.bytes(json -> OpenInferenceMetadata.write(json, models.get(model).model())));
    }

    /** A file that comes with the server; a browser is told what it may do. */
    static Reply file(String contentType, byte[] bytes, String policy) {
        return new Reply(
                200, contentType, Buffer.buffer(bytes), Map.of("content-security-policy", policy));
    }

    private boolean isReady() {
        return life.state() == Life.State.READY;
    }

    private static int status(boolean ready) {
        return ready ? 200 : 503;
    }

    private static Reply object(int status, Consumer<JsonGenerator> properties) {
        return Reply.json(
                status,
                Json.bytes(
                        json -> {
                            json.writeStartObject();
                            properties.accept(json);
                            json.writeEndObject();
                        }));
    }
}
