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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The file of a device's tiles: what is written is read, and nothing else is believed. */
final class TuningFileTest {

    private static final OpenClDevice DEVICE = ImaginaryDevice.named("Loom (X1) ü", "9.1");
    private static final Shape FEW = new Shape(16, 768, 3072);
    private static final Shape MANY = new Shape(1024, 3072, 768);

    @TempDir private Path folder;

    private TuningFile written() throws IOException {
        TuningFile file = new TuningFile(folder.resolve("new/tuning"));
        Map<Shape, ProductConfig> tiles = new LinkedHashMap<>();
        tiles.put(FEW, ProductConfig.SMALL);
        tiles.put(MANY, ProductConfig.LARGE);
        file.write(DEVICE, tiles);
        return file;
    }

    @Test
    void whatIsWrittenIsReadAndNothingElseIsLeftBehind() throws IOException {
        TuningFile file = written();
        assertThat(file.read(DEVICE))
                .contains(Map.of(FEW, ProductConfig.SMALL, MANY, ProductConfig.LARGE));
        assertThat(file.path(DEVICE))
                .hasContent(
                        """
                        Distil4J tuning 1
                        device Loom (X1) ü
                        platform platform
                        driver 9.1
                        tiles 16 768 3072 = 16 8 64 1 1
                        tiles 1024 3072 768 = 128 128 16 8 8
                        end 2
                        """);
        try (Stream<Path> files = Files.list(file.folder())) {
            assertThat(files).containsExactly(file.path(DEVICE));
        }
        assertThat(file.tuning(DEVICE).origin()).isEqualTo("tuned");
        assertThat(file.tuning(DEVICE).product(16, 768, 3072)).isEqualTo(ProductConfig.SMALL);
    }

    @Test
    void anotherDriverOrDeviceHasAnotherFile() throws IOException {
        TuningFile file = written();
        OpenClDevice updated = ImaginaryDevice.named("Loom (X1) ü", "9.2");
        assertThat(file.read(updated)).isEmpty();
        assertThat(file.tuning(updated).origin()).isEqualTo("not tuned");
        assertThat(file.path(ImaginaryDevice.named("Loom (X1) ö", "9.1")))
                .isNotEqualTo(file.path(DEVICE));
        assertThat(file.path(ImaginaryDevice.named("../".repeat(99), "9")).getParent())
                .isEqualTo(file.folder());
    }

    @ParameterizedTest
    @CsvSource({
        "driver 9.1, driver 9.0, it is not of this device and driver",
        "tuning 1, tuning 2, it is not of this device and driver",
        "end 2, '', it is not whole",
        "end 2, end 3, it is not whole",
        "tiles 16 768 3072, tiles 16 768 -3072, 'is no line of it'",
        "16 8 64 1 1, 16 8 64 1, 'is no line of it'",
        "16 8 64 1 1, 16 8 66 1 1, its tiles can't be cut",
        "16 8 64 1 1, 16 8 64 0 1, its tiles can't be cut",
        "128 128 16 8 8, 128 128 64 8 8, are too large for the device",
        "128 128 16 8 8, 128 128 16 1 8, are too large for the device",
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
    void anEmptyFileAndOneThatIsNoTextAreNotUsed() throws IOException {
        TuningFile file = written();
        Files.write(file.path(DEVICE), new byte[0]);
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessageContaining("it is not of this device and driver");
        Files.write(file.path(DEVICE), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatIOException()
                .isThrownBy(() -> file.read(DEVICE))
                .withMessageContaining("it is no text");
    }
}
