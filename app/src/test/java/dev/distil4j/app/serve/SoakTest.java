package dev.distil4j.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.http.HttpService;
import dev.distil4j.app.serve.task.ServedModel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A server with clients of all kinds, for a minute or {@code -Ddistil4j.soak.seconds}: none of them
 * may leave anything behind.
 */
@Tag("data")
class SoakTest {

    private static final long SECONDS = Long.getLong("distil4j.soak.seconds", 60);
    private static final long ALLOWED_BYTES = 8 << 20;
    private static final int ALLOWED_THREADS = 8;

    private final JsonMapper json = new JsonMapper();
    private final List<String> texts = sentences();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();

    /** What a server could pile up. */
    private record Held(long bytes, int threads) {

        static Held now() throws InterruptedException {
            var memory = ManagementFactory.getMemoryMXBean();
            for (int i = 0; i < 3; i++) {
                memory.gc();
                TimeUnit.MILLISECONDS.sleep(200);
            }
            return new Held(
                    memory.getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }

    /** Does something to a server once. */
    @FunctionalInterface
    private interface Visit {
        void pay(SplittableRandom random) throws IOException, InterruptedException;
    }

    @Test
    void clientsOfAllKindsLeaveNothingBehind() throws Exception {
        ServerOptions options = ServerOptions.defaults().at(new Address("127.0.0.1", 0, null));
        try (HttpService service = new HttpService(options, List.of("embedded"), "test");
                HttpClient many = client();
                HttpClient one = client();
                HttpClient half = client()) {
            service.open(
                    List.of(
                            ServedModel.open(
                                    "embedded", ModelSource.embedded(), Options.defaults())));
            URI predict = URI.create("http://127.0.0.1:%d/predict".formatted(service.port()));
            List<Visit> visits =
                    List.of(
                            random -> send(many, predict, body(random.nextInt(1, 20), random)),
                            random -> send(one, predict, body(1, random)),
                            random -> send(half, predict, half(body(1, random), random)),
                            random -> leave(service.port(), random, false),
                            random -> leave(service.port(), random, true));
            visit(visits, SECONDS / 4.0);
            Held before = Held.now();
            visit(visits, SECONDS * 3 / 4.0);
            Held after = Held.now();
            assertThat(after.bytes()).isLessThan(before.bytes() + ALLOWED_BYTES);
            assertThat(after.threads()).isLessThan(before.threads() + ALLOWED_THREADS);
            assertThat(statuses.keySet()).isEqualTo(Set.of(200, 400));
            assertThat(cut.get()).isLessThan(left.get());
            assertThat(service.end()).as("nobody is in there any more").isTrue();
        }
    }

    /** One for each visitor: what idles in a shared pool may be closed while it is being taken. */
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** All kinds of visits at once, again and again. */
    private static void visit(List<Visit> visits, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Future<?>> visitors = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(visits.size())) {
            for (int kind = 0; kind < visits.size(); kind++) {
                Visit visit = visits.get(kind);
                var random = new SplittableRandom(kind);
                visitors.add(
                        threads.submit(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        visit.pay(random);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> visitor : visitors) {
                visitor.get();
            }
        }
    }

    private void send(HttpClient http, URI predict, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(predict)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        statuses.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** Goes without waiting for an answer, the whole request being sent or a part of it. */
    private void leave(int port, SplittableRandom random, boolean whole)
            throws InterruptedException {
        // Else they would leave the others no processor.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
        byte[] body = body(random.nextInt(1, 50), random).getBytes(StandardCharsets.UTF_8);
        byte[] head =
                "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        left.incrementAndGet();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head);
            socket.getOutputStream()
                    .write(body, 0, whole ? body.length : random.nextInt(body.length));
        } catch (IOException e) {
            // One of too many connections, so the server goes first.
            cut.incrementAndGet();
        }
    }

    private String body(int count, SplittableRandom random) {
        List<List<String>> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(List.of(texts.get(random.nextInt(texts.size()))));
        }
        return json.writeValueAsString(Map.of("inputs", inputs));
    }

    private static String half(String body, SplittableRandom random) {
        return body.substring(0, random.nextInt(1, body.length()));
    }

    private static List<String> sentences() {
        String folder =
                Objects.requireNonNull(
                        System.getenv("DISTIL4J_DATA"), "set DISTIL4J_DATA to the data's folder");
        try (Stream<String> lines = Files.lines(Path.of(folder, "sst2", "dev.tsv"))) {
            return lines.skip(1).map(line -> line.split("\t", -1)[0]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
