package dev.distil4j.app.serve.ui;

import static dev.distil4j.app.serve.ui.CannedServer.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ui.CannedServer.Answer;
import dev.distil4j.app.serve.ui.Chromium.Visit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the form sends, and what the page says of it. */
@Tag("browser")
final class FormTest extends PageTest {

    private static final String GOOD = "[{\"label\":\"GOOD\",\"score\":0.75}]";
    private static final String TOKENS =
            """
            [[{"id":2,"text":"[CLS]","special":true,"start":null,"stop":null},
              {"id":40,"text":"Gripp","special":false,"start":2,"stop":7,"piece":"gripp"},
              {"id":41,"text":"ing","special":false,"start":7,"stop":10,"piece":"##ing"}]]
            """;

    @BeforeEach
    void answer() {
        server.serving(
                        model("first", "text-classification", "GOOD"),
                        model("org/the second", "text-classification fill-mask"))
                .answer("/models/first", GOOD)
                .answer("/models/first/tokenize", TOKENS);
    }

    @Test
    void timesOfTheStagesAreThoseOfTheHeaders() {
        try (Visit visit = chromium.visit(server.page())) {
            visit.run();
            assertThat(visit.texts(".times > div").subList(0, 4))
                    .containsExactly(
                            "Tokenization\n0.50 ms",
                            "Queue\n12.3 ms",
                            "Inference\n250 ms",
                            "Server\n263 ms");
            assertThat(visit.texts(".times dt").getLast()).isEqualTo("Round trip");
        }
    }

    @Test
    void tokensHaveTheirPiecesAndIds() {
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.click("#tokens summary");
            visit.page.waitForSelector(".pieces");
            assertThat(visit.texts(".pieces li"))
                    .containsExactly("[CLS]\n2", "gripp\n40", "##ing\n41");
            assertThat(visit.text("#tokens .hint")).isEqualTo("3 tokens");
            assertThat(visit.page.getAttribute(".pieces li:nth-child(2)", "title"))
                    .isEqualTo("“Gripp”, characters 2 to 7");
            assertThat(server.sent.getLast().body())
                    .isEqualTo(
                            "{\"inputs\":[\"A gripping, funny"
                                    + " film\"],\"add_special_tokens\":true}");
        }
    }

    @Test
    void theShellReadsWhatWasSentFromTheCommand() throws Exception {
        String text = "it's \"so\" $HOME `x` \\ !\n🌍 '";
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.fill("textarea", text);
            visit.run();
            visit.page.click("#request summary");
            visit.page.click("#copy");
            visit.page.waitForCondition(() -> visit.text("#copy").equals("Copied"));
            Object copied = visit.page.evaluate("navigator.clipboard.readText()");
            assertThat(copied).isEqualTo(visit.page.textContent("#curl"));
            assertThat(arguments(copied.toString()))
                    .containsExactly(
                            "-sS",
                            server.page().replace("/ui", "/models/first"),
                            "-H",
                            "content-type: application/json",
                            "--data-raw",
                            server.sent.getLast().body());
        }
    }

    /** What a shell hands a command named {@code curl}. */
    private static List<String> arguments(String command) throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-c", "curl() { printf '%s\\0' \"$@\"; }\n" + command)
                        .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return List.of(out.split("\0", -1)).subList(0, out.split("\0", -1).length - 1);
    }

    @Test
    void anotherModelHasItsOwnTasksAndRoute() {
        server.answer(
                "/models/org/the second", "[{\"score\":1,\"token\":1,\"token_str\":\"sea\"}]");
        try (Visit visit = chromium.visit(server.page())) {
            assertThat(visit.page.isVisible("#task")).isFalse();
            assertThat(visit.text("#facts"))
                    .isEqualTo(
                            "Text classification · Some · 67M parameters · float32 · vector-256 · up to 512 tokens"
                                    .replace(' ', '\u00a0')
                                    .replace("·\u00a0", "· "));
            visit.run();
            visit.page.selectOption("#model", "org/the second");
            assertThat(visit.text("#view")).startsWith("Run the example");
            assertThat(visit.text("#timing")).isEmpty();
            assertThat(visit.texts("#task label"))
                    .containsExactly("Text classification", "Fill-mask");
            visit.page.fill("textarea", "kept");
            visit.page.locator("input[value=fill-mask]").press("Space");
            visit.run();
            assertThat(visit.text("mark")).isEqualTo("sea");
            visit.page.locator("input[value=text-classification]").press("Space");
            assertThat(visit.page.inputValue("textarea")).isEqualTo("kept");
        }
    }

    @Test
    void aRefusalIsTheServersSentence() {
        server.answer(
                "/models/first",
                s ->
                        new Answer(
                                429,
                                "{\"error\":\"too much waits; try"
                                        + " later\",\"error_type\":\"Overloaded\"}"));
        try (Visit visit = chromium.visit(server.page())) {
            visit.run();
            assertThat(visit.text("[role=alert]")).isEqualTo("too much waits; try later");
            assertThat(visit.text("#timing")).isEmpty();
            server.answer("/models/first", GOOD);
            visit.run();
            assertThat(visit.text("[role=alert]")).isEmpty();
            assertThat(visit.text(".bars")).contains("GOOD");
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsToldByItsStatus() {
        server.answer("/models/first", s -> new Answer(502, "<h1>proxy</h1>"));
        try (Visit visit = chromium.visit(server.page())) {
            visit.run();
            assertThat(visit.text("[role=alert]"))
                    .isEqualTo("The server answered 502 Bad Gateway.");
        }
    }

    @Test
    void aServerThatIsGoneIsSaidSo() {
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.route("**/models/**", route -> route.abort());
            visit.run();
            assertThat(visit.text("[role=alert]")).endsWith("can't be reached; is it running?");
        }
    }

    @Test
    void aTextThatIsTooLongCanBeCut() {
        server.answer(
                "/models/first",
                s ->
                        s.body().contains("\"truncate\":true")
                                ? new Answer(200, GOOD)
                                : new Answer(
                                        422,
                                        "{\"error\":\"too long\",\"error_type\":\"Tokenizer\"}"));
        try (Visit visit = chromium.visit(server.page())) {
            visit.run();
            visit.page.click("text=Run with its beginning only");
            visit.settled();
            assertThat(visit.text(".bars")).contains("GOOD");
            assertThat(visit.page.textContent("#curl")).contains("\"truncate\":true");
            assertThat(visit.page.evaluate("document.activeElement.id")).isEqualTo("run");
        }
    }

    @Test
    void aKeyIsAskedForOnlyWhenTheServerWantsOneAndIsNotShown() {
        server.answer(
                "/models/first",
                s ->
                        "Bearer opal".equals(s.authorization())
                                ? new Answer(200, GOOD)
                                : new Answer(401, "{\"error\":\"a key is needed\"}"));
        try (Visit visit = chromium.visit(server.page())) {
            assertThat(visit.page.isVisible("#key")).isFalse();
            visit.run();
            assertThat(visit.text("[role=alert]")).isEqualTo("a key is needed");
            assertThat(visit.page.evaluate("document.activeElement.id")).isEqualTo("key");
            visit.page.keyboard().type("opal");
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".bars");
            assertThat(visit.page.textContent("#curl"))
                    .doesNotContain("opal")
                    .contains("Bearer $DISTIL4J_SERVE_API_KEY");
        }
    }

    @Test
    void aKeyForEverythingConnectsThePage() {
        String served = "{\"models\":[%s]}".formatted(model("first", "text-classification"));
        server.answer(
                "/info",
                s ->
                        "Bearer opal".equals(s.authorization())
                                ? new Answer(200, served)
                                : new Answer(401, "{\"error\":\"a key is needed\"}"));
        try (Visit visit = chromium.visit(server.page())) {
            assertThat(visit.text("[role=alert]")).isEqualTo("a key is needed");
            visit.page.fill("#key", "opal");
            visit.page.click("#run");
            visit.page.waitForCondition(() -> visit.text("#facts").contains("67M"));
            assertThat(visit.text("[role=alert]")).isEmpty();
            visit.run();
            assertThat(visit.text(".bars")).contains("GOOD");
        }
    }

    @Test
    void thePageWaitsForAServerThatWarmsUp() {
        String served = "{\"models\":[%s]}".formatted(model("first", "text-classification"));
        CountDownLatch ready = new CountDownLatch(1);
        server.answer(
                "/info",
                s ->
                        ready.getCount() == 0
                                ? new Answer(200, served)
                                : new Answer(503, "{\"error\":\"not ready yet\"}"));
        try (Visit visit = chromium.visit(server.page())) {
            assertThat(visit.text("[role=alert]")).isEqualTo("not ready yet");
            ready.countDown();
            visit.page.waitForCondition(() -> visit.text("#facts").contains("67M"));
            assertThat(visit.text("[role=alert]")).isEmpty();
            visit.run();
            assertThat(visit.text(".bars")).contains("GOOD");
        }
    }

    @Test
    void onlyTheLatestRequestIsShown() {
        CountDownLatch late = new CountDownLatch(1);
        server.answer(
                "/models/first",
                s -> {
                    if (s.body().contains("slow")) {
                        await(late);
                        return new Answer(200, GOOD.replace("GOOD", "SLOW"));
                    }
                    return new Answer(200, GOOD);
                });
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.fill("textarea", "slow");
            visit.page.click("#run");
            visit.page.waitForCondition(() -> visit.text("#run").equals("Running…"));
            visit.page.fill("textarea", "quick");
            visit.page.click("#run");
            visit.page.waitForSelector(".bars");
            late.countDown();
            visit.page.waitForTimeout(200);
            assertThat(visit.text(".bars")).contains("GOOD");
            assertThat(visit.text("[role=alert]")).isEmpty();
            assertThat(visit.text("#run")).isEqualTo("Run");
        } finally {
            late.countDown();
        }
    }

    @Test
    void anotherModelGivesUpTheRequest() {
        CountDownLatch late = new CountDownLatch(1);
        server.answer(
                "/models/first",
                s -> {
                    await(late);
                    return new Answer(200, GOOD);
                });
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.click("#run");
            visit.page.waitForCondition(() -> visit.text("#run").equals("Running…"));
            visit.page.selectOption("#model", "org/the second");
            late.countDown();
            visit.page.waitForTimeout(200);
            assertThat(visit.text("#run")).isEqualTo("Run");
            assertThat(visit.text("[role=alert]")).isEmpty();
            assertThat(visit.text("#view")).startsWith("Run the example");
        } finally {
            late.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    void examplesFollowOneAnother() {
        try (Visit visit = chromium.visit(server.page())) {
            String first = visit.page.inputValue("textarea");
            visit.page.click("#example");
            assertThat(visit.page.inputValue("textarea")).isNotEqualTo(first);
            assertThat(visit.page.textContent("[role=status]")).isEqualTo("Example 2 of 3");
            visit.page.click("#example");
            visit.page.click("#example");
            assertThat(visit.page.inputValue("textarea")).isEqualTo(first);
        }
    }
}
