package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as a process: what it prints, what it takes from the environment, how it ends. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "signals are POSIX")
@Timeout(120)
final class ServeProcessTest {

    private static final String BODY = "{\"inputs\": \"a film\"}";
    private static final Pattern LISTENING =
            Pattern.compile("distil: listening on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir private Path folder;
    private final List<String> err = new ArrayList<>();
    private Process process;
    private BufferedReader messages;
    private int port;

    private void start(Map<String, String> environment, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules=jdk.incubator.vector",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Distil.class.getName(),
                                "serve",
                                "--port=0",
                                "--warm-up=100ms",
                                "--threads=1"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.start();
        messages = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    }

    private void awaitReady() throws IOException {
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            err.add(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                port = Integer.parseInt(listening.group(1));
            }
            if (line.equals("distil: ready")) {
                return;
            }
        }
        throw new AssertionError("not ready: " + err);
    }

    private HttpRequest predict(String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predict"))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(BODY));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static String half() {
        return head(BODY) + BODY.substring(0, 1);
    }

    private static String head(String body) {
        return String.join(
                "\r\n",
                "POST /predict HTTP/1.1",
                "Host: a",
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                "");
    }

    /** Asks for much and does not wait for it, which is no failure that anybody is told of. */
    private void askAndGo() throws IOException {
        String text = "[\"%s\"],".formatted("word ".repeat(300));
        String body = "{\"inputs\": [%s[\"a\"]]}".formatted(text.repeat(500));
        try (Socket gone = new Socket(InetAddress.getLoopbackAddress(), port)) {
            gone.getOutputStream().write((head(body) + body).getBytes(UTF_8));
        }
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalLetsRequestsComeToTheirEnd(String name) throws Exception {
        start(Map.of());
        awaitReady();
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), port);
                HttpClient client = HttpClient.newHttpClient()) {
            half.getOutputStream().write(half().getBytes(UTF_8));
            askAndGo();
            ConcurrentLinkedQueue<Integer> codes = new ConcurrentLinkedQueue<>();
            CountDownLatch busy = new CountDownLatch(20);
            List<Thread> load = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                load.add(Thread.ofVirtual().start(() -> ask(client, codes, busy)));
            }
            busy.await();
            signal(name);
            for (Thread thread : load) {
                thread.join();
            }
            half.getOutputStream().write(BODY.substring(1).getBytes(UTF_8));
            String answer = new String(half.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            assertThat(codes).contains(200, 503).allMatch(code -> code == 200 || code == 503);
        }
        assertThat(process.waitFor()).isZero();
        assertThat(messages.readAllLines())
                .containsExactly("distil: ending, once requests have their responses");
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(f -> !f.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
    }

    /** Asks until the server takes no more. */
    private void ask(HttpClient client, ConcurrentLinkedQueue<Integer> codes, CountDownLatch busy) {
        try {
            int code = 200;
            while (code == 200) {
                HttpResponse<String> response = client.send(predict(), BodyHandlers.ofString());
                code = response.statusCode();
                codes.add(code);
                busy.countDown();
            }
        } catch (Exception e) {
            codes.add(-1);
        }
    }

    @Test
    void settingsMayComeFromTheEnvironmentAndTheKeyIsNotTold() throws Exception {
        start(
                Map.of(
                        "DISTIL4J_SERVE_API_KEY",
                        "s3cret",
                        "DISTIL4J_SERVE_MODEL",
                        "first=../engine/tiny-models/classify,../engine/tiny-models/tag",
                        "DISTIL4J_SERVE_MAX_TEXTS",
                        "7",
                        "DISTIL4J_SERVE_PROT",
                        "1"));
        awaitReady();
        assertThat(err)
                .anyMatch(line -> line.contains("--max-texts 7") && line.contains("(set)"))
                .anyMatch(line -> line.startsWith("distil: model first: text-classification on "))
                .anyMatch(line -> line.startsWith("distil: model tag: token-classification on "))
                .contains("distil: DISTIL4J_SERVE_PROT is no setting; see distil serve --help")
                .noneMatch(line -> line.contains("s3cret"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(predict(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
            HttpRequest known = predict("authorization", "Bearer s3cret");
            assertThat(client.send(known, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aModelThatIsNoneEndsItWithASentence() throws Exception {
        start(Map.of("HF_HUB_OFFLINE", "1"), "--model=" + folder);
        List<String> lines = messages.readAllLines();
        assertThat(process.waitFor()).isEqualTo(65);
        assertThat(lines.getLast()).startsWith("distil: ").contains(folder.toString());
        assertThat(lines).noneMatch(line -> line.contains("Exception"));
    }
}
