package dev.distil4j.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.TextInput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

    @ParameterizedTest
    @CsvSource({
        "a film, 6, a film",
        "a film, 5, a fi…",
        "a film, 1, …",
        "電影好看, 8, 電影好看",
        "電影好看, 7, 電影好…",
        "電影好看, 6, 電影…",
        "e\u0301e\u0301e\u0301, 3, e\u0301e\u0301e\u0301",
        "e\u0301e\u0301e\u0301, 2, e\u0301…",
    })
    void textsAreCutToColumns(String text, int columns, String shown) {
        assertThat(DisplayText.of(TextInput.of(text), columns)).isEqualTo(shown);
    }

    @Test
    void pairsStandSideBySide() {
        assertThat(DisplayText.of(TextInput.pair("a film", "dull"), 13)).isEqualTo("a film | dull");
        assertThat(DisplayText.of(TextInput.pair("a film", "dull"), 10)).isEqualTo("a film | …");
    }

    @Test
    void noTextCommandsTheTerminal() {
        assertThat(DisplayText.of(TextInput.of("a\u001b[2J\nb\u202ec"), 80)).isEqualTo("a [2J b c");
    }
}
