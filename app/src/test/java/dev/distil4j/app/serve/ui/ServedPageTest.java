package dev.distil4j.app.serve.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Access;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.http.HttpService;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.ui.Chromium.Visit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page with the server, the embedded model and a tiny random one for every other task. */
@Tag("browser")
final class ServedPageTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TINY =
            List.of("zero-shot", "fill-mask", "answer", "tag", "embed");

    private static Chromium chromium;
    private static HttpService service;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        Map<String, ModelSource> models = new LinkedHashMap<>();
        models.put("sentiment", ModelSource.embedded());
        TINY.forEach(
                name ->
                        models.put(
                                "tiny/" + name,
                                ModelSource.folder(Path.of("../engine/tiny-models", name))));
        service = serve(ServerOptions.defaults(), models);
    }

    @AfterAll
    static void close() {
        service.close();
        chromium.close();
    }

    private static HttpService serve(ServerOptions options, Map<String, ModelSource> models) {
        HttpService service =
                new HttpService(
                        options.at(new Address("127.0.0.1", 0, null)).warmingUp(Duration.ZERO),
                        List.copyOf(models.keySet()),
                        "1");
        service.open(
                models.entrySet().stream()
                        .map(m -> ServedModel.open(m.getKey(), m.getValue(), Options.defaults()))
                        .toList());
        return service;
    }

    private static Visit visit(HttpService service) {
        return chromium.visit("http://127.0.0.1:" + service.port() + "/ui");
    }

    /** What the server answers to the body that the page sent last, asked once more. */
    private static JsonNode again(Visit visit) throws Exception {
        String command = visit.page.textContent("#curl");
        String url = command.replaceFirst("(?s)curl -sS '([^']+)'.*", "$1");
        String body = command.substring(command.indexOf("--data-raw '") + 12);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    body.substring(0, body.length() - 1)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        }
    }

    /** What lies between two offsets of an answer, which count code points. */
    private static String cut(String text, JsonNode place) {
        return text.substring(
                text.offsetByCodePoints(0, place.get("start").asInt()),
                text.offsetByCodePoints(0, place.get("end").asInt()));
    }

    @Test
    void sentimentOfTheFirstExample() {
        try (Visit visit = visit(service)) {
            assertThat(visit.text("#facts"))
                    .contains("Text")
                    .contains("DistilBertForSequenceClassification");
            visit.run();
            assertThat(visit.texts(".bars li"))
                    .containsExactly("POSITIVE\n97.36%", "NEGATIVE\n2.64%");
        }
    }

    @Test
    void everyExampleOfEveryTaskHasAResultItsTimesAndItsTokens() {
        try (Visit visit = visit(service)) {
            Page page = visit.page;
            page.click("#tokens summary");
            List<String> tasks = new ArrayList<>();
            for (String model : page.locator("#model option").allTextContents()) {
                page.selectOption("#model", model);
                for (int i = 0; i < page.locator("#task input").count(); i++) {
                    tasks.add(visit.chooseTask(i));
                    examples(visit, model);
                }
            }
            assertThat(tasks)
                    .containsExactlyInAnyOrder(
                            "text-classification",
                            "text-classification",
                            "zero-shot-classification",
                            "fill-mask",
                            "question-answering",
                            "token-classification",
                            "sentence-embedding");
        }
    }

    private static void examples(Visit visit, String model) {
        for (int example = 0; example < 3; example++) {
            visit.run();
            assertThat(visit.text("[role=alert]")).as(model).isEmpty();
            assertThat(visit.text("#view")).as(model).isNotBlank();
            assertThat(visit.page.textContent("[role=status]")).as(model).isNotBlank();
            assertThat(visit.texts(".times dt"))
                    .containsExactly("Tokenization", "Queue", "Inference", "Server", "Round trip");
            visit.page.waitForCondition(() -> visit.texts(".pieces .special").contains("[CLS]\n2"));
            visit.page.click("#example");
        }
    }

    @Test
    void entitiesStandWhereTheServerFoundThemBehindEmoji() throws Exception {
        String text = "👩‍🚀🌍 my friend 🌍 lives in paris, near the sea.";
        try (Visit visit = visit(service)) {
            visit.page.selectOption("#model", "tiny/tag");
            visit.page.fill("textarea", text);
            visit.run();
            List<String> found = new ArrayList<>();
            again(visit)
                    .forEach(
                            e -> found.add(cut(text, e) + "\t" + e.get("entity_group").asString()));
            assertThat(found).isNotEmpty();
            assertThat(visit.texts(".rows tbody tr"))
                    .map(row -> row.substring(0, row.lastIndexOf('\t')))
                    .containsExactlyElementsOf(found);
            assertThat(visit.texts(".entity"))
                    .containsExactlyElementsOf(
                            found.stream().map(f -> f.replace('\t', '\u00a0')).toList());
        }
    }

    @Test
    void answersStandWhereTheServerFoundThemBehindEmoji() throws Exception {
        String context =
                "👩‍🚀🌍 the book is in the house by the sea 🌍, and the king has read it.";
        try (Visit visit = visit(service)) {
            visit.page.selectOption("#model", "tiny/answer");
            visit.page.locator("#field-question").fill("Where is the book?");
            visit.page.getByLabel("Context").fill(context);
            visit.run();
            JsonNode answers = again(visit);
            assertThat(answers.size()).isGreaterThan(1);
            for (int i = 0; i < answers.size(); i++) {
                visit.page.locator(".choices input").nth(i).check();
                assertThat(visit.text("mark"))
                        .isEqualTo(cut(context, answers.get(i)))
                        .isEqualTo(answers.get(i).get("answer").asString());
            }
        }
    }

    @Test
    void everyMaskHasItsCandidates() throws Exception {
        try (Visit visit = visit(service)) {
            visit.page.selectOption("#model", "tiny/fill-mask");
            visit.page.fill("textarea", "the [MASK] is near the [MASK].");
            visit.run();
            List<String> candidates = new ArrayList<>();
            again(visit)
                    .forEach(
                            mask ->
                                    mask.forEach(
                                            c -> candidates.add(c.get("token_str").asString())));
            assertThat(visit.texts(".choices .label"))
                    .hasSize(10)
                    .containsExactlyElementsOf(candidates);
        }
    }

    @Test
    void aTextThatIsTooLongIsCutOnRequestAndThePageSaysSo() {
        try (Visit visit = visit(service)) {
            visit.page.fill("textarea", "word ".repeat(900));
            visit.run();
            assertThat(visit.text("[role=alert] p")).contains("902").contains("truncate");
            visit.page.click("text=Run with its beginning only");
            visit.settled();
            assertThat(visit.text(".bars")).contains("POSITIVE");
            assertThat(visit.text("#timing")).contains("only its beginning was computed");
        }
    }

    @Test
    void markupAndNothingAreTextsLikeAnyOther() {
        try (Visit visit = visit(service)) {
            visit.page.click("#tokens summary");
            visit.page.fill("textarea", "<img src=x onerror=alert(1)>");
            visit.run();
            assertThat(visit.text(".bars")).contains("POSITIVE");
            visit.page.waitForCondition(() -> visit.texts(".piece").contains("<"));
            assertThat(visit.texts(".piece")).contains(">", "(", "=");
            assertThat(visit.page.locator("img").count()).isZero();
            visit.page.fill("textarea", "");
            visit.run();
            assertThat(visit.text("#result")).isNotBlank();
        }
    }

    @Test
    void aServerWithAKeyAsksForIt() {
        HttpService locked =
                serve(
                        ServerOptions.defaults().admitting(new Access("opal", List.of())),
                        Map.of("sentiment", ModelSource.embedded()));
        try (Visit visit = visit(locked)) {
            visit.run();
            assertThat(visit.text("[role=alert]")).contains("key");
            visit.page.fill("#key", "opal");
            visit.run();
            assertThat(visit.text(".bars")).contains("POSITIVE");
        } finally {
            locked.close();
        }
    }

    @Test
    void theServerSendsThePolicyWithEveryFile() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (UiFile file : UiFile.values()) {
                URI uri = URI.create("http://127.0.0.1:" + service.port() + file.path());
                var response =
                        client.send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("content-security-policy"))
                        .contains(UiFile.CONTENT_SECURITY_POLICY);
                assertThat(response.headers().firstValue("content-type"))
                        .contains(file.contentType());
                assertThat(response.body()).isEqualTo(file.bytes());
            }
        }
    }
}
