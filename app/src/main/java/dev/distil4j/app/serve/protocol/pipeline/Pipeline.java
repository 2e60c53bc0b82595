package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.TaskRequest;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

/** A task with its parameters, and how its inputs and results look. */
public sealed interface Pipeline<I, R>
        permits AnswerPipeline,
                EntityPipeline,
                FillMaskPipeline,
                LabelScoresPipeline,
                TextPipeline,
                TokenPipeline,
                ZeroShotPipeline {

    /** Results of one request at most, so that no answer grows beyond the memory. */
    int MOST_RESULTS = 65_536;

    /** What is done with each input. */
    Operation<I, R> operation();

    /** How many results one input may have. */
    default long resultsEach() {
        return 1;
    }

    /**
     * Reads an input.
     *
     * @throws Refusal if the value is none
     */
    I input(Value value);

    /** The fields of an input; of a text, and of the first of a pair, {@code text}. */
    default List<String> names() {
        return List.of("text");
    }

    /** Those that may not be left out. */
    default List<String> neededNames() {
        return names();
    }

    /** Writes what became of one input. */
    void write(JsonGenerator json, I input, R result);

    /** The tensors that the results make. */
    List<Column<I, R>> columns();

    /**
     * The request that some inputs make.
     *
     * @throws Refusal if a value is no input, or they may have more than {@link #MOST_RESULTS}
     */
    default TaskRequest<I, R> request(List<Value> values, boolean truncate) {
        if (values.size() * resultsEach() > MOST_RESULTS) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "%,d inputs with up to %,d results each are more than the %,d of a request; send fewer or ask for less"
                            .formatted(values.size(), resultsEach(), MOST_RESULTS));
        }
        List<I> inputs = new ArrayList<>(values.size());
        values.forEach(value -> inputs.add(input(value)));
        return new TaskRequest<>(operation(), inputs, truncate);
    }
}
