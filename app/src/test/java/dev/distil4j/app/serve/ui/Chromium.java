package dev.distil4j.app.serve.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A browser without a screen, and the pages that tests open in it. */
final class Chromium implements AutoCloseable {

    static final int PHONE = 360;
    static final int DESKTOP = 1280;

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        assertThat(Files.isExecutable(PROGRAM))
                .as("%s is needed; install Debian's package chromium", PROGRAM)
                .isTrue();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium refuses root a sandbox.
        List<String> arguments =
                System.getProperty("user.name").equals("root")
                        ? List.of("--no-sandbox")
                        : List.of();
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(arguments));
    }

    Visit visit(String url) {
        return visit(url, DESKTOP, ColorScheme.LIGHT);
    }

    Visit visit(String url, int width, ColorScheme scheme) {
        return new Visit(
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 740)
                                .setColorScheme(scheme)
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setPermissions(List.of("clipboard-read", "clipboard-write"))),
                url);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /**
     * The page at {@code /ui}, once it knows the models. Closing it fails if it has asked another
     * host for something, or an error has been on its console other than a refused request.
     */
    static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final List<String> problems = new ArrayList<>();
        final Page page;

        private Visit(BrowserContext context, String url) {
            this.context = context;
            String host = URI.create(url).getAuthority();
            context.onRequest(
                    request -> {
                        if (!host.equals(URI.create(request.url()).getAuthority())) {
                            problems.add("asked for " + request.url());
                        }
                    });
            context.onConsoleMessage(this::note);
            context.onWebError(error -> problems.add(error.error()));
            context.onDialog(
                    dialog -> {
                        problems.add("dialog: " + dialog.message());
                        dialog.dismiss();
                    });
            page = context.newPage();
            page.setDefaultTimeout(20_000);
            page.navigate(url);
            page.waitForCondition(() -> !text("#facts").isEmpty() || !text("#error").isEmpty());
        }

        private void note(ConsoleMessage message) {
            boolean refused =
                    message.text().startsWith("Failed to load resource")
                            && !message.location().contains("/ui");
            if (!message.type().equals("log") && !refused) {
                problems.add(message.type() + ": " + message.text());
            }
        }

        /** Chooses one of the model's tasks, if there is a choice, and says which. */
        String chooseTask(int index) {
            Locator task = page.locator("#task input").nth(index);
            if (page.isVisible("#task")) {
                task.press("Space");
            }
            return task.inputValue();
        }

        /** Runs what is in the form and waits until there is a result or a refusal. */
        void run() {
            page.click("#run");
            settled();
        }

        void settled() {
            page.waitForCondition(
                    () ->
                            page.getAttribute("#result", "aria-busy").equals("false")
                                    && !(text("#timing") + text("#error")).isEmpty());
        }

        /** What a person sees there, lines as they are. */
        String text(String selector) {
            return page.innerText(selector);
        }

        List<String> texts(String selector) {
            return page.locator(selector).allInnerTexts();
        }

        @Override
        public void close() {
            context.close();
            assertThat(problems).isEmpty();
        }
    }
}
