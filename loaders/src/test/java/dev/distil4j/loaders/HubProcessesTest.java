package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Processes that die, and processes that meet. */
@Timeout(120)
class HubProcessesTest {

    private static final String WEIGHTS = HubFixture.weightsEtag();

    @TempDir Path folder;
    private HubFixture fixture;
    private HubServer server;

    @BeforeEach
    void start() throws IOException {
        fixture = new HubFixture(Files.createDirectory(folder.resolve("cache")));
        server = fixture.server;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Process fetch(String output) throws IOException {
        return HubFetch.start(server.endpoint(), fixture.cache, folder.resolve(output));
    }

    @Test
    void aProcessKilledHalfWayLeavesNothingHalfAndIsResumed() throws Exception {
        var killed = new CountDownLatch(1);
        server.once("GET", WEIGHTS, exchange -> sendHalfAndWait(exchange, killed));
        Process process = fetch("killed");
        awaitPartialOf(100_000);
        process.destroyForcibly().waitFor();
        killed.countDown();

        assertThat(process.exitValue()).isNotZero();
        assertThat(fixture.snapshot().resolve("model.safetensors")).doesNotExist();
        assertThat(fixture.blobs().resolve(WEIGHTS)).doesNotExist();
        assertThat(fixture.model().resolve("refs")).doesNotExist();

        server.forgetRequests();
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isEqualTo("bytes=100000-");
        assertThat(partials()).isEmpty();
    }

    @Test
    void twoProcessesAtOnceDownloadOnce() throws Exception {
        // The one that comes first is held until the other one wants the same file.
        server.once(
                "GET",
                WEIGHTS,
                exchange -> {
                    await(() -> server.requests("HEAD", "/model.safetensors").size() == 2);
                    HubServer.send(exchange, HubFixture.WEIGHTS);
                });
        Process first = fetch("first");
        Process second = fetch("second");
        assertThat(first.waitFor()).as(output("first")).isZero();
        assertThat(second.waitFor()).as(output("second")).isZero();
        assertThat(output("first")).contains(fixture.snapshot().toString());
        assertThat(output("second")).contains(fixture.snapshot().toString());
        assertThat(fixture.snapshot().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(server.requests("GET", WEIGHTS)).hasSize(1);
        assertThat(partials()).isEmpty();
    }

    @Test
    void theProxyOfTheJdkIsUsed() throws Exception {
        Process process =
                HubFetch.start(
                        URI.create("http://hub.invalid"),
                        fixture.cache,
                        folder.resolve("proxied"),
                        "-Dhttp.proxyHost=127.0.0.1",
                        "-Dhttp.proxyPort=" + server.endpoint().getPort());
        assertThat(process.waitFor()).as(output("proxied")).isZero();
        assertThat(fixture.snapshot().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
    }

    @Test
    void twoThreadsAtOnceGetTheSameModel() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Path> task = () -> fixture.hub().folder(HubFixture.NAME);
            for (var future : threads.invokeAll(List.of(task, task))) {
                assertThat(future.get().resolve("model.safetensors"))
                        .hasBinaryContent(HubFixture.WEIGHTS);
            }
        }
        assertThat(partials()).isEmpty();
    }

    @Test
    void aPartialThatHasAnOwnerIsLeftAlone() throws IOException {
        Files.createDirectories(fixture.blobs());
        Path owned = fixture.blobs().resolve(WEIGHTS + ".0badcafe.incomplete");
        Files.write(owned, Arrays.copyOf(HubFixture.WEIGHTS, 1000));
        try (var channel = FileChannel.open(owned, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            assertThat(fixture.folder().resolve("model.safetensors"))
                    .hasBinaryContent(HubFixture.WEIGHTS);
        }
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isNull();
        assertThat(owned).hasSize(1000);
    }

    @Test
    void whoeverFinishesLastKeepsWhatWasFinishedFirst() throws IOException {
        Files.createDirectories(fixture.blobs());
        Path blob = fixture.blobs().resolve(WEIGHTS);
        // As a Python process would: its lock is not seen, and its blob appears in the middle.
        server.once(
                "GET",
                WEIGHTS,
                exchange -> {
                    Files.write(blob, HubFixture.WEIGHTS);
                    HubServer.send(exchange, HubFixture.WEIGHTS);
                });
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(partials()).isEmpty();
    }

    private static void sendHalfAndWait(HttpExchange exchange, CountDownLatch killed)
            throws IOException {
        exchange.sendResponseHeaders(200, HubFixture.WEIGHTS.length);
        exchange.getResponseBody().write(HubFixture.WEIGHTS, 0, 100_000);
        exchange.getResponseBody().flush();
        try {
            killed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPartialOf(long bytes) throws IOException {
        await(
                () -> {
                    for (Path partial : partials()) {
                        if (Files.size(partial) == bytes) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static void await(Callable<Boolean> condition) throws IOException {
        try {
            while (!condition.call()) {
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private List<Path> partials() throws IOException {
        if (!Files.exists(fixture.blobs())) {
            return List.of();
        }
        try (var files = Files.list(fixture.blobs())) {
            return files.filter(file -> file.toString().endsWith(".incomplete")).toList();
        }
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
