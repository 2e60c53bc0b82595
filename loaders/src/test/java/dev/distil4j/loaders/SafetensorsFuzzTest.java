package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Mutates a small valid file: whatever comes out is a file whose tensors can all be read, or one
 * sentence. For more of them: {@code -Dsurefire.jvm=-Ddistil4j.fuzz.mutations=1000000}.
 */
class SafetensorsFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("distil4j.fuzz.mutations", 20_000);

    /** What a blind mutation hardly finds: numbers at limits, and the format's own words. */
    private static final String[] WORDS = {
        "-1", "0", "9223372036854775807", "18446744073709551616", "1e9", "[", "]", "{", "}", ",",
        "\"", ":", "null", "\"F16\"", "\"I4\"", "\"shape\"", "\"a\"", "\\u0000", "\\ud800",
                "\u00e9",
        "\"__metadata__\"", "[[[[", "  ", "\n"
    };

    @Test
    void everyMutationIsAReadableFileOrOneSentence() {
        byte[] valid =
                new SafetensorsBytes()
                        .field("\"__metadata__\":{\"format\":\"pt\"}")
                        .floats("a", new long[] {2, 3}, 1, 2, 3, 4, 5, 6)
                        .tensor("b", DType.BF16, new long[] {3}, new byte[6])
                        .tensor("c", DType.F4, new long[] {2}, new byte[1])
                        .tensor("d", DType.F64, new long[] {}, new byte[8])
                        .bytes();
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] mutant = mutate(valid, random);
            while (random.nextBoolean()) {
                mutant = mutate(mutant, random);
            }
            try (var file = SafetensorsFile.of(mutant, "mutant")) {
                readAll(file);
                read++;
            } catch (SafetensorsException e) {
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .startsWith("mutant: ")
                        .contains("; ")
                        .doesNotContain("\n")
                        .hasSizeLessThan(1000);
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        // Neither outcome may swallow the other: the mutations must reach both sides.
        assertThat(read).isGreaterThan(MUTATIONS / 50);
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    private static void readAll(SafetensorsFile file) {
        for (String name : file.names()) {
            NamedTensor tensor = file.tensor(name).orElseThrow();
            if (tensor.dtype().isConvertible()) {
                int count = Math.toIntExact(tensor.elementCount());
                tensor.read(0, new float[count], 0, count);
            }
        }
    }

    private static byte[] mutate(byte[] file, SplittableRandom random) {
        if (file.length == 0) {
            return file;
        }
        int at = random.nextInt(file.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = file.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] changed = file.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> Arrays.copyOf(file, at);
            case 3 -> splice(file, at, at, Arrays.copyOfRange(file, at, file.length));
            case 4 -> relength(splice(file, at, at, word(random)));
            default -> {
                int end = Math.min(file.length, at + random.nextInt(12));
                yield relength(splice(file, at, end, word(random)));
            }
        };
    }

    private static byte[] word(SplittableRandom random) {
        return WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] file, int from, int to, byte[] middle) {
        byte[] spliced = new byte[file.length - (to - from) + middle.length];
        System.arraycopy(file, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(file, to, spliced, from + middle.length, file.length - to);
        return spliced;
    }

    /** Lets the header's length follow, so that the mutation is not merely a wrong length. */
    private static byte[] relength(byte[] file) {
        int last = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf('}');
        if (last >= 8) {
            for (int i = 0; i < 8; i++) {
                file[i] = (byte) ((long) (last - 7) >>> (8 * i));
            }
        }
        return file;
    }
}
