package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.serve.queue.QueueLimits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is too much for a server together, though no request is too large by itself. */
final class OverloadTest {

    /** What all bodies may have together. */
    private static final int TOGETHER = (int) (Runtime.getRuntime().maxMemory() / 16);

    private static final String BODY = "{\"inputs\": \"a\"}";

    /** A body that takes longer to compute than some others take to arrive. */
    private static String heavy(String field) {
        String texts = "\"%s\",".formatted("word and word ".repeat(90)).repeat(1000);
        return "{\"%s\": [%s\"the end\"], \"truncate\": true}".formatted(field, texts);
    }

    @Test
    void moreRequestsThanMayWaitAreToldWhenToComeAgain() throws Exception {
        QueueLimits limits = new QueueLimits(1024, 1024, 16_384, 1, Duration.ofHours(1));
        List<String> answers = new ArrayList<>();
        try (TestServer server = TestServer.of(TestServer.options().queueing(limits), "embed")) {
            List<Socket> clients = new ArrayList<>();
            for (String path : List.of("/embed", "/embed", "/embed", "/v1/embeddings")) {
                String sent = heavy(path.equals("/embed") ? "inputs" : "input");
                Socket client = server.connect();
                clients.add(client);
                client.getOutputStream()
                        .write(
                                (TestServer.head(
                                                        path,
                                                        "Connection: close",
                                                        "Content-Length: " + sent.length())
                                                + sent)
                                        .getBytes(UTF_8));
            }
            for (Socket client : clients) {
                answers.add(TestServer.rest(client));
                client.close();
            }
        }
        assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 200 "));
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 429 "))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(answer -> answer.contains("retry-after: 1\r\n"))
                .anyMatch(
                        answer ->
                                answer.endsWith(
                                        "{\"error\":\"1 requests wait already; try again later\","
                                                + "\"error_type\":\"Overloaded\"}"));
    }

    /** Sends the beginning of a request whose body begins with so many blanks. */
    private static void sendBlanks(Socket socket, int blanks, String rest) throws IOException {
        OutputStream out = socket.getOutputStream();
        String length = "Content-Length: " + (blanks + rest.length());
        out.write(TestServer.head("/predict", "Connection: close", length).getBytes(UTF_8));
        byte[] some = new byte[1 << 16];
        Arrays.fill(some, (byte) ' ');
        for (int left = blanks; left > 0; left -= some.length) {
            out.write(some, 0, Math.min(left, some.length));
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(TestServer server, int blanks) throws IOException {
        try (Socket socket = server.connect()) {
            sendBlanks(socket, blanks, BODY);
            socket.getOutputStream().write(BODY.getBytes(UTF_8));
            return TestServer.rest(socket);
        }
    }

    @Test
    void allBodiesTogetherFillAPartOfTheMemoryAndLeaveIt() throws Exception {
        try (TestServer server =
                TestServer.of(TestServer.within(1 << 30, TestServer.HANGS, 100), "classify")) {
            assertThat(answer(server, TOGETHER + 1))
                    .startsWith("HTTP/1.1 429 ")
                    .contains("retry-after: 1\r\n", "the bodies of all requests together");
            for (int i = 0; i < 3; i++) {
                assertThat(answer(server, TOGETHER / 2)).startsWith("HTTP/1.1 200 ");
            }
            try (Socket one = server.connect();
                    Socket other = server.connect()) {
                sendBlanks(one, TOGETHER / 2, BODY);
                sendBlanks(other, TOGETHER / 4 * 3, BODY);
                // Neither is complete: it is the one whose bytes are read last that is too much.
                assertThat(TestServer.waitFor(() -> isAnswered(one) || isAnswered(other))).isTrue();
                boolean oneIsRefused = isAnswered(one);
                assertThat(TestServer.rest(oneIsRefused ? one : other)).startsWith("HTTP/1.1 429 ");
                Socket left = oneIsRefused ? other : one;
                left.getOutputStream().write(BODY.getBytes(UTF_8));
                assertThat(TestServer.rest(left)).startsWith("HTTP/1.1 200 ");
            }
            assertThat(answer(server, TOGETHER / 4 * 3)).startsWith("HTTP/1.1 200 ");
        }
    }
}
