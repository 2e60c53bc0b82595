package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The file of a device's tiles: what is written is read, and nothing else is believed. */
final class TuningFileTest {

    private static final OpenClDevice DEVICE = ImaginaryDevice.named("Loom (X1) ü", "9.1");
    private static final Shape FEW = new Shape(16, 768, 3072);
    private static final Shape MANY = new Shape(1024, 3072, 768);

    @TempDir private Path folder;

    private static final FastestTiles TILES =
            new FastestTiles(
                    Map.of(FEW, ProductConfig.SMALL, MANY, ProductConfig.LARGE),
                    Map.of(MANY, MmaConfig.LARGE));

    private TuningFile written() throws IOException {
        TuningFile file = new TuningFile(folder.resolve("new/tuning"));
        file.write(DEVICE, TILES);
        return file;
    }

    @Test
    void whatIsWrittenIsReadAndNothingElseIsLeftBehind() throws IOException {
        TuningFile file = written();
        assertThat(file.read(DEVICE)).contains(TILES);
        assertThat(file.path(DEVICE))
                .hasContent(
                        """
                        Distil4J tuning 2
                        device Loom (X1) ü
                        platform platform
                        driver 9.1
                        limits 132 units, 49152 bytes of local memory, 1024 items
                        tiles 16 768 3072 = 16 8 64 1 1
                        tiles 1024 3072 768 = 128 128 16 8 8
                        mma 1024 3072 768 = 128 128 32 64 32 3
                        end 3
                        """);
        try (Stream<Path> files = Files.list(file.folder())) {
            assertThat(files).containsExactly(file.path(DEVICE));
        }
        Tuning tuning = file.tuning(DEVICE);
        assertThat(tuning.origin()).isEqualTo("tuned");
        assertThat(tuning.products().of(16, 768, 3072)).first().isEqualTo(ProductConfig.SMALL);
        assertThat(tuning.mma().of(1, 3072, 768)).first().isEqualTo(MmaConfig.LARGE);
    }

    @Test
    void anotherDeviceOrDriverAndOtherLimitsHaveAnotherFile() throws IOException {
        TuningFile file = written();
        String name = DEVICE.name();
        for (OpenClDevice other :
                List.of(
                        ImaginaryDevice.named("Loom (X1) ö", "9.1"),
                        ImaginaryDevice.named(name, "9.2"),
                        ImaginaryDevice.with(name, "9.1", 66, 48 << 10, 1024),
                        ImaginaryDevice.with(name, "9.1", 132, 64 << 10, 1024),
                        ImaginaryDevice.with(name, "9.1", 132, 48 << 10, 512))) {
            assertThat(file.path(other)).isNotEqualTo(file.path(DEVICE));
            assertThat(file.read(other)).isEmpty();
            assertThat(file.tuning(other).origin()).isEqualTo("not tuned");
        }
        assertThat(file.path(ImaginaryDevice.named("../".repeat(99), "9")).getParent())
                .isEqualTo(file.folder());
    }

    @ParameterizedTest
    @CsvSource({
        "device Loom, device Room, it is not of this device and driver",
        "driver 9.1, driver 9.0, it is not of this device and driver",
        "132 units, 131 units, it is not of this device and driver",
        "tuning 2, tuning 1, it does not begin with 'Distil4J tuning 2'",
        "end 3, '', it is not whole",
        "end 3, end 2, it is not whole",
        "tiles 16 768 3072, tiles 16 768 -3072, 'is no line of it'",
        "tiles 16 768 3072, mma 16 768 3072, 'is no line of it'",
        "mma 1024 3072 768, tiles 1024 3072 768, 'is no line of it'",
        "mma 1024 3072 768, mma 1024 3072, 'is no line of it'",
        "16 8 64 1 1, 16 8 64 1, 'is no line of it'",
        "16 8 64 1 1, 16 8 66 1 1, a tile of",
        "16 8 64 1 1, 16 8 64 0 1, a tile of",
        "16 8 64 1 1, 0 8 64 1 1, a tile of",
        "32 64 32 3, 32 64 32 1, a tile of",
        "128 128 32 64, 0 128 32 64, a tile of",
        "128 128 16 8 8, 128 128 64 8 8, are too large for the device",
        "128 128 16 8 8, 128 128 16 1 8, are too large for the device",
        "32 64 32 3, 32 64 32 4, are too large for the device",
    })
    void aFileThatIsNotRightIsToldAndNotUsed(String was, String is, String reason)
            throws IOException {
        TuningFile file = written();
        Path path = file.path(DEVICE);
        Files.writeString(path, Files.readString(path).replace(was, is));
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessageStartingWith(path + ": ")
                .withMessageContaining(reason)
                .withMessageEndingWith("; tune again, or delete it");
        assertThat(file.tuning(DEVICE).origin()).isEqualTo("not tuned");
    }

    @Test
    void whatIsNoFileIsToldAndNotUsed() throws IOException {
        TuningFile file = written();
        Files.delete(file.path(DEVICE));
        Files.createDirectory(file.path(DEVICE));
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessage(
                        "%s: it can't be read: Is a directory; tune again, or delete it"
                                .formatted(file.path(DEVICE)));
        assertThat(file.tuning(DEVICE).origin()).isEqualTo("not tuned");
    }

    @Test
    void anEmptyFileAndOneThatIsNoTextAreNotUsed() throws IOException {
        TuningFile file = written();
        Files.write(file.path(DEVICE), new byte[0]);
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessageContaining("it is empty");
        Files.write(file.path(DEVICE), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessageContaining("it is no text");
    }

    @Test
    void whatCanNotBeWrittenIsToldBeforeTheTuning() throws IOException {
        TuningFile file = written();
        file.requireWritable(DEVICE);
        try (Stream<Path> files = Files.list(file.folder())) {
            assertThat(files).containsExactly(file.path(DEVICE));
        }
        Path inTheWay = file.path(DEVICE);
        assertThatIOException()
                .isThrownBy(() -> new TuningFile(inTheWay).requireWritable(DEVICE))
                .withMessage(inTheWay + ": it is no folder");
        Files.delete(inTheWay);
        Files.createDirectory(inTheWay);
        assertThatIOException()
                .isThrownBy(() -> file.requireWritable(DEVICE))
                .withMessage(inTheWay + ": there is a folder in its place; delete it");
    }
}
