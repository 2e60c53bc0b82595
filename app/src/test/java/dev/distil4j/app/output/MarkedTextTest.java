package dev.distil4j.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.output.MarkedText.Span;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class MarkedTextTest {

    private static final MarkedText PLAIN = new MarkedText(Terminal.none());
    private static final MarkedText COLOURED =
            new MarkedText(new Terminal(true, true, true, 40, true));

    @Test
    void withoutColoursBracketsShowWhereAndWhat() {
        assertThat(
                        PLAIN.of(
                                "Sarah is in London.",
                                List.of(new Span(12, 18, "LOC"), new Span(0, 5, "PER"))))
                .isEqualTo("[Sarah|PER] is in [London|LOC].");
        assertThat(PLAIN.of("in London", List.of(new Span(3, 9, "")))).isEqualTo("in [London]");
    }

    @Test
    void coloursSetThePartApart() {
        assertThat(COLOURED.of("in London.", List.of(new Span(3, 9, "LOC"))))
                .isEqualTo("in \u001B[7mLondon\u001B[0m \u001B[2mLOC\u001B[0m.");
        assertThat(COLOURED.of("in London.", List.of(new Span(3, 9, ""))))
                .isEqualTo("in \u001B[7mLondon\u001B[0m.");
    }

    @Test
    void aPartThatOverlapsAnEarlierOneOrIsEmptyIsNotMarked() {
        assertThat(
                        PLAIN.of(
                                "New York City",
                                List.of(
                                        new Span(0, 8, "A"),
                                        new Span(4, 13, "B"),
                                        new Span(9, 9, "C"))))
                .isEqualTo("[New York|A] City");
    }

    @Test
    void neitherTextNorLabelCommandsTheTerminal() {
        assertThat(PLAIN.of("a\u001b[2J\nb\u202ec", List.of(new Span(0, 2, "X\u001b[1m"))))
                .isEqualTo("[a |X [1m][2J b c");
        assertThat(PLAIN.around("a\u001b\nb", new Span(1, 2, ""), 80)).isEqualTo("a[ ] b");
    }

    @Test
    void charactersBeyondTheBasicPlaneStayWhole() {
        assertThat(PLAIN.of("😀 Zoë 😀", List.of(new Span(3, 6, "PER"))))
                .isEqualTo("😀 [Zoë|PER] 😀");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 'one two [three] four'",
        "19, …e two [three] four",
        "12, … [three] f…",
        "9, …[three]…",
        "2, …[three]…",
    })
    void anExcerptKeepsThePartInItsMiddle(int columns, String shown) {
        assertThat(PLAIN.around("one two three four", new Span(8, 13, ""), columns))
                .isEqualTo(shown);
    }

    @Test
    void anExcerptNeverTakesMoreColumnsThanThereAre() {
        String text = "電影 one 😀 two three e\u0301t four 電影 five";
        Span span = new Span(11, 16, "L");
        String part = "[" + text.substring(11, 16) + "|L]";
        for (int columns = part.length() + 2; columns < 60; columns++) {
            String shown = PLAIN.around(text, span, columns);
            assertThat(ScreenCharacter.columns(shown)).isLessThanOrEqualTo(columns);
            assertThat(shown).contains(part);
        }
        assertThat(PLAIN.around(text, span, 60))
                .isEqualTo(text.replace(text.substring(11, 16), part));
    }

    @Test
    void whatOneSideOfAnExcerptLeavesTheOtherTakes() {
        assertThat(PLAIN.around("three four five six", new Span(0, 5, ""), 14))
                .isEqualTo("[three] four …");
        assertThat(PLAIN.around("one two three", new Span(8, 13, ""), 12))
                .isEqualTo("…two [three]");
    }

    @Test
    void anEmptyPartShowsTheTextAlone() {
        assertThat(PLAIN.around("one two three", new Span(0, 0, ""), 8)).isEqualTo("one two…");
    }
}
