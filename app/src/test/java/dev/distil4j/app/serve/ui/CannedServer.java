package dev.distil4j.app.serve.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Serves the page, and on each route of a model an answer that a test has laid there. */
final class CannedServer implements AutoCloseable {

    /** A body that came, and with which key. */
    record Sent(String path, String body, String authorization) {}

    record Answer(int status, String json) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Sent, Answer>> answers = new ConcurrentHashMap<>();

    /** What came, without the files of the page. */
    final List<Sent> sent = new CopyOnWriteArrayList<>();

    CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A model of {@code /info}; it has labels if its task does. */
    static String model(String name, String task, String... labels) {
        String id2label = "";
        for (int i = 0; i < labels.length; i++) {
            id2label += (i == 0 ? "" : ",") + "\"%d\":\"%s\"".formatted(i, labels[i]);
        }
        return """
        {"served_model_name":"%s","tasks":["%s"],"model_dtype":"float32","architecture":"Some",
         "parameters":66955010,"max_input_length":512,"backend":"vector-256",
         "model_type":{"%s":{"id2label":{%s}}}}
        """
                .formatted(
                        name,
                        task.replace(" ", "\",\""),
                        task.startsWith("token") ? "token_classifier" : "classifier",
                        id2label);
    }

    CannedServer serving(String... models) {
        return answer("/info", "{\"models\":[%s]}".formatted(String.join(",", models)));
    }

    CannedServer answer(String path, String json) {
        return answer(path, sent -> new Answer(200, json));
    }

    CannedServer answer(String path, Function<Sent, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    String page() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ui";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<UiFile> file =
                    Arrays.stream(UiFile.values()).filter(f -> f.path().equals(path)).findAny();
            if (file.isPresent()) {
                exchange.getResponseHeaders()
                        .set("content-security-policy", UiFile.CONTENT_SECURITY_POLICY);
                reply(exchange, 200, file.get().contentType(), file.get().bytes());
                return;
            }
            Sent request =
                    new Sent(
                            path,
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                            exchange.getRequestHeaders().getFirst("authorization"));
            sent.add(request);
            Answer answer =
                    answers.getOrDefault(path, s -> new Answer(404, "{\"error\":\"no route\"}"))
                            .apply(request);
            exchange.getResponseHeaders().set("x-tokenization-time", "0.5");
            exchange.getResponseHeaders().set("x-queue-time", "12.25");
            exchange.getResponseHeaders().set("x-inference-time", "250");
            exchange.getResponseHeaders().set("x-total-time", "263");
            reply(exchange, answer.status(), "application/json", answer.json().getBytes(UTF_8));
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
