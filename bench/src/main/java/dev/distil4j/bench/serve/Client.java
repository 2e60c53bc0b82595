package dev.distil4j.bench.serve;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** Speaks HTTP to a server. Thread-safe. */
final class Client implements AutoCloseable {

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Client(URI server) {
        this.server = server;
    }

    /**
     * Has texts classified.
     *
     * @param due when it was to be sent, by the nanoseconds of this system
     */
    Reply classify(List<String> texts, long due) throws InterruptedException {
        int status;
        try {
            status = http.send(predict(texts), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            status = 0;
        }
        return new Reply(status, texts.size(), System.nanoTime() - due);
    }

    private HttpRequest predict(List<String> texts) {
        Object inputs =
                texts.size() == 1 ? texts.getFirst() : texts.stream().map(List::of).toList();
        return HttpRequest.newBuilder(server.resolve("/predict"))
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                json.writeValueAsString(Map.of("inputs", inputs))))
                .build();
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("/health/ready", BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The sum of a metric's lines, whatever their labels are. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics", BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** A number of what the server tells of itself. */
    int info(String name) throws IOException, InterruptedException {
        return json.readTree(get("/info", BodyHandlers.ofString()).body()).required(name).asInt();
    }

    private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.resolve(path)).build(), body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
