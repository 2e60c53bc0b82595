package dev.distil4j.bench.serve;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of many requests.
 *
 * @param seconds in which they were sent
 */
record Replies(List<Reply> all, double seconds) {

    Replies {
        all = List.copyOf(all);
    }

    /** Milliseconds that such a part of the answers with status 200 took at most. */
    double millis(double part) {
        double[] millis =
                all.stream().filter(Reply::isOk).mapToDouble(r -> r.nanos() * 1e-6).toArray();
        if (millis.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(millis);
        return millis[(int) Math.ceil(part * millis.length) - 1];
    }

    double p50() {
        return millis(0.5);
    }

    double p99() {
        return millis(0.99);
    }

    /** Texts that were answered, each second. */
    double throughput() {
        return texts(Duration.ofDays(1)) / seconds;
    }

    /** Texts that were answered within a deadline, each second. */
    double goodput(Duration deadline) {
        return texts(deadline) / seconds;
    }

    private long texts(Duration deadline) {
        return all.stream()
                .filter(reply -> reply.isOk() && reply.nanos() <= deadline.toNanos())
                .mapToLong(Reply::texts)
                .sum();
    }

    /** How many requests have got each status. */
    Map<Integer, Long> statuses() {
        return all.stream()
                .collect(Collectors.groupingBy(Reply::status, TreeMap::new, Collectors.counting()));
    }
}
