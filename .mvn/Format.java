import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java source of the project to one layout: google-java-format, four spaces.
 *
 * <p>{@code check} fails on a file that would change, {@code write} changes it. Run by the build;
 * javadoc is left as its author laid it out, since it holds drawings.
 */
class Format {
    public static void main(String[] args) throws IOException, FormatterException {
        boolean write = args[0].equals("write");
        Path root = Path.of(args[1]);
        Formatter formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .formatJavadoc(false)
                                .build());
        List<Path> changed = new ArrayList<>();
        for (Path source : sources(root)) {
            String before = Files.readString(source);
            String after = formatter.formatSourceAndFixImports(before);
            if (!after.equals(before)) {
                changed.add(root.relativize(source));
                if (write) {
                    Files.writeString(source, after);
                }
            }
        }
        if (write) {
            System.out.println("formatted " + changed.size() + " files");
        } else if (!changed.isEmpty()) {
            changed.forEach(path -> System.err.println("not formatted: " + path));
            System.err.println("Run: ./mvnw -N -Pformat validate");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !root.relativize(path).toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
