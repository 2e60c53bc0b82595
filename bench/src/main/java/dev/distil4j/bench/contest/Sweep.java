package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Words;
import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Time against the length of one text, or against the number of texts of one length, in one JVM and
 * in a shuffled order. Prints CSV.
 */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Prints time against length, or against the number of texts, as CSV.")
final class Sweep implements Callable<Integer> {

    @Option(names = "--engine", description = "Default ${DEFAULT-VALUE}.")
    private String engine = "distil4j";

    @Option(names = "--threads", description = "Default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--tokens", description = "FROM-TO of a text; default ${DEFAULT-VALUE}.")
    private String tokens = "2-512";

    @Option(names = "--texts", description = "FROM-TO of a call; default ${DEFAULT-VALUE}.")
    private String texts = "1-1";

    @Option(names = "--step", description = "From one to the next; default ${DEFAULT-VALUE}.")
    private int step = 1;

    @Option(names = "--warmup", description = "Seconds, over all sizes; default ${DEFAULT-VALUE}.")
    private double warmup = 10;

    @Option(names = "--seconds", description = "Seconds for each; default ${DEFAULT-VALUE}.")
    private double seconds = 0.5;

    private record Size(int tokens, int texts) {}

    public static void main(String[] args) {
        Program.main(new Sweep(), args);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        BaseModel model = BaseModel.prepared();
        Words words = new Words(model);
        List<Size> sizes = sizes();
        try (Classifier classifier = Classifier.open(engine, model, threads)) {
            long start = System.nanoTime();
            for (int i = 0; System.nanoTime() - start < warmup * 1e9; i++) {
                Size size = sizes.get(i % sizes.size());
                classifier.prepare(words.sequence(size.tokens), size.texts).run();
            }
            System.out.println(SweepPoint.HEADER);
            for (Size size : sizes) {
                Runnable call = classifier.prepare(words.sequence(size.tokens), size.texts);
                call.run();
                double[] millis = Measure.time(call, seconds);
                Quartiles quartiles = Quartiles.of(millis);
                SweepPoint point =
                        new SweepPoint(
                                engine,
                                threads,
                                size.tokens,
                                size.texts,
                                quartiles,
                                millis.length,
                                size.texts
                                        * BaseModel.flop(size.tokens)
                                        / quartiles.median()
                                        * 1e-6,
                                Peak.flops(threads) * 1e-9);
                System.out.println(point.csv());
            }
        }
        return 0;
    }

    private List<Size> sizes() {
        List<Size> sizes = new ArrayList<>();
        for (int length : range(tokens)) {
            for (int count : range(texts)) {
                sizes.add(new Size(length, count));
            }
        }
        Collections.shuffle(sizes, new Random(1));
        return sizes;
    }

    private int[] range(String text) {
        String[] ends = text.split("-", 2);
        int from = Integer.parseInt(ends[0]);
        int to = Integer.parseInt(ends[ends.length - 1]);
        return IntStream.iterate(from, i -> i <= to, i -> i + step).toArray();
    }
}
