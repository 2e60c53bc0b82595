package dev.distil4j.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub with one model, the embedded one as {@code acme/small}, that can hold its breath. */
final class LocalHub implements AutoCloseable {

    static final String MODEL = "acme/small";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int MEGABYTE = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The method, the file and the range of each request. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Counted down, the second half of the weights goes on. */
    final CountDownLatch breath = new CountDownLatch(1);

    /** Counted down when the first half of the weights was sent. */
    final CountDownLatch halfWay = new CountDownLatch(1);

    LocalHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts = exchange.getRequestURI().getPath().split("/", 6);
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(exchange.getRequestMethod() + " " + parts[5] + " " + range);
            if (!(parts[1] + "/" + parts[2]).equals(MODEL)) {
                refuse(exchange, 401, "RepoNotFound");
                return;
            }
            exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
            if (EmbeddedModel.FILES.contains(parts[5])) {
                send(exchange, EmbeddedModel.file(parts[5]), range);
            } else {
                refuse(exchange, 404, "EntryNotFound");
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("X-Error-Code", code);
        exchange.sendResponseHeaders(status, -1);
    }

    private void send(HttpExchange exchange, byte[] content, String range) throws IOException {
        exchange.getResponseHeaders().set("ETag", '"' + sha256(content) + '"');
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        OutputStream body = exchange.getResponseBody();
        int half = Math.max(from, content.length / 2);
        body.write(content, from, half - from);
        body.flush();
        if (content.length > MEGABYTE && from == 0) {
            halfWay.countDown();
            await(breath);
        }
        body.write(content, half, content.length - half);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        breath.countDown();
        server.stop(0);
        threads.close();
    }
}
