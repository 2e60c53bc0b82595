package dev.distil4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Properties;

class TerminalTest {

    private static Terminal detect(String streams, String columns, Map<String, String> variables) {
        Properties properties = new Properties();
        properties.setProperty("distil4j.terminal", streams);
        properties.setProperty("distil4j.columns", columns);
        return Terminal.detect(properties, variables);
    }

    @Test
    void believesTheScriptForEachStream() {
        assertThat(detect("021", "132", Map.of()))
                .isEqualTo(new Terminal(true, true, true, 132, true));
        assertThat(detect("2", "", Map.of()))
                .isEqualTo(new Terminal(false, false, true, Terminal.UNLIMITED, false));
        assertThat(detect("", "", Map.of())).isEqualTo(Terminal.none());
    }

    @ParameterizedTest
    @CsvSource({"0,80", "'',80", "nonsense,80", "120,120"})
    void aScreenOfUnknownWidthHas80Columns(String told, int columns) {
        assertThat(detect("1", told, Map.of()).columns()).isEqualTo(columns);
    }

    @Test
    void noColourWhereNoneIsWanted() {
        assertThat(detect("1", "", Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(detect("1", "", Map.of("NO_COLOR", "")).colour()).isTrue();
        assertThat(detect("1", "", Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(detect("2", "", Map.of()).colour()).isFalse();
    }
}
