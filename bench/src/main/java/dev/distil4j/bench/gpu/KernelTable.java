package dev.distil4j.bench.gpu;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the time of each workload goes, as a table in Markdown: the kernels' times by the device's
 * own clock, and what they reach of what the machine can do at most.
 */
final class KernelTable {

    private KernelTable() {}

    /** Arguments: the kernels' shares, and a file whose first line says what the machine can do. */
    public static void main(String[] args) throws IOException {
        JsonNode roof = roof(args.length > 1 ? Path.of(args[1]) : null);
        System.out.println("| workload | engine | kernel | launches | ms | of the roofline |");
        System.out.println("|---|---|---|---|---|---|");
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            System.out.println(row(KernelShare.of(line), roof));
        }
    }

    private static JsonNode roof(@Nullable Path file) throws IOException {
        List<String> lines = file == null ? List.of() : Files.readAllLines(file);
        String line = lines.isEmpty() ? "{}" : lines.getFirst();
        return JsonMapper.shared().readTree(line).path("roof");
    }

    static String row(KernelShare share, JsonNode roof) {
        String type = share.engine().endsWith("F16") ? "fp16" : "fp32";
        String reached =
                roof.has(type) && share.bytes() > 0
                        ? "%.2f"
                                .formatted(
                                        share.roofline(
                                                roof.get(type).doubleValue(),
                                                roof.get("copy").doubleValue()))
                        : "";
        return "| %s | %s | %s | %d | %.4f | %s |"
                .formatted(
                        share.workload(),
                        share.engine(),
                        share.kernel(),
                        share.launches(),
                        share.millis(),
                        reached);
    }
}
