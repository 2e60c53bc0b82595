package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.ModelCopy;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Files with bytes changed, cut or doubled at random give a model or a clear refusal. */
class SpoiltFilesTest {

    private static final int TRIES = 150;

    /** Most mutations hit here: a header or a configuration, not the mass of the weights. */
    private static final int BEGINNING = 4096;

    private static final String TYPED = "0123456789\",:{}[]-e";

    @ParameterizedTest
    @ValueSource(
            strings = {"config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt"})
    void everyErrorIsOfTheFamily(String file, @TempDir Path folder) throws IOException {
        ModelCopy model = ModelCopy.ofGolden("small-odd", folder.resolve("model"));
        byte[] original = Files.readAllBytes(Golden.folder("small-odd").resolve(file));
        Options options = Options.defaults().threads(1);
        int refused = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            Files.write(model.file(file), spoil(original, new Random(seed)));
            try (TextClassifier classifier =
                    Distil4J.textClassification(ModelSource.folder(model.folder()), options)) {
                assertThat(classifier.classify("The film was dull.")).isNotEmpty();
            } catch (Distil4JException e) {
                assertThat(e).as("%s, seed %d", file, seed).message().isNotBlank();
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("%s, seed %d".formatted(file, seed), e);
            }
        }
        assertThat(refused).isPositive();
    }

    /** Flips a bit, overwrites bytes, cuts the file, drops bytes, doubles them, or mistypes one. */
    private static byte[] spoil(byte[] original, Random random) {
        boolean anywhere = random.nextInt(4) == 0;
        int at = random.nextInt(anywhere ? original.length : Math.min(BEGINNING, original.length));
        int to = Math.min(original.length, at + 1 + random.nextInt(16));
        byte[] bytes = original.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                for (int i = at; i < to; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, at);
            case 3 -> bytes = join(original, at, to);
            case 4 -> bytes = join(original, to, at);
            default -> bytes[at] = (byte) TYPED.charAt(random.nextInt(TYPED.length()));
        }
        return bytes;
    }

    /** The bytes before {@code end}, then those from {@code begin} on. */
    private static byte[] join(byte[] bytes, int end, int begin) {
        byte[] joined = Arrays.copyOf(bytes, end + bytes.length - begin);
        System.arraycopy(bytes, begin, joined, end, bytes.length - begin);
        return joined;
    }
}
