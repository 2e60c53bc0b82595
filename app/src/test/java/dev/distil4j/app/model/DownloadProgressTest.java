package dev.distil4j.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.console.Output;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.loaders.HubName;
import dev.distil4j.loaders.HubPlan;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

class DownloadProgressTest {

    private static final Path FOLDER = Path.of("snapshots", "c0ffee");
    private static final String ANNOUNCED =
            "distil: downloading acme/small (4.0 MB in 2 files) to " + FOLDER + "\n";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String download(boolean screen) {
        Terminal terminal = screen ? new Terminal(false, false, true, 80, false) : Terminal.none();
        Streams streams =
                new Streams(
                        InputStream.nullInputStream(),
                        new Output(OutputStream.nullOutputStream()),
                        new PrintStream(err, true, UTF_8),
                        terminal);
        try (DownloadProgress progress = new DownloadProgress(streams)) {
            progress.starting(
                    new HubPlan(
                            HubName.parse("acme/small"),
                            "c0ffee",
                            FOLDER,
                            List.of(
                                    new HubPlan.Download("config.json", 1_000_000),
                                    new HubPlan.Download("model.safetensors", 3_000_000))));
            progress.advanced("config.json", 1_000_000, 1_000_000);
            progress.noted("a pause");
            progress.advanced("model.safetensors", 1_000_000, 3_000_000);
            assertThat(progress.downloads()).hasSize(2);
        }
        return err.toString(UTF_8);
    }

    @Test
    void aLogGetsOneLineAndWhatIsNoted() {
        assertThat(download(false)).isEqualTo(ANNOUNCED + "distil: a pause\n");
    }

    @Test
    void aScreenGetsABarOverAllFilesThatGivesWayToWhatIsNoted() {
        String shown = download(true);
        assertThat(shown).startsWith(ANNOUNCED).contains("25% [", "1/4 MB", "50% [", "2/4 MB");
        assertThat(shown.lines()).contains("distil: a pause");
    }
}
