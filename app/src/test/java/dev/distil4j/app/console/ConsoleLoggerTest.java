package dev.distil4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;

class ConsoleLoggerTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final System.Logger logger =
            new ConsoleLogger("test", Level.WARNING, new PrintStream(err, true, UTF_8));

    @Test
    void aWarningIsOneLine() {
        logger.log(Level.WARNING, "{0} has {1} rows", "it", "2");
        logger.log(Level.WARNING, "closing", new IllegalStateException("why"));
        assertThat(err)
                .hasToString(
                        """
                        distil: warning: it has 2 rows
                        distil: warning: closing (java.lang.IllegalStateException: why)
                        """);
    }

    @Test
    void whatIsLessThanAWarningIsSilent() {
        logger.log(Level.INFO, "{0}", "chatter");
        assertThat(err.size()).isZero();
        assertThat(logger.isLoggable(Level.OFF)).isFalse();
    }

    @Test
    void theJvmTakesThisLogger() {
        assertThat(System.getLogger("dev.distil4j").isLoggable(Level.WARNING)).isTrue();
        assertThat(System.LoggerFinder.getLoggerFinder()).isInstanceOf(ConsoleLoggerFinder.class);
    }
}
