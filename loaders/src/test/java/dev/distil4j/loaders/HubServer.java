package dev.distil4j.loaders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A hub on one port of this machine and its storage on another one. Small files are served by the
 * hub itself under git's hash, large ones by a redirect to the storage under their SHA-256.
 */
final class HubServer implements AutoCloseable {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int LARGE = 1000;

    /** What a server was asked. */
    record Request(
            boolean toStorage, String method, String path, String authorization, String range) {}

    private record Answer(String method, String pathEnd, boolean once, HttpHandler handler) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub;
    private final HttpServer storage;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final String repository;
    private volatile String commit = COMMIT;

    HubServer(String repository) throws IOException {
        this.repository = repository;
        this.hub = start(false);
        this.storage = start(true);
    }

    private HttpServer start(boolean isStorage) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, isStorage));
        server.start();
        return server;
    }

    URI endpoint() {
        return address(hub);
    }

    URI storage() {
        return address(storage);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HubServer with(String file, byte[] content) {
        files.put(file, content);
        stored.put(sha256(content), content);
        return this;
    }

    HubServer with(String file, String content) {
        return with(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The branch main goes on to this commit. */
    void commit(String next) {
        commit = next;
    }

    /** The next such request is answered so, on either server. */
    void once(String method, String pathEnd, HttpHandler handler) {
        answers.add(new Answer(method, pathEnd, true, handler));
    }

    /** Each such request is answered so, on either server. */
    void always(String method, String pathEnd, HttpHandler handler) {
        answers.add(new Answer(method, pathEnd, false, handler));
    }

    /** The answers are the proper ones again. */
    void recover() {
        answers.clear();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String method, String pathEnd) {
        return requests.stream()
                .filter(r -> r.method().equals(method) && r.path().endsWith(pathEnd))
                .toList();
    }

    void forgetRequests() {
        requests.clear();
    }

    /** A refusal as the hub makes them. */
    static HttpHandler refusal(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    private void handle(HttpExchange exchange, boolean isStorage) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        var headers = exchange.getRequestHeaders();
        requests.add(
                new Request(
                        isStorage,
                        method,
                        path,
                        headers.getFirst("Authorization"),
                        headers.getFirst("Range")));
        try (exchange) {
            Answer special =
                    answers.stream()
                            .filter(a -> a.method().equals(method) && path.endsWith(a.pathEnd()))
                            .findFirst()
                            .orElse(null);
            if (special != null) {
                if (special.once()) {
                    answers.remove(special);
                }
                special.handler().handle(exchange);
                return;
            }
            if (isStorage) {
                send(exchange, stored.get(path.substring(path.lastIndexOf('/') + 1)));
            } else {
                resolve(exchange, path);
            }
        }
    }

    private void resolve(HttpExchange exchange, String path) throws IOException {
        String prefix = "/" + repository + "/resolve/";
        if (!path.startsWith(prefix)) {
            refusal(404, "X-Error-Code", "RepoNotFound").handle(exchange);
            return;
        }
        String raw = exchange.getRequestURI().getRawPath().substring(prefix.length());
        String revision = raw.substring(0, raw.indexOf('/'));
        String file = path.substring(path.indexOf('/', prefix.length() + 1) + 1);
        if (revision.equals("refs%2Fpr%2F1")) {
            file = path.substring((prefix + "refs/pr/1/").length());
        } else if (!List.of("main", commit).contains(revision)) {
            refusal(404, "X-Error-Code", "RevisionNotFound").handle(exchange);
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("X-Repo-Commit", commit);
        byte[] content = files.get(file);
        if (content == null) {
            refusal(404, "X-Error-Code", "EntryNotFound").handle(exchange);
        } else if (content.length >= LARGE) {
            headers.set("X-Linked-Etag", '"' + sha256(content) + '"');
            headers.set("X-Linked-Size", Integer.toString(content.length));
            headers.set("Location", storage() + "/lfs/" + sha256(content) + "?Signature=secret");
            exchange.sendResponseHeaders(302, -1);
        } else {
            headers.set("ETag", '"' + gitHash(content) + '"');
            send(exchange, content);
        }
    }

    /** The whole content, or the part that the request asks for. */
    static void send(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        var headers = exchange.getResponseHeaders();
        if (from > 0 && from >= content.length) {
            headers.set("Content-Range", "bytes */" + content.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        if (range != null) {
            int last = content.length - 1;
            headers.set("Content-Range", "bytes " + from + "-" + last + "/" + content.length);
        }
        int length = content.length - from;
        exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
        exchange.getResponseBody().write(content, from, length);
    }

    static String sha256(byte[] content) {
        return hash("SHA-256", content);
    }

    static String gitHash(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        return hash("SHA-1", head, content);
    }

    private static String hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hub.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }
}
