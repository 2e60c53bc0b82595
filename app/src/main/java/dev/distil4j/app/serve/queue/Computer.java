package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.ServedModel;

import java.util.List;

/** A model as far as its queue knows it. */
interface Computer {

    /** What its requests call it. */
    String name();

    /** Tokens of the longest input that is computed in one piece. */
    int max_tokens();

    /** Tokens of an input before it is cut. */
    <I> long tokens(Operation<I, ?> operation, I input);

    /** The results, in the order of the inputs. */
    <I, R> List<R> run(Operation<I, R> operation, List<I> inputs);

    static Computer of(ServedModel model) {
        return new Computer() {
            @Override
            public String name() {
                return model.name();
            }

            @Override
            public int max_tokens() {
                return model.info().max_tokens();
            }

            @Override
            public <I> long tokens(Operation<I, ?> operation, I input) {
                return operation.tokens(model, input);
            }

            @Override
            public <I, R> List<R> run(Operation<I, R> operation, List<I> inputs) {
                return operation.run(model, inputs);
            }
        };
    }
}
