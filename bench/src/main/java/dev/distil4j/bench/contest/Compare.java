package dev.distil4j.bench.contest;

import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Measures the contenders of workloads side by side: first that they agree, then round by round
 * each in a JVM of its own, in an order that moves on by one from round to round. Every measurement
 * is added to a file as a line of JSON; at the end there is a table.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Measures the contenders of workloads side by side.")
final class Compare implements Callable<Integer> {

    @Parameters(arity = "1..*", description = "Workloads, such as sentiment:128.")
    private List<String> workloads = List.of();

    @Option(names = "--engines", split = ",", description = "These only, of all that can.")
    private List<String> engines = List.of();

    @Option(names = "--threads", split = ",", description = "Numbers of threads; default 1,2.")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--rounds", description = "JVMs for each; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--warmup", description = "Seconds; default ${DEFAULT-VALUE}.")
    private double warmup = 8;

    @Option(names = "--seconds", description = "Seconds of timing; default ${DEFAULT-VALUE}.")
    private double seconds = 5;

    @Option(names = "--busy", description = "Processes that keep a core busy meanwhile.")
    private int busy = 0;

    @Option(names = "--java", description = "An argument for the JVMs that measure.")
    private List<String> jvmArguments = List.of();

    @Option(names = "--out", description = "Where to add lines; default ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "compare.jsonl");

    private final List<Timing> timings = new ArrayList<>();

    public static void main(String[] args) {
        Program.main(new Compare(), args);
    }

    @Override
    public Integer call() throws IOException {
        for (String name : workloads) {
            Workload workload = Workloads.of(name);
            List<String> chosen = new ArrayList<>(workload.contenders().keySet());
            if (!engines.isEmpty()) {
                chosen.retainAll(engines);
            }
            if (workload.hasOneAnswer()) {
                requireAgreement(workload, chosen);
            }
            for (int count : threads) {
                for (int round = 0; round < rounds; round++) {
                    List<String> order = new ArrayList<>(chosen);
                    Collections.rotate(order, -round);
                    for (String engine : order) {
                        measure(workload.name(), engine, count, round);
                    }
                }
            }
        }
        System.out.print(Table.of(timings));
        return 0;
    }

    private void requireAgreement(Workload workload, List<String> chosen) throws IOException {
        Workload sample = workload.sample();
        String first = sample.contenders().firstEntry().getKey();
        float[] expected = answer(sample, first);
        for (String engine : chosen) {
            if (!engine.equals(first)) {
                double difference =
                        sample.requireAgreement(engine, answer(sample, engine), expected);
                System.err.printf(
                        "%s: %s agrees, it differs by %.1e of the largest value%n",
                        sample.name(), engine, difference);
            }
        }
    }

    private float[] answer(Workload workload, String engine) throws IOException {
        int most = Collections.max(threads);
        Path file = Files.createTempFile("answer", ".bin");
        try {
            Fork.run(
                    most,
                    jvmArguments,
                    Answer.class,
                    workload.name(),
                    engine,
                    Integer.toString(most),
                    file.toString());
            return Answer.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private void measure(String workload, String engine, int count, int round) throws IOException {
        String line;
        try (BusyProcesses load = BusyProcesses.start(busy)) {
            line =
                    Fork.run(
                            count,
                            jvmArguments,
                            Measure.class,
                            workload,
                            engine,
                            Integer.toString(count),
                            Integer.toString(load.count()),
                            Integer.toString(round),
                            Double.toString(warmup),
                            Double.toString(seconds));
        }
        Timing timing = Timing.of(line);
        timings.add(timing);
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.err.printf(
                "%s, %d threads, round %d, %s: %.2f ms, %.0f %% of %.0f GFLOP/s%n",
                workload,
                count,
                round,
                engine,
                timing.millis().median(),
                100 * timing.share(),
                timing.peak());
    }
}
