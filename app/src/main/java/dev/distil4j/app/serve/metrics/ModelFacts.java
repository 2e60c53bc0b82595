package dev.distil4j.app.serve.metrics;

import dev.distil4j.ModelInfo;
import dev.distil4j.Pooling;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What there is to say of a served model.
 *
 * @param name what its routes call it
 * @param tasks that of its default route first
 * @param info what it is and what it runs on
 * @param pooling how it embeds sentences, or null if it does not
 */
public record ModelFacts(
        String name, List<ServedTask> tasks, ModelInfo info, @Nullable Pooling pooling) {
    public ModelFacts {
        tasks = List.copyOf(tasks);
    }

    /** Those of an open model. */
    public static ModelFacts of(ServedModel model) {
        boolean embeds = model.tasks().contains(ServedTask.SENTENCE_EMBEDDING);
        return new ModelFacts(
                model.name(),
                model.tasks(),
                model.info(),
                embeds ? model.embedding().pooling() : null);
    }

    /** What its weights are stored as, such as {@code float32}. */
    String dtype() {
        return switch (info.precision()) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
        };
    }
}
