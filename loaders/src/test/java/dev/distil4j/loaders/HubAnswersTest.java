package dev.distil4j.loaders;

import static dev.distil4j.loaders.HubTest.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.distil4j.loaders.HubException.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;

/** What the hub, or something in its place, answers instead of a file. */
class HubAnswersTest {

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

    private void assertWeightsArrive() {
        assertThat(fixture.folder().resolve("model.safetensors"))
                .hasBinaryContent(HubFixture.WEIGHTS);
    }

    @Test
    void anOverloadedHubIsAskedAgainWhenItSaysSo() {
        server.once("HEAD", "config.json", HubServer.refusal(503, "Retry-After", "7"));
        server.once("GET", WEIGHTS, HubServer.refusal(429, "Retry-After", "3"));
        server.once("GET", WEIGHTS, HubServer.refusal(503));
        assertWeightsArrive();
        assertThat(fixture.pauses.stream().map(Duration::toSeconds)).containsExactly(7L, 3L, 2L);
        assertThat(fixture.notes.getFirst())
                .isEqualTo(
                        "another attempt in 7 s, because "
                                + server.endpoint()
                                + " cannot serve the model now (it answered 503); try again later");
    }

    @Test
    void aRetryAfterMayBeADate() {
        String past =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
        server.once("GET", WEIGHTS, HubServer.refusal(503, "Retry-After", past));
        assertWeightsArrive();
        assertThat(fixture.pauses).containsExactly(Duration.ZERO);
    }

    @Test
    void nobodyWaitsAnHour() {
        server.always("HEAD", "config.json", HubServer.refusal(503, "Retry-After", "3600"));
        assertRefused(Kind.BUSY, fixture::folder).contains("(it answered 503); try again later");
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void aHubThatStaysBrokenIsReplacedByTheCache() {
        fixture.folder();
        server.always("HEAD", "config.json", HubServer.refusal(500));
        assertThat(fixture.folder()).isEqualTo(fixture.snapshot());
        assertThat(fixture.notes.getLast())
                .startsWith("the cached commit " + HubServer.COMMIT + " of org/name is used");
    }

    @Test
    void anUnknownModelIsNamed() {
        var hub = fixture.hub(fixture.settings(false, null));
        assertRefused(
                        Kind.REPOSITORY_NOT_FOUND,
                        () -> hub.folder(HubName.parse("org/nome"), HubFiles.MODEL, fixture))
                .isEqualTo(
                        "there is no model org/nome at "
                                + server.endpoint()
                                + "; check the name, or, if it is private, set HF_TOKEN to a token"
                                + " of an account that may read it");
    }

    @Test
    void aPrivateModelIsAnsweredLikeAnUnknownOne() {
        server.always("HEAD", "config.json", HubServer.refusal(401));
        assertRefused(Kind.REPOSITORY_NOT_FOUND, fixture::folder)
                .isEqualTo(
                        "there is no model org/name at "
                                + server.endpoint()
                                + " that this token may see; check the name and the token");
    }

    @Test
    void aBadTokenIsNamedButNotShown() {
        server.always(
                "HEAD",
                "config.json",
                HubServer.refusal(
                        401, "X-Error-Message", "Invalid credentials in Authorization header"));
        assertRefused(Kind.TOKEN_REFUSED, fixture::folder)
                .isEqualTo(
                        server.endpoint()
                                + " does not accept the token; make a new one, or unset HF_TOKEN"
                                + " and remove the token's file for a public model")
                .doesNotContain(HubFixture.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aGatedModelSaysWhereToAsk(int status) {
        server.always(
                "HEAD", "config.json", HubServer.refusal(status, "X-Error-Code", "GatedRepo"));
        assertRefused(Kind.GATED, fixture::folder)
                .isEqualTo(
                        "org/name is given out on request only; ask for access on its page "
                                + server.endpoint()
                                + "/org/name, then set HF_TOKEN to a token of an account that may"
                                + " read it");
    }

    @Test
    void aForbiddenModelGivesTheReasonOfTheHub() {
        server.always(
                "HEAD",
                "config.json",
                HubServer.refusal(403, "X-Error-Message", "Access to this resource is disabled."));
        assertRefused(Kind.FORBIDDEN, fixture::folder)
                .isEqualTo(
                        server.endpoint()
                                + " denies access to org/name (Access to this resource is"
                                + " disabled.); check the permissions of the token, or set HF_TOKEN"
                                + " to a token of an account that may read it");
    }

    @Test
    void aDeniedModelThatIsCachedIsUsed() {
        fixture.folder();
        server.always("HEAD", "config.json", HubServer.refusal(403, "X-Error-Code", "GatedRepo"));
        assertThat(fixture.folder()).isEqualTo(fixture.snapshot());
        assertThat(fixture.notes.getLast()).contains("because org/name is given out on request");
    }

    @Test
    void anUnknownRevisionIsNamed() {
        assertRefused(
                        Kind.REVISION_NOT_FOUND,
                        () ->
                                fixture.hub()
                                        .folder(
                                                HubName.parse("org/name@v9"),
                                                HubFiles.MODEL,
                                                fixture))
                .isEqualTo(
                        "org/name has no revision 'v9'; give one of its branches, tags or commits"
                                + " behind the '@'");
    }

    @Test
    void aServerThatIsNoHubIsNamed() {
        server.always(
                "HEAD",
                "config.json",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Length", "10");
                    exchange.sendResponseHeaders(200, -1);
                });
        assertRefused(Kind.NOT_A_HUB, fixture::folder)
                .endsWith(
                        ", and "
                                + server.endpoint()
                                + "/org/name/resolve/main/config.json: the answer names no usable"
                                + " commit of the file, so it is not the hub's; check HF_ENDPOINT"
                                + " and the proxy");
    }

    @Test
    void aTagThatWouldLeaveTheCacheIsRefused() {
        server.always(
                "HEAD",
                "config.json",
                exchange -> {
                    exchange.getResponseHeaders().set("X-Repo-Commit", HubServer.COMMIT);
                    exchange.getResponseHeaders().set("ETag", "\"../../x\"");
                    exchange.getResponseHeaders().set("Content-Length", "10");
                    exchange.sendResponseHeaders(200, -1);
                });
        assertRefused(Kind.NOT_A_HUB, fixture::folder).contains("names no usable ETag");
    }

    @Test
    void aRenamedModelIsFollowedByARelativeRedirectWithTheToken() throws IOException {
        Path folder =
                followed(
                        "/org/name/resolve/main/config.json", "/old/name/resolve/main/config.json");
        assertThat(folder.resolve("config.json")).hasContent("{\"dim\": 4}");
        assertThat(server.requests("HEAD", "/org/name/resolve/main/config.json").getFirst())
                .extracting(HubServer.Request::authorization)
                .isEqualTo("Bearer " + HubFixture.TOKEN);
    }

    private Path followed(String location, String from) {
        var wanted = new HubFiles(List.of(List.of("config.json")), List.of());
        server.always("HEAD", from, HubServer.refusal(307, "Location", location));
        String pinned = from.replace("main", HubServer.COMMIT);
        String target = location.replace("main", HubServer.COMMIT);
        server.always("HEAD", pinned, HubServer.refusal(307, "Location", target));
        server.always("GET", pinned, HubServer.refusal(307, "Location", target));
        return fixture.hub().folder(HubName.parse("old/name"), wanted, fixture);
    }

    @Test
    void redirectsInACircleEnd() {
        server.always(
                "HEAD",
                "config.json",
                HubServer.refusal(302, "Location", "/org/name/resolve/main/config.json"));
        assertRefused(Kind.NOT_A_HUB, fixture::folder).contains("sends in circles");
    }

    @Test
    void aRedirectToSomethingElseThanTheWebIsRefused() {
        server.always(
                "HEAD", "config.json", HubServer.refusal(302, "Location", "file:///etc/passwd"));
        assertRefused(Kind.NOT_A_HUB, fixture::folder)
                .contains("points to an address that cannot be followed");
    }

    @Test
    void aSignatureNeverReachesAMessage() {
        server.always("GET", WEIGHTS, HubServer.refusal(404));
        assertRefused(Kind.NOT_A_HUB, fixture::folder)
                .isEqualTo(
                        server.storage()
                                + "/lfs/"
                                + WEIGHTS
                                + ": the answer 404 is not what a model hub sends; check"
                                + " HF_ENDPOINT and the proxy");
    }

    @Test
    void aServerThatSpeaksNoTlsIsNamed() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var thread = Executors.newSingleThreadExecutor()) {
            var answered =
                    thread.submit(
                            () -> {
                                try (var socket = plain.accept()) {
                                    socket.getOutputStream()
                                            .write("HTTP/1.1 400\r\n".getBytes(US_ASCII));
                                    return socket.getInputStream().read();
                                }
                            });
            var endpoint = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            var timeout = Duration.ofSeconds(10);
            var settings = new HubSettings(cache, endpoint, false, null, timeout, timeout);
            assertRefused(Kind.CERTIFICATE, () -> fixture.folder(fixture.hub(settings)))
                    .startsWith(endpoint + ": no secure connection came about (")
                    .endsWith(
                            "); behind a company's proxy, give the JDK its certificate with"
                                    + " -Djavax.net.ssl.trustStore=FILE");
            answered.get();
        }
    }
}
