package dev.distil4j.bench.serve;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Corpus;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What a server makes of load: as much as it can take, less, and more. Sentences of SST-2, one each
 * request; the model of the base shape. Prints a table.
 */
@Command(
        name = "serve-load",
        mixinStandardHelpOptions = true,
        description = "Measures a server under load.")
final class ServeLoad implements Callable<Integer> {

    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final int ROUNDS = 3;
    private static final int LARGE = 1000;

    @Option(names = "--server", description = "The command; default ${DEFAULT-VALUE}.")
    private Path command = Path.of("../distil");

    @Option(names = "--seconds", description = "Of each part; default ${DEFAULT-VALUE}.")
    private double seconds = 20;

    @Option(names = "--clients", description = "That saturate it; default ${DEFAULT-VALUE}.")
    private int clients = 64;

    private final List<String> texts = Corpus.SST2.texts();
    private final List<List<String>> singles = texts.stream().map(List::of).toList();

    /** What the later parts are held against. */
    private record Capacity(double texts, double tokens) {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ServeLoad()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path model = BaseModel.prepared().folder();
        Replies unloaded;
        Capacity capacity;
        try (ServerProcess server = ServerProcess.start(command, model, PATIENT)) {
            Client client = server.client();
            new ClosedLoop(client, singles, clients).run(seconds / 2);
            unloaded = new ClosedLoop(client, singles, 1).run(seconds);
            row("one client", unloaded);
            capacity = saturated(client, model);
            Replies busy = new OpenLoop(client, singles, 0.7 * capacity.texts()).run(seconds);
            row("70 %% of capacity, p99 = %.1f p50".formatted(busy.p99() / busy.p50()), busy);
            besideLargeOnes(client, unloaded, capacity);
        }
        Duration deadline = Duration.ofNanos((long) (10 * unloaded.p50() * 1e6));
        try (ServerProcess server = ServerProcess.start(command, model, deadline)) {
            overloaded(server.client(), deadline, capacity);
        }
        return 0;
    }

    /** Library and server take turns; what others do on the machine meets both. */
    private Capacity saturated(Client client, Path model) throws IOException, InterruptedException {
        ClosedLoop many = new ClosedLoop(client, singles, clients);
        List<Double> ratios = new ArrayList<>();
        List<Double> texts = new ArrayList<>();
        List<Double> tokens = new ArrayList<>();
        try (LibraryAlone library = new LibraryAlone(model, this.texts)) {
            for (int round = 0; round < ROUNDS; round++) {
                double batches = client.metric("distil_batch_next_size_count");
                double size = client.metric("distil_batch_next_size_sum");
                double total = client.metric("distil_batch_next_tokens_sum");
                Replies replies = many.run(seconds);
                size = client.metric("distil_batch_next_size_sum") - size;
                batches = client.metric("distil_batch_next_size_count") - batches;
                int together = (int) Math.round(size / batches);
                double alone = library.throughput(together, seconds);
                ratios.add(replies.throughput() / alone);
                texts.add(replies.throughput());
                tokens.add(
                        (client.metric("distil_batch_next_tokens_sum") - total)
                                / replies.seconds());
                row(
                        "%d clients, batches of %d, %.0f %% of the library's %.1f texts/s"
                                .formatted(clients, together, 100 * ratios.getLast(), alone),
                        replies);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "at saturation %.1f %% of the library (median)%n",
                100 * median(ratios));
        return new Capacity(median(texts), median(tokens));
    }

    /** Single requests while another client sends a thousand texts a request. */
    private void besideLargeOnes(Client client, Replies unloaded, Capacity capacity)
            throws IOException, InterruptedException {
        List<String> many = new ArrayList<>();
        while (many.size() < LARGE) {
            many.addAll(texts.subList(0, Math.min(texts.size(), LARGE - many.size())));
        }
        var large = new ClosedLoop(client, List.of(many), 1);
        Thread other = Thread.ofVirtual().start(() -> run(large));
        Replies replies = new ClosedLoop(client, singles, 1).run(3 * seconds);
        other.join();
        double batch = 1e3 * client.info("max_batch_tokens") / capacity.tokens();
        row(
                "one client beside one of 1,000 texts a request, p99 = %.2f of its bound of %.0f ms"
                        .formatted(
                                replies.p99() / (3 * unloaded.p99() + batch),
                                3 * unloaded.p99() + batch),
                replies);
    }

    private void run(ClosedLoop loop) {
        try {
            row("the other", loop.run(3 * seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void overloaded(Client client, Duration deadline, Capacity capacity)
            throws InterruptedException {
        new ClosedLoop(client, singles, 4).run(seconds / 2);
        Replies replies = new OpenLoop(client, singles, 2 * capacity.texts()).run(seconds);
        row(
                "200 %% of capacity, %.0f %% of it within %d ms"
                        .formatted(
                                100 * replies.goodput(deadline) / capacity.texts(),
                                deadline.toMillis()),
                replies);
    }

    private static void row(String what, Replies replies) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f texts/s, p50 %.1f ms, p99 %.1f ms, statuses %s%n",
                what,
                replies.throughput(),
                replies.p50(),
                replies.p99(),
                replies.statuses());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
