package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The fastest tiles of a device and driver, kept in a text file of their own:
 *
 * <pre>
 * Distil4J tuning 2
 * device NVIDIA H200
 * platform NVIDIA CUDA
 * driver 570.86.15
 * limits 132 units, 49152 bytes of local memory, 1024 items
 * tiles 128 768 3072 = 128 128 16 8 8
 * mma 128 768 3072 = 64 64 32 32 32 4
 * end 2
 * </pre>
 *
 * <p>The last line counts the {@linkplain TuningLine lines of tiles}.
 *
 * @param folder where such files are
 */
record TuningFile(Path folder) {

    private static final String TITLE = "Distil4J tuning 2";
    private static final int LONGEST_NAME = 80;

    /** The one in the user's folder for what can be made again. */
    static TuningFile ofUser() {
        return new TuningFile(UserCache.folder().resolve("tuning"));
    }

    /** The file of a device with its driver. */
    Path path(OpenClDevice device) {
        String identity = String.join("\n", identity(device));
        CRC32 sum = new CRC32();
        sum.update(identity.getBytes(StandardCharsets.UTF_8));
        String name = device.name().replaceAll("[^A-Za-z0-9]+", "-");
        return folder.resolve(
                "%s-%08x.txt"
                        .formatted(
                                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                sum.getValue()));
    }

    private static List<String> identity(OpenClDevice device) {
        Device about = device.about();
        return List.of(
                "device " + about.name(),
                "platform " + about.platform(),
                "driver " + about.driver(),
                "limits %d units, %d bytes of local memory, %d items"
                        .formatted(
                                device.computeUnits(),
                                device.localMemory(),
                                device.maxWorkGroup()));
    }

    /** Fails where {@link #write} would: a tuning that can't be kept need not begin. */
    void requireWritable(OpenClDevice device) throws IOException {
        Path path = path(device);
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "tuning", ".new"));
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(folder, reason(e)), e);
        }
        if (Files.isDirectory(path)) {
            throw new IOException("%s: there is a folder in its place; delete it".formatted(path));
        }
    }

    /** Replaces what was known of the device. */
    void write(OpenClDevice device, FastestTiles fastest) throws IOException {
        List<String> tiles = fastest.lines().stream().map(TuningLine::text).toList();
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        lines.addAll(identity(device));
        lines.addAll(tiles);
        lines.add("end " + tiles.size());
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, "tuning", ".new");
        try {
            Files.write(written, lines);
            Files.move(written, path(device), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** What the file says, or the defaults; that a file can't be used is told in the log. */
    Tuning tuning(OpenClDevice device) {
        Tuning defaults = Tuning.defaults(device);
        try {
            return read(device).map(fastest -> Tuning.tuned(fastest, defaults)).orElse(defaults);
        } catch (IOException e) {
            System.getLogger(TuningFile.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the tuning is not used: {0}",
                            e.getMessage());
            return defaults;
        }
    }

    /** What the file says of the device, or that there is none. */
    Optional<FastestTiles> read(OpenClDevice device) throws IOException {
        Path path = path(device);
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw refusal(path, "it is no text");
        } catch (IOException e) {
            throw refusal(path, "it can't be read: " + reason(e));
        }
        if (lines.isEmpty()) {
            throw refusal(path, "it is empty");
        }
        if (!lines.getFirst().equals(TITLE)) {
            throw refusal(path, "it does not begin with '%s'".formatted(TITLE));
        }
        List<String> head = new ArrayList<>(List.of(TITLE));
        head.addAll(identity(device));
        if (lines.size() <= head.size() || !lines.subList(0, head.size()).equals(head)) {
            throw refusal(path, "it is not of this device and driver");
        }
        List<String> body = lines.subList(head.size(), lines.size() - 1);
        if (!lines.getLast().equals("end " + body.size())) {
            throw refusal(path, "it is not whole");
        }
        List<TuningLine> tiles = new ArrayList<>();
        for (String line : body) {
            tiles.add(line(line, path, device));
        }
        return Optional.of(FastestTiles.of(tiles));
    }

    private static TuningLine line(String text, Path path, OpenClDevice device) throws IOException {
        TuningLine line;
        try {
            line = TuningLine.parse(text);
        } catch (IllegalArgumentException e) {
            throw refusal(path, String.valueOf(e.getMessage()));
        }
        if (!line.tiles().fits(device)) {
            throw refusal(
                    path, "the tiles %s are too large for the device".formatted(line.tiles()));
        }
        return line;
    }

    /** What went wrong, without the path, which the sentence names anyway. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "access is denied";
            case FileAlreadyExistsException _ -> "it is no folder";
            case FileSystemException failure when failure.getReason() != null ->
                    failure.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static IOException refusal(Path path, String reason) {
        return new IOException("%s: %s; tune again, or delete it".formatted(path, reason));
    }
}
