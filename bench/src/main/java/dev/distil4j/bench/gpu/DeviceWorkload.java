package dev.distil4j.bench.gpu;

import dev.distil4j.kernels.TokenBatch;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a run computes: batches of token ids, one after the other.
 *
 * @param workload its name
 * @param batches the ids of each batch's sequences
 */
record DeviceWorkload(String workload, List<List<int[]>> batches) {

    /** Sentences of real lengths, in batches of {@link #SENTENCES}. */
    static final String SST2 = "sst2";

    private static final int SENTENCES = 128;

    private static final int CLS = 101;
    private static final int SEP = 102;
    private static final int FIRST_WORD = 1000;
    private static final int VOCABULARY = 30522;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The workload of that name: {@code TOKENSxSEQUENCES}, or {@code sst2}.
     *
     * @param sentences a file with the ids of a sentence in each line
     * @throws IllegalArgumentException if there is no such workload
     */
    static DeviceWorkload of(String name, Path sentences) {
        if (name.equals(SST2)) {
            return new DeviceWorkload(name, batches(read(sentences), SENTENCES));
        }
        String[] sizes = name.split("x", -1);
        if (sizes.length != 2) {
            throw new IllegalArgumentException(
                    "there is no workload '%s'; choose TOKENSxSEQUENCES or sst2".formatted(name));
        }
        int tokens = Integer.parseInt(sizes[0]);
        List<int[]> batch = new ArrayList<>();
        Random random = new Random(tokens);
        for (int s = 0; s < Integer.parseInt(sizes[1]); s++) {
            int[] ids = random.ints(tokens, FIRST_WORD, VOCABULARY).toArray();
            ids[0] = CLS;
            ids[tokens - 1] = SEP;
            batch.add(ids);
        }
        return new DeviceWorkload(name, List.of(batch));
    }

    private static List<int[]> read(Path sentences) {
        try {
            return Files.readAllLines(sentences).stream()
                    .map(line -> Arrays.stream(line.split(" ", -1)))
                    .map(ids -> ids.mapToInt(Integer::parseInt).toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<int[]>> batches(List<int[]> sequences, int size) {
        List<List<int[]>> batches = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += size) {
            batches.add(sequences.subList(from, Math.min(from + size, sequences.size())));
        }
        return batches;
    }

    /** The batches without padding. */
    List<TokenBatch> packed() {
        return batches.stream().map(DeviceWorkload::pack).toList();
    }

    private static TokenBatch pack(List<int[]> sequences) {
        int[] starts = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++) {
            starts[s + 1] = starts[s] + sequences.get(s).length;
        }
        int[] ids = sequences.stream().flatMapToInt(Arrays::stream).toArray();
        return new TokenBatch(ids, new int[ids.length], starts);
    }

    int sequences() {
        return batches.stream().mapToInt(List::size).sum();
    }

    int tokens() {
        return batches.stream().flatMap(List::stream).mapToInt(ids -> ids.length).sum();
    }

    /** One line. */
    String json() {
        return JSON.writeValueAsString(this);
    }
}
