package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.WordSequence;
import dev.distil4j.bench.model.Words;
import dev.distil4j.bench.peer.PeerFiles;
import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * From the start of a JVM to the first answer, files being in the page cache: this project begins
 * with a text, ONNX Runtime with its tokens. The engines take turns, and a first round, which
 * fills the cache, does not count. Prints a table.
 */
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        description = "Times new JVMs to their first answer.")
final class ColdStart implements Callable<Integer> {

    private static final List<String> ENGINES =
            List.of("distil4j", "sentiment", "sentiment-optimised");

    @Option(names = "--tokens", description = "Of the text; default ${DEFAULT-VALUE}.")
    private int tokens = 16;

    @Option(names = "--threads", description = "Default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--rounds", description = "JVMs for each; default ${DEFAULT-VALUE}.")
    private int rounds = 11;

    @Option(names = "--java", description = "An argument for the JVMs.")
    private List<String> jvmArguments = List.of();

    @Option(names = "--ours", description = "An argument for the JVMs of this project alone.")
    private List<String> ownArguments = List.of();

    public static void main(String[] args) {
        Program.main(new ColdStart(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BaseModel model = BaseModel.prepared();
        WordSequence words = new Words(model).sequence(tokens);
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (String engine : ENGINES) {
            seconds.put(engine, new double[rounds]);
            if (!engine.equals("distil4j")) {
                PeerFiles.onnx(model, engine);
            }
        }
        for (int round = -1; round < rounds; round++) {
            List<String> order = Arrays.asList(ENGINES.toArray(String[]::new));
            Collections.rotate(order, -round);
            for (String engine : order) {
                double time = firstAnswer(engine, model, words);
                if (round >= 0) {
                    seconds.getOrDefault(engine, new double[0])[round] = time;
                }
            }
        }
        double[] ours = seconds.getOrDefault("distil4j", new double[0]);
        System.out.println("| engine | s to the first answer (quartiles) | ours / theirs |");
        System.out.println("|---|---|---|");
        seconds.forEach(
                (engine, times) -> {
                    double[] ratios = new double[rounds];
                    Arrays.setAll(ratios, i -> ours[i] / times[i]);
                    System.out.printf(
                            "| %s | %s | %s |%n",
                            engine.replace("sentiment", "onnxruntime"),
                            Table.spread(Quartiles.of(times)),
                            Table.spread(Quartiles.of(ratios)));
                });
        return 0;
    }

    private double firstAnswer(String engine, BaseModel model, WordSequence words)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(jvmArguments);
        if (engine.equals("distil4j")) {
            arguments.addAll(ownArguments);
        }
        long start = System.nanoTime();
        Process process =
                Fork.start(
                        threads,
                        arguments,
                        Newcomer.class,
                        Newcomer.arguments(engine, model, threads, 1, words));
        try (BufferedReader output = process.inputReader()) {
            String answer = output.readLine();
            double seconds = (System.nanoTime() - start) * 1e-9;
            output.lines().forEach(line -> {});
            if (process.waitFor() != 0 || answer == null) {
                throw new IllegalStateException(engine + " gave no answer");
            }
            return seconds;
        }
    }
}
