package dev.distil4j.app.serve.ui;

import static dev.distil4j.app.serve.ui.CannedServer.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import dev.distil4j.app.serve.ui.Chromium.Visit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the page shows the result of each task. */
@Tag("browser")
final class ResultsTest extends PageTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private Visit run(String task, String result, String... labels) {
        Visit visit = visit(task, result, labels);
        visit.run();
        return visit;
    }

    private Visit visit(String task, String result, String... labels) {
        server.serving(model("some/model", task, labels)).answer("/models/some/model", result);
        return chromium.visit(server.page());
    }

    private String sent() {
        return server.sent.getLast().body();
    }

    @Test
    void labelsAreBarsAsLongAsTheirScores() {
        String result =
                "[[{\"label\":\"GOOD\",\"score\":0.75},{\"label\":\"BAD\",\"score\":0.25}]]";
        try (Visit visit = run("text-classification", result, "BAD", "GOOD")) {
            assertThat(visit.texts(".bars li")).containsExactly("GOOD\n75.00%", "BAD\n25.00%");
            assertThat(
                            visit.page.evalOnSelectorAll(
                                    ".bar",
                                    """
                                    bars => bars.map(b =>
                                      Math.round(100 * parseFloat(getComputedStyle(b, '::before').width)
                                        / b.getBoundingClientRect().width)).join()
                                    """))
                    .isEqualTo("75,25");
            assertThat(sent())
                    .isEqualTo(
                            "{\"inputs\":\"A gripping, funny film\",\"parameters\":{\"top_k\":2}}");
        }
    }

    @Test
    void noScoreIsRoundedToACertainty() {
        String result =
                """
                [{"label":"a","score":0.99999999},{"label":"b","score":1e-9},
                 {"label":"c","score":1},{"label":"d","score":0},{"label":"e","score":-3.25}]
                """;
        try (Visit visit = run("text-classification", result)) {
            assertThat(visit.texts(".bars .figure"))
                    .containsExactly("> 99.99%", "< 0.01%", "100.00%", "0.00%", "-3.2500");
        }
    }

    @Test
    void freeLabelsAreSentAsTheyAreTyped() {
        String result =
                "[{\"label\":\"sea\",\"score\":0.9},{\"label\":\"hill, high\",\"score\":0.1}]";
        try (Visit visit = visit("text-classification zero-shot-classification", result)) {
            visit.page.locator("input[value=zero-shot-classification]").press("Space");
            visit.page.getByLabel("Text", exact()).fill("Waves.");
            visit.page.getByLabel("Labels", exact()).fill(" sea,, hill ,");
            visit.page.getByLabel("Several labels may be right").check();
            visit.run();
            assertThat(sent())
                    .isEqualTo(
                            "{\"inputs\":\"Waves.\",\"parameters\":{\"candidate_labels\":[\"sea\",\"hill\"],\"multi_label\":true}}");
            assertThat(visit.texts(".bars li"))
                    .containsExactly("sea\n90.00%", "hill, high\n10.00%");
        }
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    @Test
    void candidatesStandInTheSentence() {
        String result =
                """
                [{"score":0.6,"token":1,"token_str":"capital","sequence":""},
                 {"score":0.2,"token":2,"token_str":"##s","sequence":""}]
                """;
        try (Visit visit = run("fill-mask", result)) {
            assertThat(visit.text(".text")).isEqualTo("Paris is the capital of France.");
            assertThat(visit.texts(".text mark")).containsExactly("capital");
            visit.page.locator(".choices input").nth(1).check();
            assertThat(visit.text(".text")).isEqualTo("Paris is thes of France.");
        }
    }

    @Test
    void eachMaskHasCandidatesOfItsOwn() {
        String result =
                """
                [[{"score":0.6,"token":1,"token_str":"sun"},{"score":0.1,"token":3,"token_str":"moon"}],
                 [{"score":0.5,"token":2,"token_str":"baker"},{"score":0.1,"token":4,"token_str":"cat"}]]
                """;
        try (Visit visit = visit("fill-mask", result)) {
            visit.page.fill("textarea", "The [MASK] rose, the [MASK] slept.");
            visit.run();
            assertThat(visit.text(".text")).isEqualTo("The sun rose, the baker slept.");
            assertThat(visit.texts(".choices legend"))
                    .containsExactly("Candidates for mask 1", "Candidates for mask 2");
            visit.page.locator(".choices").nth(1).locator("input").nth(1).check();
            assertThat(visit.text(".text")).isEqualTo("The sun rose, the cat slept.");
        }
    }

    @Test
    void answersAreMarkedWhereTheyStandBehindEmoji() {
        String context = "👩‍🚀🌍 It rises in the hills, it ends in the sea.";
        int first = context.codePointCount(0, context.indexOf("in the hills"));
        int second = context.codePointCount(0, context.indexOf("in the sea"));
        String result =
                """
                [{"score":0.8,"start":%d,"end":%d,"answer":"in the hills"},
                 {"score":0.1,"start":%d,"end":%d,"answer":"in the sea"},
                 {"score":0.05,"start":0,"end":0,"answer":""}]
                """
                        .formatted(first, first + 12, second, second + 10);
        try (Visit visit = visit("question-answering", result)) {
            visit.page.getByLabel("Context").fill(context);
            visit.run();
            assertThat(visit.text("mark")).isEqualTo("in the hills");
            assertThat(visit.text("#view .text")).isEqualTo(context);
            visit.page.getByLabel("in the sea").check();
            assertThat(visit.text("mark")).isEqualTo("in the sea");
            visit.page.getByLabel("no answer").check();
            assertThat(visit.page.locator("mark").count()).isZero();
            assertThat(visit.text("#view .text")).isEqualTo(context);
        }
    }

    @Test
    void entitiesAreColouredByLabelBehindEmoji() {
        String text = "🌍🌍 Nadia met Ole in Lagos.";
        String result =
                "[%s,%s,%s]"
                        .formatted(
                                entity(text, "Lagos", "LOC"),
                                entity(text, "Nadia", "PER"),
                                entity(text, "Ole", "PER"));
        try (Visit visit =
                visit("token-classification", result, "O", "B-PER", "I-PER", "B-LOC", "I-LOC")) {
            visit.page.fill("textarea", text);
            visit.run();
            assertThat(visit.texts(".entity"))
                    .containsExactly("Nadia\u00a0PER", "Ole\u00a0PER", "Lagos\u00a0LOC");
            assertThat(visit.texts(".legend li")).containsExactly("PER 2", "LOC 1");
            assertThat(visit.texts(".rows tbody tr"))
                    .containsExactly(
                            "Nadia\tPER\t91.00%", "Ole\tPER\t91.00%", "Lagos\tLOC\t91.00%");
            Object colours =
                    visit.page.evalOnSelectorAll(
                            ".entity, .legend .swatch",
                            "all => all.map(e => getComputedStyle(e).backgroundColor).join(';')");
            String[] colour = colours.toString().split(";", -1);
            assertThat(colour[0]).isEqualTo(colour[1]).isEqualTo(colour[3]);
            assertThat(colour[2]).isEqualTo(colour[4]).isNotEqualTo(colour[0]);
        }
    }

    private static String entity(String text, String word, String group) {
        int start = text.codePointCount(0, text.indexOf(word));
        return "{\"entity_group\":\"%s\",\"score\":0.91,\"word\":\"?\",\"start\":%d,\"end\":%d}"
                .formatted(group, start, start + word.length());
    }

    @Test
    void aTextWithoutEntitiesSaysSo() {
        try (Visit visit = run("token-classification", "[]")) {
            assertThat(visit.text("#view")).contains("No entity was found.");
            assertThat(visit.page.textContent("#status")).isEqualTo("no entity");
        }
    }

    @Test
    void sentencesAreComparedByTheCosineOfTheirVectors() {
        try (Visit visit =
                visit("sentence-embedding feature-extraction", "[[3,4],[4,3],[-3,-4]]")) {
            visit.page.fill("textarea", "one\n\n two \nthree\n");
            visit.run();
            assertThat(sent()).isEqualTo("{\"inputs\":[\"one\",\"two\",\"three\"]}");
            assertThat(visit.texts(".sentences li")).containsExactly("one", "two", "three");
            assertThat(visit.texts(".matrix tbody td"))
                    .containsExactly(
                            "1.00", "0.96", "-1.00", "0.96", "1.00", "-0.96", "-1.00", "-0.96",
                            "1.00");
            assertThat(visit.text("#view")).contains("3 vectors of 2 dimensions.");
            assertThat(visit.page.textContent("#status"))
                    .isEqualTo("3 vectors of 2 dimensions; closest are 1 and 2, 0.96");
        }
    }

    @Test
    void markupInTextsAndResultsIsText() {
        server.answer(
                "/models/" + HOSTILE, "[{\"label\":\"%s\",\"score\":0.5}]".formatted(HOSTILE));
        server.serving(model(HOSTILE, "text-classification", HOSTILE))
                .answer(
                        "/models/" + HOSTILE + "/tokenize",
                        "[[{\"id\":7,\"text\":\"%s\",\"special\":false,\"start\":0,\"stop\":9}]]"
                                .formatted(HOSTILE));
        try (Visit visit = chromium.visit(server.page())) {
            visit.page.click("#tokens summary");
            visit.page.fill("textarea", HOSTILE);
            visit.run();
            assertThat(visit.texts(".bars .label")).containsExactly(HOSTILE);
            visit.page.waitForSelector(".piece");
            assertThat(visit.texts(".piece")).containsExactly(HOSTILE);
            assertThat(visit.page.textContent("#model option")).isEqualTo(HOSTILE);
            server.answer(
                    "/models/" + HOSTILE,
                    s -> new CannedServer.Answer(422, "{\"error\":\"%s\"}".formatted(HOSTILE)));
            visit.run();
            assertThat(visit.text("[role=alert]")).isEqualTo(HOSTILE);
            assertThat(visit.page.locator("img").count()).isZero();
        }
    }

    @Test
    void markupInEntitiesAndAnswersIsText() {
        String entities = "[%s]".formatted(entity(HOSTILE, "onerror", HOSTILE));
        try (Visit visit = visit("token-classification", entities)) {
            visit.page.fill("textarea", HOSTILE);
            visit.run();
            assertThat(visit.text(".rows tbody")).isEqualTo("onerror\t" + HOSTILE + "\t91.00%");
            assertThat(visit.page.locator("img").count()).isZero();
        }
        String answers = "{\"score\":1,\"start\":1,\"end\":4,\"answer\":\"%s\"}".formatted(HOSTILE);
        try (Visit visit = visit("question-answering", answers)) {
            visit.page.getByLabel("Context").fill(HOSTILE);
            visit.run();
            assertThat(visit.text("mark")).isEqualTo("img");
            assertThat(visit.text(".choices .label")).isEqualTo(HOSTILE);
            assertThat(visit.page.locator("img").count()).isZero();
        }
    }

    @Test
    void anAnswerOfAnUnknownShapeIsSaidSo() {
        try (Visit visit = run("text-classification", "[{\"label\":\"A\"}]")) {
            assertThat(visit.text("[role=alert]"))
                    .startsWith("This page can't show what the server answered");
            assertThat(visit.text("#view")).isEmpty();
        }
    }
}
