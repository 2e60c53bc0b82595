package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The fastest tiles of a device and driver, kept in a text file of their own:
 *
 * <pre>
 * Distil4J tuning 1
 * device NVIDIA H200
 * platform NVIDIA CUDA
 * driver 570.86.15
 * tiles 128 768 3072 = 128 128 16 8 8
 * end 1
 * </pre>
 *
 * <p>A line of tiles has the rows, inputs and outputs of a product, then the parameters of its {@link
 * ProductConfig} in their order. The last line counts those lines.
 *
 * @param folder where such files are
 */
record TuningFile(Path folder) {

    private static final String TITLE = "Distil4J tuning 1";
    private static final Pattern TILES =
            Pattern.compile("tiles (\\d{1,9}) (\\d{1,9}) (\\d{1,9}) =((?: \\d{1,4}){5})");
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
                "driver " + about.driver());
    }

    /** Replaces what was known of the device. */
    void write(OpenClDevice device, Map<Shape, ProductConfig> tiles) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        lines.addAll(identity(device));
        tiles.forEach((shape, config) -> lines.add(line(shape, config)));
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

    private static String line(Shape shape, ProductConfig config) {
        return "tiles %d %d %d = %d %d %d %d %d"
                .formatted(
                        shape.rows(),
                        shape.in(),
                        shape.out(),
                        config.tileRows(),
                        config.tileCols(),
                        config.tileDepth(),
                        config.itemRows(),
                        config.itemCols());
    }

    /** What the file says, or the defaults; that a file can't be used is told in the log. */
    Tuning tuning(OpenClDevice device) {
        Tuning defaults = Tuning.defaults(device);
        try {
            return read(device)
                    .<Tuning>map(tiles -> new TunedTiles(tiles, "tuned", defaults))
                    .orElse(defaults);
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
    Optional<Map<Shape, ProductConfig>> read(OpenClDevice device) throws IOException {
        Path path = path(device);
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw refusal(path, "it is no text");
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
        Map<Shape, ProductConfig> tiles = new LinkedHashMap<>();
        for (String line : body) {
            Matcher matcher = TILES.matcher(line);
            if (!matcher.matches()) {
                throw refusal(path, "'%s' is no line of it".formatted(line));
            }
            Shape shape = new Shape(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            tiles.put(shape, config(matcher.group(4).strip().split(" "), path, device));
        }
        return Optional.of(tiles);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static ProductConfig config(String[] values, Path path, OpenClDevice device)
            throws IOException {
        int[] v = new int[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = Integer.parseInt(values[i]);
        }
        ProductConfig config;
        try {
            config = new ProductConfig(v[0], v[1], v[2], v[3], v[4]);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(path, "its tiles can't be cut: " + e.getMessage());
        }
        if (!config.fits(device)) {
            throw refusal(path, "the tiles %s are too large for the device".formatted(config));
        }
        return config;
    }

    private static IOException refusal(Path path, String reason) {
        return new IOException("%s: %s; tune again, or delete it".formatted(path, reason));
    }
}
