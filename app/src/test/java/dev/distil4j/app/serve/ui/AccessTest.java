package dev.distil4j.app.serve.ui;

import static dev.distil4j.app.serve.ui.CannedServer.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import dev.distil4j.app.serve.ui.CannedServer.Answer;
import dev.distil4j.app.serve.ui.Chromium.Visit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The page by keyboard, for a screen reader, on a telephone and in the dark. */
@Tag("browser")
final class AccessTest extends PageTest {

    private static final String LONG = "Donaudampfschifffahrt".repeat(12);

    /** The least contrast of any text with what is behind it, and of the edges of controls. */
    private static final String CONTRASTS =
            """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgba = colour => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const over = (top, below) => below.map((b, i) => b + (top[i] - b) * top[3] / 255);
              const ground = e => {
                const below = e.parentElement ? ground(e.parentElement) : [255, 255, 255];
                return over(rgba(getComputedStyle(e).backgroundColor), below);
              };
              const light = c => c.slice(0, 3).map(v => v / 255)
                .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              const ratio = (a, b) => {
                const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
                return (high + .05) / (low + .05);
              };
              const poor = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                if (walker.currentNode.data.trim() === '' || !e.checkVisibility()) continue;
                const below = ground(e);
                const r = ratio(over(rgba(getComputedStyle(e).color), below), below);
                if (r < 4.5) poor.push(`${r.toFixed(2)} ${walker.currentNode.data.trim()}`);
              }
              for (const e of document.querySelectorAll('select, textarea, input[type=text]')) {
                const below = ground(e.parentElement);
                const r = ratio(over(rgba(getComputedStyle(e).borderTopColor), below), below);
                if (r < 3) poor.push(`${r.toFixed(2)} edge of ${e.id}`);
                const inside = ground(e);
                if (ratio(rgba(getComputedStyle(e).color), inside) < 4.5) poor.push(`text of ${e.id}`);
              }
              return poor;
            }
            """;

    private static final String OUTLINED =
            """
            () => [document.activeElement, document.activeElement.nextElementSibling]
              .some(e => e && getComputedStyle(e).outlineStyle === 'solid')
            """;

    @BeforeEach
    void answer() {
        String entities = "";
        for (int i = 0; i < 8; i++) {
            entities +=
                    "%s{\"entity_group\":\"L%d\",\"score\":0.5,\"start\":%d,\"end\":%d}"
                            .formatted(i == 0 ? "" : ",", i, 10 * i, 10 * i + 9);
        }
        String token = "{\"id\":40,\"text\":\"%s\",\"special\":false,\"start\":0,\"stop\":9}";
        server.serving(
                        model("classes", "text-classification zero-shot-classification", "A", "B"),
                        model("masks", "fill-mask"),
                        model("answers", "question-answering"),
                        model("entities", "token-classification"),
                        model("vectors", "sentence-embedding"))
                .answer(
                        "/models/classes",
                        "[{\"label\":\"%s\",\"score\":0.9},{\"label\":\"B\",\"score\":0.1}]"
                                .formatted(LONG))
                .answer("/models/masks", "[{\"score\":0.9,\"token\":1,\"token_str\":\"sea\"}]")
                .answer(
                        "/models/answers",
                        "[{\"score\":0.9,\"start\":0,\"end\":90,\"answer\":\"%s\"}]"
                                .formatted(LONG))
                .answer("/models/entities", "[%s]".formatted(entities))
                .answer("/models/vectors", "[[1,0],[1,1],[0,1],[1,2],[2,1],[3,1],[1,3],[2,3]]");
        for (String name : List.of("classes", "masks", "answers", "entities", "vectors")) {
            server.answer(
                    "/models/" + name + "/tokenize",
                    "[[%s,%s]]"
                            .formatted(
                                    token.formatted("[CLS]").replace("false", "true"),
                                    token.formatted(LONG)));
        }
    }

    /** Runs every task with a text that has no place to break, and the details open. */
    private static void eachTask(Visit visit, Consumer<String> check) {
        Page page = visit.page;
        page.click("#tokens summary");
        for (String name : page.locator("#model option").allTextContents()) {
            page.selectOption("#model", name);
            for (int i = 0; i < page.locator("#task input").count(); i++) {
                visit.chooseTask(i);
                page.fill("textarea", name.equals("masks") ? LONG + " [MASK]" : LONG);
                if (name.equals("vectors")) {
                    page.fill("textarea", (LONG + "\n").repeat(8));
                }
                visit.run();
                if (!page.isVisible("#copy")) {
                    page.click("#request summary");
                }
                page.waitForSelector(".pieces");
                check.accept(name + " " + i);
            }
        }
    }

    private static List<?> list(Visit visit, String script) {
        return (List<?>) visit.page.evaluate(script);
    }

    @Test
    void aPhoneShowsEverythingWithoutScrollingSideways() {
        try (Visit visit = chromium.visit(server.page(), Chromium.PHONE, ColorScheme.LIGHT)) {
            List<String> checked = new ArrayList<>();
            eachTask(
                    visit,
                    task -> {
                        checked.add(task);
                        assertThat(visit.page.evaluate("document.documentElement.scrollWidth"))
                                .as(task)
                                .isEqualTo(Chromium.PHONE);
                    });
            assertThat(checked).hasSize(6);
        }
    }

    @Test
    void aPhoneScrollsToTheResult() {
        try (Visit visit = chromium.visit(server.page(), Chromium.PHONE, ColorScheme.LIGHT)) {
            visit.page.selectOption("#model", "answers");
            visit.run();
            assertThat(visit.page.evaluate("scrollY > 0")).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textStandsOutFromItsGround(ColorScheme scheme) {
        try (Visit visit = chromium.visit(server.page(), Chromium.DESKTOP, scheme)) {
            assertThat(visit.page.evaluate("getComputedStyle(document.body).colorScheme"))
                    .isEqualTo(scheme.name().toLowerCase(Locale.ROOT));
            eachTask(visit, task -> assertThat(list(visit, CONTRASTS)).as(task).isEmpty());
            server.answer("/models/vectors", s -> new Answer(422, "{\"error\":\"no\"}"));
            visit.run();
            assertThat(list(visit, CONTRASTS)).isEmpty();
            visit.page.evaluate("document.querySelector('h1').style.color = '#7a7a7a'");
            assertThat(list(visit, CONTRASTS)).hasSize(1);
        }
    }

    @Test
    void everyControlHasANameAndEveryIdIsUnique() {
        String nameless =
                """
                () => [...document.querySelectorAll('input, select, textarea, button, summary, a')]
                  .filter(e => !(e.labels?.length || e.textContent.trim() || e.ariaLabel))
                  .map(e => e.outerHTML)
                """;
        String twice =
                """
                () => [...document.querySelectorAll('[id]')].map(e => e.id)
                  .filter((id, i, all) => all.indexOf(id) !== i)
                """;
        String dangling =
                """
                () => [...document.querySelectorAll('[aria-describedby], [aria-labelledby], [for]')]
                  .flatMap(e => ['aria-describedby', 'aria-labelledby', 'for'].map(a => e.getAttribute(a)))
                  .filter(id => id !== null && !document.getElementById(id))
                """;
        try (Visit visit = chromium.visit(server.page())) {
            eachTask(
                    visit,
                    task -> {
                        for (String query : List.of(nameless, twice, dangling)) {
                            assertThat(list(visit, query)).as(task).isEmpty();
                        }
                    });
        }
    }

    @Test
    void aScreenReaderIsToldTheResult() {
        try (Visit visit = chromium.visit(server.page())) {
            assertThat(visit.page.textContent("[role=status]")).isEmpty();
            visit.run();
            assertThat(visit.page.textContent("[role=status]")).isEqualTo(LONG + ", 90.00%");
            assertThat(visit.page.locator("main").ariaSnapshot())
                    .contains("- combobox \"Model\"")
                    .contains("- group \"Task\"")
                    .contains("- textbox \"Text\"")
                    .contains("- button \"Run\"")
                    .contains("- region \"Result\"")
                    .contains("- status")
                    .contains("- heading \"Result\" [level=2]")
                    .contains("- heading \"Time\" [level=3]");
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (Visit visit = chromium.visit(server.page())) {
            Page page = visit.page;
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                page.keyboard().press("Tab");
                order.add(focused(page));
                assertThat(page.evaluate(OUTLINED)).as(order.getLast()).isEqualTo(true);
            }
            assertThat(order)
                    .containsExactly(
                            "API",
                            "Info",
                            "Metrics",
                            "model",
                            "text-classification",
                            "field-text",
                            "run",
                            "example",
                            "Tokens");
            page.keyboard().press("Enter");
            page.waitForSelector(".pieces");
            for (int i = 0; i < 3; i++) {
                page.keyboard().press("Shift+Tab");
            }
            page.keyboard().press("Control+A");
            page.keyboard().type("Typed.");
            page.keyboard().press("Control+Enter");
            visit.settled();
            assertThat(server.sent).anyMatch(s -> s.body().contains("\"inputs\":\"Typed.\""));
            assertThat(focused(page)).isEqualTo("field-text");
            page.keyboard().press("Shift+Tab");
            page.keyboard().press("ArrowRight");
            assertThat(focused(page)).isEqualTo("zero-shot-classification");
            assertThat(page.isVisible("#field-labels")).isTrue();
        }
    }

    private static String focused(Page page) {
        return page.evaluate(
                        """
                        () => { const e = document.activeElement;
                          return e.type === 'radio' ? e.value : e.id || e.textContent; }
                        """)
                .toString();
    }

    @Test
    void nothingMovesForWhoeverWantsThat() {
        try (Visit visit = chromium.visit(server.page())) {
            visit.run();
            assertThat(
                            visit.page.evaluate(
                                    """
                                    () => [...document.querySelectorAll('*')].filter(e =>
                                      ['', '::before'].some(p => getComputedStyle(e, p || null)
                                        .transitionDuration.split(', ').some(d => d !== '0s'))).length
                                    """))
                    .isEqualTo(0);
        }
    }
}
