package dev.distil4j.app.serve.ui;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

final class UiFileTest {

    /** What a file names: in the page by attributes, in a script by its imports. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:href=\"|src=\"|from ')((?:ui|\\.)/[^\"']+)[\"']");

    private static String text(UiFile file) {
        return new String(file.bytes(), UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void namesOnlyFilesThatAreServed(UiFile file) {
        List<String> served = Arrays.stream(UiFile.values()).map(UiFile::path).toList();
        List<String> named = REFERENCE.matcher(text(file)).results().map(UiFileTest::path).toList();
        assertThat(served).containsAll(named);
        if (file == UiFile.PAGE || file == UiFile.SCRIPT) {
            assertThat(named).hasSizeGreaterThan(2);
        }
    }

    private static String path(MatchResult reference) {
        return "/ui/" + reference.group(1).replaceFirst("^(ui|\\.)/", "");
    }

    @ParameterizedTest
    @EnumSource
    void namesNoOtherHost(UiFile file) {
        assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("//www")
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @ParameterizedTest
    @EnumSource
    void makesNoMarkupOfText(UiFile file) {
        assertThat(text(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML")
                .doesNotContain("document.write", " style=", "<style", "onclick=", "eval(");
    }

    @Test
    void buildLeavesTemplatesAsTheyAre() {
        assertThat(text(UiFile.SERVER)).contains("`models/${name}${operation}`");
    }

    @Test
    void pathsAreThoseOfThePage() {
        assertThat(UiFile.PAGE.path()).isEqualTo("/ui");
        assertThat(UiFile.STYLE.path()).isEqualTo("/ui/ui.css");
        assertThat(UiFile.SCRIPT.contentType()).isEqualTo("text/javascript; charset=utf-8");
    }
}
