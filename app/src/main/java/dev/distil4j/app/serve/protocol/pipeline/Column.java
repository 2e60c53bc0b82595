package dev.distil4j.app.serve.protocol.pipeline;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A tensor that a pipeline's results make, for protocols that have tensors.
 *
 * @param name such as {@code score}
 * @param datatype of its elements
 * @param rank 1 if each row has one value, 2 if it has several, as many in each
 * @param rows the rows of all results, from the inputs and their results
 */
public record Column<I, R>(
        String name,
        Datatype datatype,
        int rank,
        BiFunction<List<I>, List<R>, List<List<?>>> rows) {

    /** The name of the column that says which input a row belongs to, the first one being 0. */
    static final String INPUT = "input_index";

    /** What elements are, in the words of the Open Inference Protocol. */
    public enum Datatype {
        BYTES,
        FP32,
        INT64
    }

    /** What a result has for one row. */
    @FunctionalInterface
    interface Cell<I, X> {
        Object of(I input, X element);
    }

    /** What a result has for one row of several values. */
    @FunctionalInterface
    interface Row<R> {
        List<?> of(R result);
    }

    /** A row of several values for each input. */
    static <I, R> Column<I, R> row(String name, Datatype datatype, Row<R> row) {
        return new Column<>(
                name, datatype, 2, (_, results) -> results.stream().<List<?>>map(row::of).toList());
    }

    /** A row of several values for each element of an input's results. */
    static <I, X> Column<I, List<X>> rows(String name, Datatype datatype, Row<X> row) {
        return new Column<>(
                name,
                datatype,
                2,
                (_, results) ->
                        results.stream().flatMap(List::stream).<List<?>>map(row::of).toList());
    }

    /** A row of one value for each element of an input's results. */
    static <I, X> Column<I, List<X>> each(String name, Datatype datatype, Cell<I, X> cell) {
        return new Column<>(
                name,
                datatype,
                1,
                (inputs, results) ->
                        IntStream.range(0, results.size())
                                .boxed()
                                .<List<?>>flatMap(
                                        i ->
                                                results.get(i).stream()
                                                        .map(x -> cell.of(inputs.get(i), x))
                                                        .map(List::of))
                                .toList());
    }

    /** Which input each element belongs to. */
    static <I, X> Column<I, List<X>> inputIndex() {
        return new Column<>(
                INPUT,
                Datatype.INT64,
                1,
                (_, results) ->
                        IntStream.range(0, results.size())
                                .boxed()
                                .<List<?>>flatMap(i -> results.get(i).stream().map(_ -> List.of(i)))
                                .toList());
    }
}
