package dev.distil4j;

import dev.distil4j.answering.QuestionWindows;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.model.QuestionAnswerer;
import dev.distil4j.tokenizer.Encoding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Finds the part of a text that answers a question about it.
 *
 * <p>Made by {@link Distil4J#questionAnswering}. Immutable and thread-safe. A context may be of any
 * length: it is cut into windows that overlap, each beside the whole question; windows of all inputs
 * of a list are computed together, without padding, and get the very scores that they would get
 * alone.
 */
public final class QuestionAnswering implements AutoCloseable {

    private final OpenModel<QuestionAnswerer> model;

    private QuestionAnswering(OpenModel<QuestionAnswerer> model) {
        this.model = model;
    }

    static QuestionAnswering open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files ->
                        new QuestionAnswering(
                                OpenModel.open(files, options, QuestionAnswerer::load)));
    }

    /**
     * The best answer to a question.
     *
     * @throws InputException if question or context is empty, or the question is too long
     */
    public Answer answer(String question, String context) {
        return answer(
                        List.of(new QuestionInput(question, context)),
                        QuestionAnsweringOptions.defaults())
                .getFirst()
                .getFirst();
    }

    /**
     * The best answer to each question, in the order of the inputs.
     *
     * @throws InputException if a question or a context is empty, or a question is too long; it says
     *     which
     */
    public List<Answer> answerAll(List<QuestionInput> inputs) {
        return answer(inputs, QuestionAnsweringOptions.defaults()).stream()
                .map(List::getFirst)
                .toList();
    }

    /**
     * The answers to each question that {@code options} ask for, best first, in the order of the
     * inputs. There is at least one; for a context without any token, the empty one of score 0.
     *
     * @throws InputException if a question or a context is empty, or a question is too long; it says
     *     which; or if the model does not take the windows that the options ask for
     */
    public List<List<Answer>> answer(List<QuestionInput> inputs, QuestionAnsweringOptions options) {
        List<List<Answer>> answers = new ArrayList<>(inputs.size());
        QuestionWindows windows = windows(options.max_seq_len(), options.doc_stride());
        forEach(
                inputs,
                windows,
                (input, encodings, logits) -> {
                    var ranking = new AnswerRanking(input.context(), options);
                    for (Encoding encoding : encodings) {
                        ranking.add(encoding, logits.next());
                    }
                    answers.add(ranking.best());
                });
        return answers;
    }

    /**
     * The answers that an evaluation on SQuAD takes, which is not how {@link #answer} finds them.
     *
     * @throws InputException if a question or a context is empty, or a question is too long; it says
     *     which
     */
    public List<SquadPrediction> predict(List<QuestionInput> inputs, SquadRecipe recipe) {
        List<SquadPrediction> predictions = new ArrayList<>(inputs.size());
        int max_seq_length = Math.min(recipe.max_seq_length(), model.tokenizer().maxLength());
        QuestionWindows windows = windows(max_seq_length, recipe.doc_stride());
        forEach(
                inputs,
                windows,
                (input, encodings, logits) -> {
                    var selection = new SquadSelection(input.context(), recipe);
                    for (Encoding encoding : encodings) {
                        selection.add(encoding, logits.next());
                    }
                    predictions.add(selection.prediction());
                });
        return predictions;
    }

    private QuestionWindows windows(@Nullable Integer max_seq_len, @Nullable Integer doc_stride) {
        try {
            return QuestionWindows.of(model.tokenizer(), max_seq_len, doc_stride);
        } catch (IllegalArgumentException e) {
            throw new InputException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    /** Makes something of an input, whose windows' logits are the next ones. */
    private interface PostProcessing {
        void apply(QuestionInput input, List<Encoding> encodings, Iterator<float[]> logits);
    }

    private void forEach(
            List<QuestionInput> inputs, QuestionWindows windows, PostProcessing postProcessing) {
        List<List<Encoding>> encodings = new ArrayList<>(inputs.size());
        for (QuestionInput input : inputs) {
            try {
                model.requirePairs();
                encodings.add(windows.of(input.question(), input.context()));
            } catch (IllegalArgumentException | InputException e) {
                String which =
                        inputs.size() == 1 ? "" : "question %d: ".formatted(encodings.size() + 1);
                throw new InputException(which + e.getMessage(), e);
            }
        }
        Iterator<float[]> logits =
                model.logits(
                                encodings.stream().flatMap(List::stream).toList(),
                                RowSelection::all,
                                QuestionAnswerer::logits)
                        .iterator();
        for (int i = 0; i < inputs.size(); i++) {
            postProcessing.apply(inputs.get(i), encodings.get(i), logits);
        }
    }

    /**
     * Computes a fixed number of texts of its own, from 3 to 64 tokens, alone and together, so that
     * all code is compiled and later calls run at full speed. A server does this before it says that
     * it is ready; results do not depend on it.
     *
     * @throws ClosedException if this is closed
     */
    public void warmUp() {
        model.warmUp(
                (answerer, call, batch) -> answerer.logits(call, batch, RowSelection.all(batch)));
    }

    /** What this model is and what it runs on. */
    public ModelInfo info() {
        return model.info();
    }

    /** Refuses new calls, waits for the running ones and frees the weights. Idempotent. */
    @Override
    public void close() {
        model.close();
    }
}
