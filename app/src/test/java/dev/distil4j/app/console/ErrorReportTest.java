package dev.distil4j.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.InputException;
import dev.distil4j.kernels.DeviceException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

class ErrorReportTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ErrorReport report = new ErrorReport(new PrintStream(err, true, UTF_8));

    @Test
    void theUnexpectedIsOneSentenceThatSaysHowToSeeMore() {
        assertThat(report.report(new IllegalStateException("broken"))).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "distil: unexpected java.lang.IllegalStateException: broken; set"
                                + " DISTIL4J_DEBUG=1 to see where, and please report it\n");
    }

    @Test
    void theLibrarysErrorsAreAboutData() {
        assertThat(report.report(new InputException("The text is wrong.", null))).isEqualTo(65);
        assertThat(err).hasToString("distil: The text is wrong\n");
    }

    /** Of a command that works with a device, not with a model. */
    @Test
    void aDeviceThatFailsIsUnavailable() {
        assertThat(report.report(new DeviceException("GPU failed; choose another backend.")))
                .isEqualTo(69);
        assertThat(err).hasToString("distil: GPU failed; choose another backend\n");
    }

    @Test
    void aFullHeapNamesTheCure() {
        assertThat(report.report(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("DISTIL4J_JAVA_OPTIONS=-Xmx8g").hasLineCount(1);
    }
}
