package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;

class SafetensorsFileTest {

    @TempDir Path folder;

    @Test
    void aFileOfNoTensorsIsAllowed() {
        try (var file = SafetensorsFile.of(SafetensorsBytes.of("{}", new byte[0]), "f")) {
            assertThat(file.names()).isEmpty();
            assertThat(file.metadata()).isEmpty();
            assertThat(file.tensor("a")).isEmpty();
        }
    }

    @Test
    void whiteSpaceMayPadTheHeader() {
        var file = SafetensorsFile.of(SafetensorsBytes.of("{}      ", new byte[0]), "f");
        assertThat(file.names()).isEmpty();
    }

    @Test
    void unknownFieldsOfATensorAreIgnored() {
        String header =
                "{\"a\":{\"dtype\":\"U8\",\"x\":[{\"y\":[null,true,1e9]}],\"shape\":[],"
                        + "\"data_offsets\":[0,1]}}";
        var file = SafetensorsFile.of(SafetensorsBytes.of(header, new byte[1]), "f");
        assertThat(file.tensor("a").orElseThrow()).hasToString("a U8 []");
    }

    @Test
    void metadataKeepsItsOrderAndMayBeNullOrEmpty() {
        var file = new SafetensorsBytes().field("\"__metadata__\":{\"b\":\"1\",\"a\":\"\"}").file();
        assertThat(file.metadata()).containsExactly(Map.entry("b", "1"), Map.entry("a", ""));
        assertThat(new SafetensorsBytes().field("\"__metadata__\":null").file().metadata())
                .isEmpty();
        assertThat(new SafetensorsBytes().field("\"__metadata__\":{}").file().metadata()).isEmpty();
    }

    @Test
    void namesComeInTheOrderOfTheDataWhateverTheHeadersOrder() {
        String header =
                "{\"late\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                        + "\"empty\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[1,1]},"
                        + "\"early\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        var file = SafetensorsFile.of(SafetensorsBytes.of(header, new byte[2]), "f");
        assertThat(file.names()).containsExactly("early", "empty", "late");
    }

    @Test
    void scalarsAndEmptyTensorsAreRead() {
        var file =
                new SafetensorsBytes()
                        .floats("scalar", new long[0], 7f)
                        .floats("empty", new long[] {2, 0})
                        .file();
        NamedTensor scalar = file.tensor("scalar").orElseThrow();
        assertThat(scalar.rank()).isZero();
        assertThat(scalar.elementCount()).isOne();
        assertThat(read(scalar)).containsExactly(7f);
        NamedTensor empty = file.tensor("empty").orElseThrow();
        assertThat(empty.shape()).containsExactly(2, 0);
        assertThat(read(empty)).isEmpty();
    }

    @Test
    void theShapeCannotBeChangedFromOutside() {
        NamedTensor tensor =
                new SafetensorsBytes().zeros("a", 2, 3).file().tensor("a").orElseThrow();
        tensor.shape()[0] = 99;
        assertThat(tensor.shape()).containsExactly(2, 3);
    }

    @Test
    void everyHalfPrecisionNumberIsConvertedExactly() {
        var halves = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            halves.putShort((short) bits);
        }
        var file =
                new SafetensorsBytes()
                        .tensor("f16", DType.F16, new long[] {1 << 16}, halves.array())
                        .tensor("bf16", DType.BF16, new long[] {1 << 16}, halves.array())
                        .file();
        float[] f16 = read(file.tensor("f16").orElseThrow());
        float[] bf16 = read(file.tensor("bf16").orElseThrow());
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(f16[bits]).isEqualTo(Float.valueOf(half(bits)));
            assertThat(Float.floatToIntBits(bf16[bits]))
                    .isEqualTo(Float.floatToIntBits(Float.intBitsToFloat(bits << 16)));
        }
    }

    /** IEEE 754 binary16 by its definition: sign, 5 exponent bits, 10 fraction bits. */
    private static float half(int bits) {
        int sign = (bits & 0x8000) == 0 ? 1 : -1;
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        if (exponent == 31) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((float) fraction, -24)
                : sign * Math.scalb((float) (1024 + fraction), exponent - 25);
    }

    @Test
    void doublesAreRoundedToTheNearestFloat() {
        double[] values = {
            0.1, 1 + 0x1p-24, 1 + 0x1.8p-23, 1e300, -1e300, 1e-300, Double.NaN, 0x1p-149
        };
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        var file =
                new SafetensorsBytes()
                        .tensor("a", DType.F64, new long[] {values.length}, bytes.array())
                        .file();
        assertThat(read(file.tensor("a").orElseThrow()))
                .containsExactly(
                        0.1f,
                        1f,
                        1 + 0x1p-22f,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        0f,
                        Float.NaN,
                        Float.MIN_VALUE);
    }

    @Test
    void whatIsWrittenIsReadBackWhateverTheShapeTheRangeAndTheAlignment() {
        var random = new Random(20261121);
        for (int round = 0; round < 300; round++) {
            var writer = new SafetensorsBytes();
            List<float[]> expected = new ArrayList<>();
            for (int t = random.nextInt(5); t >= 0; t--) {
                long[] shape = random.ints(random.nextInt(4), 0, 30).asLongStream().toArray();
                int count = 1;
                for (long dimension : shape) {
                    count *= (int) dimension;
                }
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Float.intBitsToFloat(random.nextInt());
                }
                // Odd bytes in between: nothing says that values are aligned.
                writer.tensor("pad" + t, DType.U8, new long[] {t}, new byte[t]);
                writer.floats("t" + t, shape, values);
                expected.addFirst(values);
            }
            try (var file = writer.file()) {
                for (int t = 0; t < expected.size(); t++) {
                    float[] values = expected.get(t);
                    NamedTensor tensor = file.tensor("t" + t).orElseThrow();
                    assertThat(read(tensor)).isEqualTo(values);
                    int from = random.nextInt(values.length + 1);
                    int count = random.nextInt(values.length - from + 1);
                    float[] part = new float[count + 2];
                    tensor.read(from, part, 1, count);
                    assertThat(Arrays.copyOfRange(part, 1, count + 1))
                            .isEqualTo(Arrays.copyOfRange(values, from, from + count));
                    assertThat(part[0] + part[count + 1]).isZero();
                }
            }
        }
    }

    @Test
    void rangesOutsideTheTensorOrTheArrayAreRefused() {
        NamedTensor tensor = new SafetensorsBytes().zeros("a", 4).file().tensor("a").orElseThrow();
        for (Runnable read :
                List.<Runnable>of(
                        () -> tensor.read(-1, new float[9], 0, 1),
                        () -> tensor.read(0, new float[9], 0, 5),
                        () -> tensor.read(4, new float[9], 0, 1),
                        () -> tensor.read(Long.MAX_VALUE, new float[9], 0, 2),
                        () -> tensor.read(0, new float[3], 0, 4),
                        () -> tensor.read(0, new float[4], 1, 4),
                        () -> tensor.read(0, new float[4], 0, -1))) {
            assertThat(catchThrowableOfType(IndexOutOfBoundsException.class, read::run))
                    .isNotNull();
        }
    }

    @Test
    void readingAfterCloseIsRefusedAndCloseMayBeRepeated() throws IOException {
        byte[] bytes = new SafetensorsBytes().floats("a", new long[] {1}, 5f).bytes();
        Path path = Files.write(folder.resolve("model.safetensors"), bytes);
        for (var file : List.of(SafetensorsFile.open(path), SafetensorsFile.of(bytes, "jar"))) {
            NamedTensor tensor = file.tensor("a").orElseThrow();
            assertThat(read(tensor)).containsExactly(5f);
            file.close();
            file.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> read(tensor))
                    .withMessage(file.origin() + " is closed: read its tensors before closing it");
        }
    }

    @Test
    void closingWhileOthersReadGivesThemAllOfAReadOrNothing() throws Exception {
        float[] ones = new float[100_000];
        Arrays.fill(ones, 1f);
        byte[] bytes = new SafetensorsBytes().floats("a", new long[] {ones.length}, ones).bytes();
        Path path = Files.write(folder.resolve("model.safetensors"), bytes);
        for (int round = 0; round < 100; round++) {
            var file = SafetensorsFile.open(path);
            NamedTensor tensor = file.tensor("a").orElseThrow();
            var reader =
                    new FutureTask<>(
                            () -> {
                                int whole = 0;
                                try {
                                    while (true) {
                                        assertThat(read(tensor)).isEqualTo(ones);
                                        whole++;
                                    }
                                } catch (IllegalStateException closed) {
                                    assertThat(closed).hasMessageContaining(" is closed: ");
                                    assertThat(Thread.interrupted()).isFalse();
                                    return whole;
                                }
                            });
            Thread.ofPlatform().daemon().start(reader);
            assertThat(read(tensor)).isEqualTo(ones);
            file.close();
            assertThat(reader.get()).isNotNegative();
        }
    }

    @Test
    void aSegmentClosedByItsOwnerIsReportedLikeAClosedFile() {
        byte[] bytes = new SafetensorsBytes().floats("a", new long[] {1}, 5f).bytes();
        NamedTensor tensor;
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(bytes.length);
            segment.asByteBuffer().put(bytes);
            tensor = SafetensorsFile.of(segment, "memory").tensor("a").orElseThrow();
            assertThat(read(tensor)).containsExactly(5f);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> read(tensor))
                .withMessage("memory is closed: read its tensors before closing it");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Elsewhere a mapped file cannot be cut, or the fault comes late.
    void aFileThatIsCutWhileItIsMappedIsReportedAndHarmsNothing() throws IOException {
        Path path = folder.resolve("cut.safetensors");
        Files.write(path, new SafetensorsBytes().zeros("a", 100_000).bytes());
        try (var file = SafetensorsFile.open(path)) {
            try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            NamedTensor tensor = file.tensor("a").orElseThrow();
            var e = catchThrowableOfType(SafetensorsException.class, () -> read(tensor));
            assertThat(e.violation()).isEqualTo(Violation.FILE_CHANGED);
            assertThat(e).hasMessageContaining("the file was cut while it was being read");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatIsCutWhileItIsOpenedIsReportedToo() throws IOException {
        Path path = folder.resolve("cut.safetensors");
        var names = new SafetensorsBytes();
        for (int i = 0; i < 1000; i++) {
            names.zeros("tensor" + i, 1);
        }
        Files.write(path, names.bytes());
        for (int size : new int[] {0, 4096}) {
            try (var arena = Arena.ofShared();
                    var channel =
                            FileChannel.open(
                                    path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                var mapped = channel.map(MapMode.READ_ONLY, 0, 100_000, arena);
                channel.truncate(size);
                var e =
                        catchThrowableOfType(
                                SafetensorsException.class,
                                () -> SafetensorsFile.of(mapped, path.toString()));
                assertThat(e.violation()).isEqualTo(Violation.FILE_CHANGED);
                assertThat(e).hasMessageStartingWith(path + ": the file was cut while");
            }
            Files.write(path, names.bytes());
        }
    }

    @Test
    void filesBeyondTwoGibibytesAreRead() throws IOException {
        long bigCount = (1L << 29) + 2;
        long bigBytes = 4 * bigCount;
        String header =
                "{\"big\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                                .formatted(bigCount, bigBytes)
                        + "\"last\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[%d,%d]}}"
                                .formatted(bigBytes, bigBytes + 4);
        Path path = folder.resolve("sparse.safetensors");
        try (var channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(SafetensorsBytes.of(header, new byte[0])));
            var tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            tail.putFloat(2.5f).putShort((short) 0x3c00).putShort((short) 0xc000).flip();
            channel.write(tail, 8 + header.length() + bigBytes - 4);
        }
        assertThat(Files.size(path)).isGreaterThan(1L << 31);
        try (var file = SafetensorsFile.open(path)) {
            NamedTensor big = file.tensor("big").orElseThrow();
            assertThat(big.elementCount()).isEqualTo(bigCount);
            float[] end = new float[3];
            big.read(bigCount - 3, end, 0, 3);
            assertThat(end).containsExactly(0f, 0f, 2.5f);
            assertThat(read(file.tensor("last").orElseThrow())).containsExactly(1f, -2f);
        }
    }

    @Test
    void aHeaderOfHundredThousandTensorsIsRead() {
        var header = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"layer.%d\":".formatted(i))
                    .append(
                            "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}"
                                    .formatted(i, i + 1));
        }
        var file =
                SafetensorsFile.of(
                        SafetensorsBytes.of(header.append('}').toString(), new byte[100_000]), "f");
        assertThat(file.names()).hasSize(100_000).first().isEqualTo("layer.0");
    }

    @Test
    void aNameOfAMillionCharactersIsRead() {
        String name = "é".repeat(1_000_000);
        assertThat(new SafetensorsBytes().zeros(name, 1).file().names()).containsExactly(name);
    }

    @Test
    void pathsThatCannotBeReadAreRefusedByName() {
        assertUnreadable(folder.resolve("nothing"), "nothing: no such file; ");
        assertUnreadable(folder, ": not a regular file; ");
    }

    private static void assertUnreadable(Path path, String message) {
        var e = catchThrowableOfType(SafetensorsException.class, () -> SafetensorsFile.open(path));
        assertThat(e.violation()).isEqualTo(Violation.UNREADABLE);
        assertThat(e).hasMessageContaining(message);
    }

    @Test
    void aFileThatBreaksARuleNamesItsPathAndIsReleased() throws IOException {
        Path path = folder.resolve("bad.safetensors");
        Files.write(path, "{}".getBytes(StandardCharsets.UTF_8));
        var e = catchThrowableOfType(SafetensorsException.class, () -> SafetensorsFile.open(path));
        assertThat(e.violation()).isEqualTo(Violation.FILE_TOO_SHORT);
        assertThat(e).hasMessageStartingWith(path + ": the file has 2 bytes");
    }

    private static float[] read(NamedTensor tensor) {
        float[] values = new float[(int) tensor.elementCount()];
        tensor.read(0, values, 0, values.length);
        return values;
    }
}
