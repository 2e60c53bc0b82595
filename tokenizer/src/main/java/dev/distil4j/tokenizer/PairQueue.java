package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The pairs of neighbouring symbols in a corpus, the most frequent first; of equals, the one whose
 * symbols are older. An entry may be out of date: its count is looked up again when its turn comes.
 */
final class PairQueue {
    private final Map<Long, Count> counts = new HashMap<>();
    private final Map<Long, Words> fresh = new HashMap<>();
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::count)
                            .reversed()
                            .thenComparingLong(Entry::pair));

    /** Counts a change of a pair's frequency in a word; to be offered later, if it is a gain. */
    void change(int first, int second, long change, int word) {
        long pair = pair(first, second);
        counts.computeIfAbsent(pair, _ -> new Count()).value += change;
        if (change > 0) {
            fresh.computeIfAbsent(pair, _ -> new Words()).add(word);
        }
    }

    /** Offers what has come up since the last time. */
    void offer() {
        fresh.forEach(
                (pair, words) -> {
                    long count = count(pair);
                    if (count > 0) {
                        entries.add(new Entry(pair, count, words));
                    }
                });
        fresh.clear();
    }

    /** Takes the most frequent pair, or null if none is left that occurs this often. */
    @Nullable Entry poll(long minFrequency) {
        while (!entries.isEmpty()) {
            Entry top = entries.remove();
            long count = count(top.pair());
            if (count == top.count()) {
                return count >= minFrequency && count > 0 ? top : null;
            }
            entries.add(new Entry(top.pair(), count, top.words()));
        }
        return null;
    }

    private long count(long pair) {
        Count count = counts.get(pair);
        return count == null ? 0 : count.value;
    }

    private static long pair(int first, int second) {
        return (long) first << Integer.SIZE | second;
    }

    /**
     * A pair to be merged.
     *
     * @param pair both symbols
     * @param count how often it occurred when this was offered
     * @param words where it may be found
     */
    record Entry(long pair, long count, Words words) {
        int first() {
            return (int) (pair >> Integer.SIZE);
        }

        int second() {
            return (int) pair;
        }
    }

    private static final class Count {
        private long value;
    }

    /** Numbers of words, which come in order; each once. */
    static final class Words {
        private int[] numbers = new int[4];
        private int size;

        int size() {
            return size;
        }

        int get(int index) {
            return numbers[index];
        }

        private void add(int number) {
            if (size > 0 && numbers[size - 1] == number) {
                return;
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }
    }
}
