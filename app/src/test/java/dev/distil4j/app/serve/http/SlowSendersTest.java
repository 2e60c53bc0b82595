package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who takes too long is cut off, even with a byte now and then; and there is room for so many. */
final class SlowSendersTest {

    private static final int MOST = 20;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.of(TestServer.within(2000, Duration.ofMillis(500), MOST), "classify");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends a byte every 20 ms until the server has had enough; what it said. */
    private static String trickle(Socket socket, String endless) throws Exception {
        Thread sender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        OutputStream out = socket.getOutputStream();
                                        for (byte b : endless.repeat(1000).getBytes(UTF_8)) {
                                            out.write(b);
                                            TimeUnit.MILLISECONDS.sleep(20);
                                        }
                                    } catch (IOException | InterruptedException e) {
                                        // The server has cut it off.
                                    }
                                });
        StringBuilder said = new StringBuilder();
        try {
            TestServer.rest(socket, said);
        } catch (SocketException reset) {
            // A byte was on its way when the server closed the connection.
        } finally {
            socket.close();
            sender.join();
        }
        return said.toString();
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() throws Exception {
        assertThat(server.raw(TestServer.head("/predict", "Content-Length: 100") + "{"))
                .startsWith("HTTP/1.1 408 ")
                .contains("connection: close")
                .endsWith(
                        "{\"error\":\"the body took longer than 500 ms; send it faster, or less\","
                                + "\"error_type\":\"RequestTimeout\"}");
    }

    @Test
    void aBodyThatTricklesIsGivenUp() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(TestServer.head("/predict", "Content-Length: 1500").getBytes(UTF_8));
            assertThat(trickle(socket, "a")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aHeadThatStopsIsGivenUp() throws Exception {
        assertThat(server.raw("POST /predict HTTP/1.1\r\nHost: a\r\n"))
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("connection: close")
                .endsWith("\"error_type\":\"RequestTimeout\"}");
    }

    @Test
    void aHeadThatTricklesIsGivenUp() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(UTF_8));
            assertThat(trickle(socket, "X: y\r\n")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aSecondHeadThatTricklesIsGivenUp() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET ".getBytes(UTF_8));
            assertThat(trickle(socket, "x")).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 408 ");
        }
    }

    @Test
    void whoSaysNothingIsCutOff() throws Exception {
        assertThat(server.raw("")).isEmpty();
        assertThat(server.raw("PRI * HTTP/2")).isEmpty();
        assertThat(server.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").length()).isLessThan(200);
    }

    @Test
    void thereIsRoomForSoManyConnections() throws Exception {
        assertThat(TestServer.waitFor(() -> server.service.connections() == 0)).isTrue();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                Socket socket = server.connect();
                open.add(socket);
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(closes()).isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertThat(TestServer.waitFor(() -> server.service.connections() == 0)).isTrue();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    private static boolean closes() throws IOException {
        try {
            return server.raw("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").isEmpty();
        } catch (SocketException reset) {
            return true;
        }
    }
}
