package dev.distil4j.app.serve.task;

import dev.distil4j.Distil4J;
import dev.distil4j.EmbeddingOptions;
import dev.distil4j.FeatureExtractor;
import dev.distil4j.FillMask;
import dev.distil4j.ModelInfo;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.SentenceEmbedder;
import dev.distil4j.TextClassifier;
import dev.distil4j.TextInput;
import dev.distil4j.TokenTagger;
import dev.distil4j.ZeroShotClassifier;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A model as it is served: loaded once, for every task that its head is good for. It cuts texts that
 * are too long, so whoever does not want that asks for their {@link #length} before.
 *
 * <p>Thread-safe, as the models are.
 */
public final class ServedModel implements AutoCloseable {

    private final String name;
    private final Head head;
    private final List<ServedTask> tasks;
    private final WordPieceTokenizer tokenizer;
    private final EncodingOptions counting;

    private ServedModel(String name, Head head, WordPieceTokenizer tokenizer) {
        this.name = name;
        this.head = head;
        tasks = head.tasks();
        this.tokenizer = tokenizer;
        counting = tokenizer.options().truncation(Truncation.LONGEST_FIRST);
    }

    /**
     * Opens a model under the name that its routes have.
     *
     * @throws dev.distil4j.ModelException if the source holds no usable model
     */
    public static ServedModel open(String name, ModelSource source, Options options) {
        Options cutting = options.truncation(Truncation.LONGEST_FIRST);
        WordPieceTokenizer tokenizer = Distil4J.tokenizer(source, cutting);
        return new ServedModel(name, Head.open(source, cutting), tokenizer);
    }

    /** What its routes call it: {@code /models/NAME}. */
    public String name() {
        return name;
    }

    /** What it can do, the task of its default route first. */
    public List<ServedTask> tasks() {
        return tasks;
    }

    /** What it is and what it runs on. */
    public ModelInfo info() {
        return head.info();
    }

    /** Its tokenizer, which may allow longer texts than the model. */
    public WordPieceTokenizer tokenizer() {
        return tokenizer;
    }

    /** Tokens of an input, special tokens included, before it is cut. */
    public long length(TextInput input) {
        TokenizerInput tokens =
                input.pair()
                        .map(pair -> TokenizerInput.of(input.text(), pair))
                        .orElseGet(() -> TokenizerInput.of(input.text()));
        return tokenizer.encode(tokens, counting).fullLength();
    }

    /** How it embeds sentences unless it is told otherwise. */
    public EmbeddingOptions embedding() {
        return embedder().options();
    }

    /** Runs all code, so that the first request does not wait for compilers. */
    public void warmUp() {
        head.warmUp();
    }

    TextClassifier classifier() {
        return head(Head.Classifier.class, ServedTask.TEXT_CLASSIFICATION).model();
    }

    ZeroShotClassifier zeroShot() {
        return head(Head.Classifier.class, ServedTask.ZERO_SHOT_CLASSIFICATION).zeroShot();
    }

    FillMask fillMask() {
        return head(Head.Masked.class, ServedTask.FILL_MASK).model();
    }

    QuestionAnswering questionAnswering() {
        return head(Head.Answering.class, ServedTask.QUESTION_ANSWERING).model();
    }

    TokenTagger tagger() {
        return head(Head.Tagging.class, ServedTask.TOKEN_CLASSIFICATION).model();
    }

    FeatureExtractor features() {
        return head(Head.Encoder.class, ServedTask.FEATURE_EXTRACTION).features();
    }

    SentenceEmbedder embedder() {
        return head(Head.Encoder.class, ServedTask.SENTENCE_EMBEDDING).model();
    }

    private <H extends Head> H head(Class<H> type, ServedTask task) {
        require(task);
        return type.cast(head);
    }

    /**
     * Refuses a task that this model is not for.
     *
     * @throws Refusal if it is not
     */
    public void require(ServedTask task) {
        if (!tasks.contains(task)) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "model '%s' does %s and not %s; name one that does, as in /models/NAME"
                            .formatted(
                                    name,
                                    tasks.stream()
                                            .map(ServedTask::label)
                                            .collect(Collectors.joining(" and ")),
                                    task.label()));
        }
    }

    /** Refuses new calls, waits for the running ones and frees the weights. */
    @Override
    public void close() {
        head.close();
    }
}
