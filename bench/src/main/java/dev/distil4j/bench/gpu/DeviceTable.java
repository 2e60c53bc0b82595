package dev.distil4j.bench.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Timings as a table in Markdown: of each workload every engine's sequences a second, and ours over
 * theirs. A peer that sorts by length to pad less is held against the workload as it was given.
 */
final class DeviceTable {

    private static final String OURS = "distil4j-";
    private static final String SORTED = ":sorted";

    private DeviceTable() {}

    /** Arguments: files of timings, one JSON object a line; other lines are skipped. */
    public static void main(String[] args) throws IOException {
        List<DeviceTiming> timings = new ArrayList<>();
        for (String file : args) {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.contains("\"workload\"")) {
                    timings.add(DeviceTiming.of(line));
                }
            }
        }
        System.out.print(of(timings));
    }

    static String of(List<DeviceTiming> timings) {
        Map<String, List<DeviceTiming>> workloads = new LinkedHashMap<>();
        for (DeviceTiming timing : timings) {
            String workload = timing.workload().replace(SORTED, "");
            workloads.computeIfAbsent(workload, _ -> new ArrayList<>()).add(timing);
        }
        StringBuilder table = new StringBuilder();
        for (List<DeviceTiming> some : workloads.values()) {
            List<DeviceTiming> ours =
                    some.stream().filter(timing -> timing.engine().startsWith(OURS)).toList();
            if (table.isEmpty()) {
                table.append("| workload | engine | ms (quartiles) | sequences/s |");
                ours.forEach(our -> table.append(" %s / it |".formatted(our.engine())));
                table.append("\n|---|---|---|---|").repeat("---|", ours.size()).append("\n");
            }
            some.forEach(timing -> table.append(row(timing, ours)));
        }
        return table.toString();
    }

    private static String row(DeviceTiming timing, List<DeviceTiming> ours) {
        StringBuilder row =
                new StringBuilder(
                        "| %s | %s | %.3g (%.3g–%.3g) | %.1f |"
                                .formatted(
                                        timing.workload(),
                                        timing.engine(),
                                        timing.millis().median(),
                                        timing.millis().q1(),
                                        timing.millis().q3(),
                                        timing.sequencesPerSecond()));
        for (DeviceTiming our : ours) {
            row.append(
                    timing.engine().startsWith(OURS)
                            ? "  |"
                            : " %.2f |"
                                    .formatted(
                                            our.sequencesPerSecond()
                                                    / timing.sequencesPerSecond()));
        }
        return row.append("\n").toString();
    }
}
