package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Mutates a small valid file: whatever comes out is a file whose tensors can all be read, or one
 * sentence, in memory that the file's length bounds. The time-out is for what hangs, far beyond a
 * million mutations.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SafetensorsFuzzTest {

    private static final Mutations MUTATIONS =
            new Mutations(
                    "-1",
                    "0",
                    "9223372036854775807",
                    "18446744073709551616",
                    "1e9",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "\"",
                    ":",
                    "null",
                    "\"F16\"",
                    "\"I4\"",
                    "\"shape\"",
                    "\"a\"",
                    "\\u0000",
                    "\\ud800",
                    "\u00e9",
                    "\"__metadata__\"",
                    "[[[[",
                    "  ",
                    "\n");

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
        Fuzz fuzz =
                Fuzz.of(
                        Mutations.COUNT,
                        seed -> mutant(valid, new SplittableRandom(seed)),
                        refusal ->
                                assertThat(refusal)
                                        .isInstanceOf(SafetensorsException.class)
                                        .message()
                                        .startsWith("mutant: ")
                                        .hasSizeLessThan(1000),
                        0,
                        SafetensorsFuzzTest::readAll);
        // Neither outcome may swallow the other: the mutations must reach both sides.
        assertThat(fuzz.read()).isGreaterThan(Mutations.COUNT / 50);
        assertThat(fuzz.refused()).isGreaterThan(Mutations.COUNT / 2);
    }

    private static byte[] mutant(byte[] valid, SplittableRandom random) {
        byte[] mutant = MUTATIONS.of(valid, random);
        return random.nextBoolean() ? relength(mutant) : mutant;
    }

    private static void readAll(byte[] mutant) {
        try (var file = SafetensorsFile.of(mutant, "mutant")) {
            readAll(file);
        }
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
