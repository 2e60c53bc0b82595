package dev.distil4j.app.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.ServerOptions.Limits;
import dev.distil4j.app.serve.task.ServedModel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on a free port with the tiny models of the engine, and clients for it. */
final class TestServer implements AutoCloseable {

    /** Longer than anything takes; who waits so long hangs. */
    static final Duration HANGS = Duration.ofSeconds(60);

    static final String JSON = "application/json";

    private static final String MODELS = "../engine/tiny-models/";

    final HttpService service;
    final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(HANGS)
                    .build();

    private TestServer(HttpService service) {
        this.service = service;
    }

    static ServerOptions options() {
        return ServerOptions.defaults()
                .at(new Address("127.0.0.1", 0, null))
                .warmingUp(Duration.ZERO);
    }

    static ServerOptions within(int maxBodyBytes, Duration readTimeout, int maxConnections) {
        return options().within(new Limits(maxBodyBytes, readTimeout, maxConnections));
    }

    /** Listens, without its models. */
    static TestServer listening(ServerOptions options, String... models) {
        return new TestServer(new HttpService(options, List.of(models), "1"));
    }

    static TestServer of(ServerOptions options, String... models) {
        TestServer server = listening(options, models);
        server.open(models);
        return server;
    }

    void open(String... models) {
        service.open(Arrays.stream(models).map(TestServer::model).toList());
    }

    static ServedModel model(String name) {
        return model(name, name);
    }

    /** A tiny model under another name. */
    static ServedModel model(String folder, String name) {
        return ServedModel.open(
                name, ModelSource.of(MODELS + folder), Options.defaults().threads(1));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofString(body))
                        .header("content-type", JSON);
        return send(request, headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.timeout(HANGS).build(), BodyHandlers.ofString());
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout((int) HANGS.toMillis());
        return socket;
    }

    /** Sends bytes and reads until the server ends the connection. */
    String raw(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            return rest(socket);
        }
    }

    /** What comes until the server ends the connection. */
    static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        rest(socket, text);
        return text.toString();
    }

    /** Takes what comes until the server ends the connection, or resets it. */
    static void rest(Socket socket, StringBuilder text) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[8192];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            text.append(new String(bytes, 0, n, UTF_8));
        }
    }

    /** The head of a POST request for the default model. */
    static String head(String path, String... headers) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n"
                .formatted(
                        path,
                        String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()));
    }

    /** Waits until nothing is open and nothing is on its way. */
    boolean calm() throws InterruptedException {
        client.close();
        return waitFor(() -> service.requests() == 0 && service.connections() == 0);
    }

    static boolean waitFor(java.util.function.BooleanSupplier state) throws InterruptedException {
        long end = System.nanoTime() + HANGS.toNanos();
        while (!state.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return state.getAsBoolean();
    }

    @Override
    public void close() {
        client.shutdownNow();
        service.close();
    }
}
