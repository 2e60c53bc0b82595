package dev.distil4j.bench.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of which each sends its next request when it has the answer to its last one: with many of
 * them the server is as busy as it can be, with one it has nothing else to do.
 *
 * @param requests the texts of each, over and over
 */
record ClosedLoop(Client client, List<List<String>> requests, int clients) {

    Replies run(double seconds) throws InterruptedException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Future<List<Reply>>> conversations = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                conversations.add(threads.submit(() -> converse(next, end)));
            }
        }
        return new Replies(join(conversations), (System.nanoTime() - start) * 1e-9);
    }

    private List<Reply> converse(AtomicInteger next, long end) throws InterruptedException {
        List<Reply> replies = new ArrayList<>();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            int request = Math.floorMod(next.getAndIncrement(), requests.size());
            replies.add(client.classify(requests.get(request), now));
        }
        return replies;
    }

    private static List<Reply> join(List<Future<List<Reply>>> conversations)
            throws InterruptedException {
        List<Reply> replies = new ArrayList<>();
        try {
            for (Future<List<Reply>> conversation : conversations) {
                replies.addAll(conversation.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return replies;
    }
}
