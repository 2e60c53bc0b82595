package dev.distil4j.app.bench;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where figures come from.
 *
 * @param cpu its name where the system tells it, else its architecture
 * @param processors that this JVM may use
 * @param system name and architecture
 * @param java version and vendor
 */
record Machine(String cpu, int processors, String system, String java) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine current() {
        String architecture = System.getProperty("os.arch");
        return new Machine(
                cpu(architecture),
                Runtime.getRuntime().availableProcessors(),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                architecture),
                "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.vendor")));
    }

    private static String cpu(String otherwise) {
        if (!Files.isReadable(CPU_INFO)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    void write(JsonGenerator json) {
        json.writeStringProperty("cpu", cpu);
        json.writeNumberProperty("processors", processors);
        json.writeStringProperty("system", system);
        json.writeStringProperty("java", java);
    }
}
