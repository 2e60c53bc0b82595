package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Models by their name on the hub, out of a cache and offline. */
final class HubSourceTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** Runs in a JVM of its own, since the hub's settings are environment variables. */
    static final class Classify {
        public static void main(String[] names) {
            try (var classifier = Distil4J.textClassification(names[0])) {
                Score best = classifier.classify("A gripping, funny film").getFirst();
                IO.println(classifier.info().name() + " " + best.label());
            } catch (ModelException e) {
                IO.println(e.getMessage());
            }
        }
    }

    @TempDir private Path home;

    @Test
    void aCachedModelOpensByItsName() throws Exception {
        Path model = home.resolve("hub").resolve("models--acme--mood");
        Path snapshot = Files.createDirectories(model.resolve("snapshots").resolve(COMMIT));
        for (String file :
                List.of("config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors")) {
            copy("/dev/distil4j/embedded/sst2-small/" + file, snapshot.resolve(file));
        }
        Files.createDirectories(model.resolve("refs"));
        Files.writeString(model.resolve("refs").resolve("main"), COMMIT);
        assertThat(run("acme/mood")).isEqualTo("acme/mood POSITIVE");
        assertThat(run("acme/mood@" + COMMIT)).isEqualTo("acme/mood@" + COMMIT + " POSITIVE");
    }

    @Test
    void aFolderOfThatPathWins() throws Exception {
        Files.createDirectories(home.resolve("acme/mood"));
        assertThat(run("acme/mood")).contains("there is no config.json");
    }

    @Test
    void offlineSaysWhatIsMissing() throws Exception {
        assertThat(run("acme/absent"))
                .contains("has nothing of acme/absent")
                .contains("HF_HUB_OFFLINE");
    }

    @Test
    void aNameThatCannotBeOneIsExplained() throws Exception {
        assertThat(run("../mood")).contains("'../mood' cannot be the name of a model");
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream stream = HubSourceTest.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(stream), to);
        }
    }

    private String run(String name) throws Exception {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--class-path",
                                System.getProperty("java.class.path"),
                                Classify.class.getName(),
                                name)
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HF_HOME", home.toString());
        builder.environment().remove("HF_HUB_CACHE");
        builder.environment().remove("HUGGINGFACE_HUB_CACHE");
        builder.environment().put("HF_HUB_OFFLINE", "1");
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new String(output, StandardCharsets.UTF_8).strip();
    }
}
