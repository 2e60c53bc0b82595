package dev.distil4j.bench.serve;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Corpus;
import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What a server makes of load: as much as it can take, less, and more. Sentences of SST-2, one each
 * request; the model of the base shape. Each load is held against what the same server could take right
 * before it, in several rounds, as a shared machine is not as fast all the time. What comes at random
 * comes at other times in each round, since one draw of some hundred arrivals may be a lucky one.
 */
@Command(
        name = "serve-load",
        mixinStandardHelpOptions = true,
        description = "Measures a server under load.")
final class ServeLoad implements Callable<Integer> {

    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final int LARGE = 1000;

    @Option(names = "--server", description = "The command; default ${DEFAULT-VALUE}.")
    private Path command = Path.of("../distil");

    @Option(names = "--seconds", description = "Of each part; default ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(names = "--rounds", description = "Of all parts; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--clients", description = "That saturate it; default ${DEFAULT-VALUE}.")
    private int clients = 64;

    private List<String> texts = List.of();
    private List<List<String>> singles = List.of();

    private final Figure p50 = new Figure("one client, p50 in ms");
    private final Figure p99 = new Figure("one client, p99 in ms");
    private final Figure saturation = new Figure("saturated: throughput / the library's");
    private final Figure busy = new Figure("70 % of that: p99 / p50");
    private final Figure beside = new Figure("beside 1,000 texts a request: p99 / its bound");
    private final Figure goodput = new Figure("200 %: within the deadline / the capacity");

    /** What the server could take in a part. */
    private record Capacity(double texts, double tokens, int together) {}

    public static void main(String[] args) {
        Program.main(new ServeLoad(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        texts = Corpus.SST2.texts();
        singles = texts.stream().map(List::of).toList();
        Path model = BaseModel.prepared().folder();
        try (ServerProcess patient = ServerProcess.start(command, model, PATIENT)) {
            Client client = patient.client();
            new ClosedLoop(client, singles, clients).run(seconds);
            try (LibraryAlone library = new LibraryAlone(model, texts)) {
                for (int round = 0; round < rounds; round++) {
                    measure(client, library, round);
                }
            }
            Duration deadline = Duration.ofNanos((long) (10 * p50.median() * 1e6));
            try (ServerProcess strict = ServerProcess.start(command, model, deadline)) {
                new ClosedLoop(strict.client(), singles, 4).run(seconds);
                overload(client, strict.client(), deadline);
            }
        }
        System.out.println();
        List.of(p50, p99, saturation, busy, beside, goodput).forEach(System.out::println);
        return 0;
    }

    private void measure(Client client, LibraryAlone library, int round)
            throws IOException, InterruptedException {
        Replies unloaded = new ClosedLoop(client, singles, 1).run(seconds / 2);
        row("one client", unloaded);
        p50.add(unloaded.p50());
        p99.add(unloaded.p99());

        Capacity capacity = saturated(client);
        double alone = library.throughput(capacity.together(), seconds);
        System.out.printf(
                Locale.ROOT,
                "the library, %d together: %.1f texts/s%n",
                capacity.together(),
                alone);
        saturation.add(capacity.texts() / alone);

        Replies some = new OpenLoop(client, singles, 0.7 * capacity.texts(), round).run(seconds);
        row("70 %", some);
        busy.add(some.p99() / some.p50());

        besideLargeOnes(client, unloaded, capacity);
    }

    private Capacity saturated(Client client) throws IOException, InterruptedException {
        double batches = client.metric("distil_batch_next_size_count");
        double size = client.metric("distil_batch_next_size_sum");
        double tokens = client.metric("distil_batch_next_tokens_sum");
        Replies replies = new ClosedLoop(client, singles, clients).run(seconds);
        batches = client.metric("distil_batch_next_size_count") - batches;
        size = client.metric("distil_batch_next_size_sum") - size;
        tokens = client.metric("distil_batch_next_tokens_sum") - tokens;
        row("%d clients".formatted(clients), replies);
        return new Capacity(
                replies.throughput(), tokens / replies.seconds(), (int) Math.round(size / batches));
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
        Replies replies = new ClosedLoop(client, singles, 1).run(seconds);
        other.join();
        row("one client beside it", replies);
        double batch = 1e3 * client.info("max_batch_tokens") / capacity.tokens();
        beside.add(replies.p99() / (3 * unloaded.p99() + batch));
    }

    private void run(ClosedLoop loop) {
        try {
            row("1,000 texts a request", loop.run(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each overload is held against the mean of what the patient server took before and after. */
    private void overload(Client patient, Client strict, Duration deadline)
            throws IOException, InterruptedException {
        Capacity before = saturated(patient);
        for (int round = 0; round < rounds; round++) {
            Replies replies = new OpenLoop(strict, singles, 2 * before.texts(), round).run(seconds);
            row("200 %%, within %d ms".formatted(deadline.toMillis()), replies);
            Capacity after = saturated(patient);
            goodput.add(2 * replies.goodput(deadline) / (before.texts() + after.texts()));
            before = after;
        }
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
}
