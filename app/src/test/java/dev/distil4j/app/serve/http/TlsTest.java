package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.ServerOptions.Tls;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS, and HTTP/2 with and without it. */
final class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final int MAX_BODY = 5000;

    @TempDir private static Path folder;

    private static TestServer secure;
    private static TestServer plain;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        KeyStore store = makeStore();
        Path certificate = pem("CERTIFICATE", store.getCertificate("a").getEncoded());
        Path key = pem("PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded());
        trust = trust(store);
        secure =
                TestServer.of(
                        TestServer.options()
                                .at(new Address("127.0.0.1", 0, new Tls(certificate, key))),
                        "classify");
        plain = TestServer.of(TestServer.within(MAX_BODY, TestServer.HANGS, 100), "classify");
    }

    @AfterAll
    static void stop() {
        secure.close();
        plain.close();
    }

    private static KeyStore makeStore() throws Exception {
        Path file = folder.resolve("store.p12");
        int exit =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path pem(String type, byte[] der) throws Exception {
        String text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
        return Files.writeString(folder.resolve(type.replace(' ', '-') + ".pem"), text);
    }

    private static SSLContext trust(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest predict(URI server) {
        return predict(server, "{\"inputs\": \"a film\"}");
    }

    private static HttpRequest predict(URI server, String body) {
        return HttpRequest.newBuilder(server.resolve("/predict"))
                .timeout(TestServer.HANGS)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void bothVersionsSpeakTls(Version version) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(trust).build()) {
            URI uri = URI.create("https://127.0.0.1:" + secure.service.port());
            HttpResponse<String> response = client.send(predict(uri), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body()).startsWith("[{\"score\":");
        }
        assertThat(TestServer.waitFor(() -> secure.service.connections() == 0)).isTrue();
    }

    @Test
    void whoSpeaksNoTlsIsCutOff() throws Exception {
        assertThat(secure.raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).doesNotContain("HTTP/1.1 200");
    }

    /** With a header of so many bytes. */
    private static HttpResponse<String> live(HttpClient client, int bytes) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(plain.uri("/health/live"))
                        .timeout(TestServer.HANGS)
                        .header("x", "a".repeat(bytes))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void manyStreamsShareAConnection() throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            // The first one asks to speak HTTP/2 without TLS.
            assertThat(client.send(predict(plain.uri("/")), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 80; i++) {
                responses.add(client.sendAsync(predict(plain.uri("/")), BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> response : responses) {
                assertThat(response.get().statusCode()).isEqualTo(200);
                assertThat(response.get().version()).isEqualTo(Version.HTTP_2);
            }
            assertThat(live(client, 16_000).statusCode()).isEqualTo(200);
            HttpResponse<String> tooLarge =
                    client.send(
                            predict(plain.uri("/"), "a".repeat(20 * MAX_BODY)),
                            BodyHandlers.ofString());
            assertThat(tooLarge.statusCode()).isEqualTo(413);
            assertThat(tooLarge.version()).isEqualTo(Version.HTTP_2);
            assertThat(client.send(predict(plain.uri("/")), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(TestServer.waitFor(() -> plain.service.requests() == 0)).isTrue();
    }
}
