package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class SafetensorsWriterTest {

    @TempDir Path folder;

    private static byte[] bytes(SafetensorsWriter writer) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(Channels.newChannel(out));
        return out.toByteArray();
    }

    private static SafetensorsFile file(SafetensorsWriter writer) throws IOException {
        return SafetensorsFile.of(bytes(writer), "written");
    }

    private static void assertRefused(Violation violation, String message, ThrowingCallable call) {
        var e = catchThrowableOfType(SafetensorsException.class, call);
        assertThat(e.violation()).as(e.getMessage()).isEqualTo(violation);
        assertThat(e).hasMessageStartingWith(message).hasMessageContaining("; ");
    }

    @Test
    void theFileIsByteForByteThatOfTheReference() throws IOException {
        var writer =
                new SafetensorsWriter()
                        .metadata("format", "pt")
                        .tensor("z", DType.F32, new float[] {1, -2}, 2, 1)
                        .tensor("\ud83d\ude00", DType.F16, new float[] {1}, 1)
                        .tensor("\uff5e", DType.F16, new float[] {0.5f}, 1)
                        .tensor("a\n\"\\\u0001\u007f/é", DType.F16, new float[0], 0)
                        .tensor("i", DType.I64, MemorySegment.ofArray(new byte[8]))
                        .tensor("b", DType.BOOL, MemorySegment.ofArray(new byte[] {1}), 1);
        // safetensors 0.8 for Python writes this for the same tensors; see the order of the types.
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"i\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"z\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
                        + "\"a\\n\\\"\\\\\\u0001\u007f/é\":"
                        + "{\"dtype\":\"F16\",\"shape\":[0],\"data_offsets\":[16,16]},"
                        + "\"\uff5e\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[16,18]},"
                        + "\"\ud83d\ude00\":"
                        + "{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[18,20]},"
                        + "\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[20,21]}}";
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        byte[] data = {
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) 0x80,
            0x3f,
            0,
            0,
            0,
            (byte) 0xc0,
            0,
            0x38,
            0,
            0x3c,
            1
        };
        assertThat(bytes(writer))
                .isEqualTo(SafetensorsBytes.of(header + " ".repeat((8 - length % 8) % 8), data));
    }

    @Test
    void whatIsWrittenIsReadBackBitForBit() throws IOException {
        var random = new Random(20261122);
        for (int round = 0; round < 300; round++) {
            var writer = new SafetensorsWriter();
            Map<String, float[]> floats = new HashMap<>();
            Map<String, byte[]> raw = new HashMap<>();
            for (int t = random.nextInt(6); t >= 0; t--) {
                long[] shape = random.ints(random.nextInt(4), 0, 12).asLongStream().toArray();
                int count = 1;
                for (long dimension : shape) {
                    count *= (int) dimension;
                }
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Float.intBitsToFloat(random.nextInt());
                }
                floats.put("f" + t, values);
                writer.tensor("f" + t, DType.F32, values, shape);
                byte[] bytes = new byte[2 * count];
                random.nextBytes(bytes);
                raw.put("é\t" + t, bytes);
                writer.tensor("é\t" + t, DType.U16, MemorySegment.ofArray(bytes), shape);
            }
            try (var file = file(writer)) {
                assertThat(file.names()).hasSize(floats.size() + raw.size());
                for (var entry : floats.entrySet()) {
                    assertThat(read(file, entry.getKey())).isEqualTo(entry.getValue());
                }
                for (var entry : raw.entrySet()) {
                    file.tensor(entry.getKey())
                            .orElseThrow()
                            .bytes(
                                    bytes ->
                                            assertThat(
                                                            bytes.mismatch(
                                                                    MemorySegment.ofArray(
                                                                            entry.getValue())))
                                                    .isEqualTo(-1));
                }
            }
        }
    }

    @Test
    void everyHalfPrecisionNumberSurvivesBeingReadAndWritten() throws IOException {
        float[] f16 = new float[1 << 16];
        float[] bf16 = new float[1 << 16];
        for (int bits = 0; bits < 1 << 16; bits++) {
            f16[bits] = Float.float16ToFloat((short) bits);
            bf16[bits] = Float.intBitsToFloat(bits << 16);
        }
        var writer =
                new SafetensorsWriter()
                        .tensor("f16", DType.F16, f16, 256, 256)
                        .tensor("bf16", DType.BF16, bf16, 65536);
        try (var file = file(writer)) {
            assertThat(read(file, "f16")).isEqualTo(f16);
            assertThat(read(file, "bf16")).isEqualTo(bf16);
        }
    }

    @Test
    void floatsBecomeTheNearestHalvesWithTiesToEven() throws IOException {
        float[] values = {
            1 + 0x1p-11f, 1 + 0x1.8p-10f, 65504f, 65520f, 0x1p-25f, 0x1.8p-24f, Float.NaN
        };
        float[] asBf16 = {
            1 + 0x1p-8f,
            1 + 0x1.8p-7f,
            Float.MAX_VALUE,
            -1 - 0x1p-8f - 0x1p-22f,
            0x1p-149f,
            Float.NEGATIVE_INFINITY,
            Float.intBitsToFloat(0x7f800001)
        };
        var writer =
                new SafetensorsWriter()
                        .tensor("f16", DType.F16, values, 7)
                        .tensor("bf16", DType.BF16, asBf16, 7);
        try (var file = file(writer)) {
            assertThat(read(file, "f16"))
                    .containsExactly(
                            1f,
                            1 + 0x1p-9f,
                            65504f,
                            Float.POSITIVE_INFINITY,
                            0f,
                            0x1p-23f,
                            Float.NaN);
            assertThat(read(file, "bf16"))
                    .containsExactly(
                            1f,
                            1 + 0x1p-6f,
                            Float.POSITIVE_INFINITY,
                            -1 - 0x1p-7f,
                            0f,
                            Float.NEGATIVE_INFINITY,
                            Float.NaN);
        }
    }

    @Test
    void tensorsOfAnOpenFileAreCopiedWithTheirType() throws IOException {
        byte[] halves = {1, 2, 3, 4, 5, 6};
        try (var source =
                new SafetensorsBytes()
                        .tensor("pad", DType.U8, new long[] {1}, new byte[1])
                        .tensor("a", DType.BF16, new long[] {3}, halves)
                        .file()) {
            var tensor = source.tensor("a").orElseThrow();
            byte[] copy = bytes(new SafetensorsWriter().tensor("b", tensor));
            assertThat(copy).endsWith(halves);
            assertThat(SafetensorsFile.of(copy, "copy").tensor("b").orElseThrow())
                    .hasToString("b BF16 [3]");
        }
    }

    @Test
    void theReaderWouldRefuseItSoTheWriterDoes() {
        var writer = new SafetensorsWriter().tensor("a", DType.F32, new float[1], 1);
        assertRefused(
                Violation.DUPLICATE_KEY,
                "tensor 'a' is there already; ",
                () -> writer.tensor("a", DType.F16, new float[1], 1));
        assertRefused(
                Violation.DUPLICATE_KEY,
                "the metadata key 'k' is there already; ",
                () -> writer.metadata("k", "1").metadata("k", "2"));
        assertRefused(
                Violation.SIZE_MISMATCH,
                "tensor 'b' is [2, 3] but has 1 value; give as many as the shape has",
                () -> writer.tensor("b", DType.F32, new float[1], 2, 3));
        assertRefused(
                Violation.SIZE_MISMATCH,
                "tensor 'b' is I64 [] but has 7 bytes; give the 8 that it needs",
                () -> writer.tensor("b", DType.I64, MemorySegment.ofArray(new byte[7])));
        assertRefused(
                Violation.DTYPE_NOT_CONVERTIBLE,
                "tensor 'b' cannot be made from floats as F64; ",
                () -> writer.tensor("b", DType.F64, new float[1], 1));
        assertRefused(
                Violation.NUMBER_NOT_UNSIGNED,
                "tensor 'b' has the negative dimension -1; ",
                () -> writer.tensor("b", DType.F32, new float[1], -1, -1));
        assertRefused(
                Violation.SHAPE_OVERFLOW,
                "tensor 'b' has the impossible shape [4294967296, 4294967296]; ",
                () -> writer.tensor("b", DType.F32, new float[0], 1L << 32, 1L << 32));
        assertRefused(
                Violation.RANK_TOO_HIGH,
                "tensor 'b' has more than 64 dimensions; ",
                () -> writer.tensor("b", DType.F32, new float[0], new long[65]));
        assertRefused(
                Violation.NOT_WHOLE_BYTES,
                "tensor 'b' has 1 value of F4, not whole bytes; ",
                () -> writer.tensor("b", DType.F4, MemorySegment.ofArray(new byte[1]), 1));
        assertRefused(
                Violation.TENSOR_MALFORMED,
                "tensor '__metadata__' has a name that the format keeps for itself; ",
                () -> writer.tensor("__metadata__", DType.F32, new float[1], 1));
        assertRefused(
                Violation.HEADER_NOT_UTF8,
                "'\\ud800' holds half a surrogate pair; ",
                () -> writer.tensor("\ud800", DType.F32, new float[1], 1));
    }

    @Test
    void aHeaderBeyondTheLimitIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path target = folder.resolve("model.safetensors");
        var writer = new SafetensorsWriter().metadata("k", "x".repeat(100_000_000));
        assertRefused(
                Violation.HEADER_TOO_LARGE,
                "the header has 100000032 bytes but may have at most 100000000; ",
                () -> writer.write(target));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tensorsBeyondTwoGibibytesStreamThrough() throws IOException {
        long size = (1L << 31) + 3;
        Path path = folder.resolve("sparse");
        var counter = new Counter();
        try (var arena = Arena.ofConfined();
                var channel =
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {42}), size - 1);
            var big = channel.map(MapMode.READ_ONLY, 0, size, arena);
            new SafetensorsWriter()
                    .tensor("big", DType.U8, big, size)
                    .tensor("a", DType.BOOL, MemorySegment.ofArray(new byte[] {7}), 1)
                    .write(counter);
        }
        assertThat(counter.start)
                .contains("\"big\":{\"dtype\":\"U8\",\"shape\":[%d]".formatted(size))
                .contains("\"data_offsets\":[%d,%d]".formatted(size, size + 1));
        assertThat((counter.total - size - 1) % 8).isZero();
        assertThat(counter.total).isGreaterThan(size);
        assertThat(counter.last).containsExactly(42, 7);
    }

    /** Takes everything and keeps the ends of it. */
    private static final class Counter implements WritableByteChannel {
        private long total;
        private String start = "";
        private final byte[] last = new byte[2];

        @Override
        public int write(ByteBuffer piece) {
            int count = piece.remaining();
            if (total == 0) {
                start = StandardCharsets.UTF_8.decode(piece.duplicate()).toString();
            }
            last[0] = count > 1 ? piece.get(piece.limit() - 2) : last[1];
            last[1] = piece.get(piece.limit() - 1);
            piece.position(piece.limit());
            total += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aFileTakesThePlaceOfAnOldOneWhichStaysReadableWhereItIsOpen() throws IOException {
        Path target = folder.resolve("model.safetensors");
        new SafetensorsWriter().tensor("a", DType.F32, new float[] {1}, 1).write(target);
        try (var old = SafetensorsFile.open(target)) {
            new SafetensorsWriter().tensor("a", DType.F32, new float[] {2}, 1).write(target);
            assertThat(read(old, "a")).containsExactly(1f);
        }
        try (var now = SafetensorsFile.open(target)) {
            assertThat(read(now, "a")).containsExactly(2f);
        }
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path target = folder.resolve("model.safetensors");
        Files.writeString(target, "old");
        NamedTensor closed;
        try (var source = new SafetensorsBytes().zeros("a", 1).file()) {
            closed = source.tensor("a").orElseThrow();
        }
        assertThat(
                        catchThrowableOfType(
                                IllegalStateException.class,
                                () -> new SafetensorsWriter().tensor("a", closed).write(target)))
                .isNotNull();
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        Path target = folder.resolve("no/folder/model.safetensors");
        assertRefused(
                Violation.UNWRITABLE,
                target + ": it cannot be written (java.nio.file.NoSuchFileException",
                () -> new SafetensorsWriter().write(target));
    }

    @Test
    void aPathWithoutAFolderIsWrittenHere() throws IOException {
        Path target = Path.of("written-by-a-test.safetensors");
        try {
            new SafetensorsWriter().tensor("a", DType.F32, new float[] {1}, 1).write(target);
            assertThat(target).exists();
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private static float[] read(Checkpoint file, String name) {
        NamedTensor tensor = file.tensor(name).orElseThrow();
        float[] values = new float[(int) tensor.elementCount()];
        tensor.read(0, values, 0, values.length);
        return values;
    }
}
