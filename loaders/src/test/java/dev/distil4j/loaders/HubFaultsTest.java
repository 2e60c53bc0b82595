package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubTest.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;

import dev.distil4j.loaders.HubException.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What goes wrong between here and the hub, and on the disk. */
class HubFaultsTest {

    private static final String WEIGHTS = HubFixture.weightsEtag();

    @TempDir Path cache;
    private HubFixture fixture;
    private HubServer server;

    @BeforeEach
    void start() throws IOException {
        fixture = new HubFixture(cache);
        server = fixture.server;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Announces the whole file, sends its first bytes, and hangs up. */
    private static HttpHandler cutAfter(int bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, HubFixture.WEIGHTS.length);
            exchange.getResponseBody().write(HubFixture.WEIGHTS, 0, bytes);
            exchange.getResponseBody().flush();
        };
    }

    private void assertWeightsArrive() {
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(fixture.blobs())
                .isDirectoryNotContaining(file -> file.toString().endsWith(".incomplete"));
    }

    private Path pythonsPartial(byte[] content) throws IOException {
        Files.createDirectories(fixture.blobs());
        return Files.write(fixture.blobs().resolve(WEIGHTS + ".incomplete"), content);
    }

    private Path ourPartial(byte[] content) throws IOException {
        Files.createDirectories(fixture.blobs());
        return Files.write(fixture.blobs().resolve(WEIGHTS + ".0badcafe.incomplete"), content);
    }

    @Test
    void aCutConnectionIsResumedWhereItBroke() {
        server.once("GET", WEIGHTS, cutAfter(100_000));
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).getLast().range()).isEqualTo("bytes=100000-");
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(1));
        assertThat(fixture.notes.getFirst())
                .startsWith(
                        "another attempt in 1 s, because the connection to "
                                + server.storage()
                                + " broke (");
    }

    @Test
    void aConnectionThatNeverLastsEndsWithWhatArrivedKeptForTheNextTime() {
        server.once("GET", WEIGHTS, cutAfter(100_000));
        server.always("GET", WEIGHTS, exchange -> exchange.close());
        assertRefused(Kind.CUT, fixture::folder)
                .startsWith("the connection to " + server.storage() + " broke (")
                .endsWith("); ask for the model again to resume the download");
        assertThat(fixture.pauses.stream().map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        server.recover();
        server.forgetRequests();
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS)).hasSize(1);
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isEqualTo("bytes=100000-");
    }

    @Test
    void aServerThatStopsSendingIsGivenUpAndAskedAgain() {
        server.once(
                "GET",
                WEIGHTS,
                exchange -> {
                    cutAfter(1000).handle(exchange);
                    pauseFor(5000);
                });
        assertWeightsArrive();
        assertThat(fixture.notes.getFirst())
                .contains(
                        server.storage()
                                + " has stopped sending; try again, or allow it more seconds with"
                                + " HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT");
    }

    private static void pauseFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server is being closed.
        }
    }

    @Test
    void whatPythonLeftIsResumedFromACopy() throws IOException {
        Path partial = pythonsPartial(Arrays.copyOf(HubFixture.WEIGHTS, 50_000));
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isEqualTo("bytes=50000-");
        assertThat(partial).hasSize(50_000);
    }

    @Test
    void aPartialThatIsWholeNeedsNoRequest() throws IOException {
        ourPartial(HubFixture.WEIGHTS);
        assertWeightsArrive();
        assertThat(server.requests("GET", "model.safetensors")).isEmpty();
    }

    @Test
    void aPartialThatIsLongerThanTheFileIsThrownAway() throws IOException {
        ourPartial(Arrays.copyOf(HubFixture.WEIGHTS, HubFixture.WEIGHTS.length + 1));
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isNull();
    }

    @Test
    void ofSeveralPartialsTheLongestIsResumedAndTheOthersGo() throws IOException {
        ourPartial(Arrays.copyOf(HubFixture.WEIGHTS, 10));
        Files.write(
                fixture.blobs().resolve(WEIGHTS + ".00000001.incomplete"),
                Arrays.copyOf(HubFixture.WEIGHTS, 20));
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).isEqualTo("bytes=20-");
    }

    @Test
    void aBrokenPartialIsDownloadedOnceMoreFromTheStart() throws IOException {
        ourPartial(new byte[50_000]);
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).stream().map(HubServer.Request::range))
                .containsExactly("bytes=50000-", null);
        assertThat(fixture.notes)
                .containsExactly(
                        "what an earlier download left of model.safetensors is broken; once more");
    }

    @Test
    void aServerWithoutRangesSendsEverythingAgain() throws IOException {
        ourPartial(Arrays.copyOf(HubFixture.WEIGHTS, 50_000));
        server.always("GET", WEIGHTS, cutAfter(HubFixture.WEIGHTS.length));
        assertWeightsArrive();
    }

    @Test
    void aRefusedRangeIsAskedForFromTheStart() throws IOException {
        ourPartial(Arrays.copyOf(HubFixture.WEIGHTS, 50_000));
        server.once("GET", WEIGHTS, HubServer.refusal(416));
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).stream().map(HubServer.Request::range))
                .containsExactly("bytes=50000-", null);
    }

    @Test
    void aWrongHashIsRefusedAndNothingStaysBehind() {
        byte[] other = HubFixture.WEIGHTS.clone();
        other[7]++;
        server.always("GET", WEIGHTS, exchange -> HubServer.send(exchange, other));
        assertRefused(Kind.WRONG_HASH, fixture::folder)
                .isEqualTo(
                        "model.safetensors of org/name@"
                                + HubServer.COMMIT
                                + " arrived damaged: its hash is not the "
                                + WEIGHTS
                                + " that the hub announced; try again, without a proxy if there is"
                                + " one");
        assertThat(fixture.snapshot().resolve("model.safetensors")).doesNotExist();
        assertThat(fixture.blobs())
                .isDirectoryNotContaining(file -> file.toString().contains(WEIGHTS));
    }

    @Test
    void aWrongHashOfASmallFileIsRefused() {
        server.always("GET", "config.json", exchange -> HubServer.send(exchange, new byte[10]));
        assertRefused(Kind.WRONG_HASH, fixture::folder).contains("config.json of org/name");
    }

    @Test
    void aSizeThatWasNotAnnouncedIsRefused() {
        server.always("GET", WEIGHTS, exchange -> HubServer.send(exchange, new byte[400_000]));
        assertRefused(Kind.WRONG_SIZE, fixture::folder)
                .isEqualTo(
                        "model.safetensors of org/name@"
                                + HubServer.COMMIT
                                + " should have 300000 bytes but the server sends 400000; a proxy"
                                + " may answer in the hub's place, so check it and try again");
    }

    @Test
    void aBodyThatGoesOnIsRefused() {
        server.always(
                "GET",
                WEIGHTS,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[400_000]);
                    exchange.getResponseBody().close();
                });
        assertRefused(Kind.WRONG_SIZE, fixture::folder).contains("but the server sends more;");
    }

    @Test
    void aDiskWithoutRoomIsRefusedBeforeTheFirstByte() {
        var hub = fixture.hub(fixture.settings(false, null), new HubDisks.Full());
        assertRefused(Kind.DISK_FULL, () -> fixture.folder(hub))
                .isEqualTo(
                        fixture.blobs()
                                + ": the disk has 1000 bytes left but the download needs 300000"
                                + " more; make room, or set HF_HOME to a folder on another disk");
        assertThat(server.requests("GET", "model.safetensors")).isEmpty();
    }

    @Test
    void aDiskThatFillsUpIsNamedAndTheDownloadResumedLater() {
        var hub = fixture.hub(fixture.settings(false, null), new HubDisks.Filling(100_000));
        assertRefused(Kind.DISK_FULL, () -> fixture.folder(hub)).contains(": the disk has 0 bytes");
        server.forgetRequests();
        assertWeightsArrive();
        assertThat(server.requests("GET", WEIGHTS).getFirst().range()).startsWith("bytes=");
    }

    @Test
    void aBrokenDiskIsNamed() {
        var hub = fixture.hub(fixture.settings(false, null), new HubDisks.Broken());
        assertRefused(Kind.DISK, () -> fixture.folder(hub))
                .contains(": the cache cannot be used there (java.io.IOException: Input/output")
                .endsWith(
                        "); check its permissions and the disk, or set HF_HOME to another folder");
    }

    @Test
    void aCacheThatIsAFileIsNamed() throws IOException {
        Files.createFile(fixture.model());
        assertRefused(Kind.DISK, fixture::folder).startsWith(fixture.model().toString());
    }

    @Test
    void anInterruptedDownloadSaysHowToGoOn() {
        server.always("HEAD", "config.json", HubServer.refusal(503));
        var hub = new Hub(fixture.settings(false, null));
        Thread.currentThread().interrupt();
        assertRefused(Kind.INTERRUPTED, () -> fixture.folder(hub))
                .isEqualTo("the download was interrupted; ask for the model again to resume it");
        assertThat(Thread.interrupted()).isTrue();
    }
}
