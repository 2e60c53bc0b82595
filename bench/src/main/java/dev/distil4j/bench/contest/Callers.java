package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Eight texts, each a call of its own, made by so many callers at once; one caller makes them one
 * after the other. The throughput of eight callers is that of one times the ratio of the times.
 *
 * @param callers 1 to 8
 * @param tokens of each text
 */
record Callers(int callers, int tokens) implements Workload {

    private static final int TEXTS = 8;

    /** The workload of that size, {@code CALLERSxTOKENS}. */
    static Callers of(String size) {
        String[] sizes = size.split("x", 2);
        return new Callers(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
    }

    @Override
    public String name() {
        return "callers:%dx%d".formatted(callers, tokens);
    }

    @Override
    public double flop() {
        return TEXTS * BaseModel.flop(tokens);
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        BaseModel model = BaseModel.prepared();
        Words words = new Words(model);
        List<String> texts =
                IntStream.range(0, TEXTS).mapToObj(i -> words.sequence(tokens, i).text()).toList();
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put("distil4j", threads -> new ConcurrentCalls(model, texts, callers, threads));
        return contenders;
    }
}
