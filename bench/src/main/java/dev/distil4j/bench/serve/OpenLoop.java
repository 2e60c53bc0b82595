package dev.distil4j.bench.serve;

import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Clients that know nothing of each other: requests come at random, whether or not earlier ones are
 * answered, with times between them that are distributed exponentially. A request's time counts from
 * when it was due, so a generator that falls behind does not make the server look better.
 *
 * @param requests the texts of each, over and over
 * @param rate requests each second on average
 * @param seed of the times between them
 */
record OpenLoop(Client client, List<List<String>> requests, double rate, long seed) {

    Replies run(double seconds) throws InterruptedException {
        var random = new SplittableRandom(seed);
        Queue<Reply> replies = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        double due = random.nextExponential() / rate;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; due < seconds; i++) {
                long at = start + (long) (due * 1e9);
                List<String> texts = requests.get(i % requests.size());
                TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
                threads.execute(() -> replies.add(send(texts, at)));
                due += random.nextExponential() / rate;
            }
        }
        return new Replies(List.copyOf(replies), seconds);
    }

    private Reply send(List<String> texts, long due) {
        try {
            return client.classify(texts, due);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
