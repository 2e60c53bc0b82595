package dev.distil4j;

import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.nio.file.Path;

/**
 * The way in: opens models, one method for each task.
 *
 * <pre>{@code
 * try (var classifier = Distil4J.textClassification(Path.of("my-model"))) {
 *     List<Score> scores = classifier.classify("A gripping, funny film");
 * }
 * }</pre>
 *
 * <p>Opening a model reads and prepares all its weights; keep it for as long as there are texts.
 * Run the JVM with {@code --add-modules jdk.incubator.vector}: without it everything works, but on
 * plain loops.
 */
public final class Distil4J {

    private Distil4J() {}

    /**
     * Opens a text classifier from a folder in Hugging Face's layout.
     *
     * @throws ModelException if the folder holds no usable text classifier
     */
    public static TextClassifier textClassification(Path folder) {
        return textClassification(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a text classifier of the hub by its name, such as {@code
     * distilbert/distilbert-base-uncased-finetuned-sst-2-english}; a folder of that path wins.
     *
     * @throws ModelException if it can't be had or is no usable text classifier
     */
    public static TextClassifier textClassification(String folderOrName) {
        return textClassification(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a text classifier.
     *
     * @throws ModelException if the source holds no usable text classifier
     * @throws BackendException if the backend that the options name can't be had
     */
    public static TextClassifier textClassification(ModelSource source, Options options) {
        return TextClassifier.open(source, options);
    }

    /**
     * Opens a tagger of tokens from a folder in Hugging Face's layout.
     *
     * @throws ModelException if the folder holds no usable token classifier
     */
    public static TokenTagger tokenClassification(Path folder) {
        return tokenClassification(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a tagger of the hub by its name, such as {@code dslim/distilbert-NER}; a folder of that
     * path wins.
     *
     * @throws ModelException if it can't be had or is no usable token classifier
     */
    public static TokenTagger tokenClassification(String folderOrName) {
        return tokenClassification(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a tagger of tokens.
     *
     * @throws ModelException if the source holds no usable token classifier
     * @throws BackendException if the backend that the options name can't be had
     */
    public static TokenTagger tokenClassification(ModelSource source, Options options) {
        return TokenTagger.open(source, options);
    }

    /**
     * Opens a masked language model from a folder in Hugging Face's layout.
     *
     * @throws ModelException if the folder holds no usable masked language model
     */
    public static FillMask fillMask(Path folder) {
        return fillMask(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a masked language model of the hub by its name, such as {@code
     * distilbert/distilbert-base-cased}; a folder of that path wins.
     *
     * @throws ModelException if it can't be had or is no usable masked language model
     */
    public static FillMask fillMask(String folderOrName) {
        return fillMask(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a masked language model.
     *
     * @throws ModelException if the source holds no usable masked language model
     * @throws BackendException if the backend that the options name can't be had
     */
    public static FillMask fillMask(ModelSource source, Options options) {
        return FillMask.open(source, options);
    }

    /**
     * Opens a model that answers questions about texts from a folder in Hugging Face's layout.
     *
     * @throws ModelException if the folder holds no usable model for question answering
     */
    public static QuestionAnswering questionAnswering(Path folder) {
        return questionAnswering(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a model of the hub that answers questions by its name, such as {@code
     * distilbert/distilbert-base-cased-distilled-squad}; a folder of that path wins.
     *
     * @throws ModelException if it can't be had or is no usable model for question answering
     */
    public static QuestionAnswering questionAnswering(String folderOrName) {
        return questionAnswering(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a model that answers questions about texts. What the options say about texts that are too
     * long does not matter: a context may be of any length, and a question is never cut.
     *
     * @throws ModelException if the source holds no usable model for question answering
     * @throws BackendException if the backend that the options name can't be had
     */
    public static QuestionAnswering questionAnswering(ModelSource source, Options options) {
        return QuestionAnswering.open(source, options);
    }

    /**
     * Opens a model of natural language inference from a folder in Hugging Face's layout, to classify
     * texts by labels that are only then chosen.
     *
     * @throws ModelException if the folder holds no usable text classifier
     */
    public static ZeroShotClassifier zeroShotClassification(Path folder) {
        return zeroShotClassification(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a model of natural language inference of the hub by its name, such as {@code
     * typeform/distilbert-base-uncased-mnli}; a folder of that path wins.
     *
     * @throws ModelException if it can't be had or is no usable text classifier
     */
    public static ZeroShotClassifier zeroShotClassification(String folderOrName) {
        return zeroShotClassification(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a model of natural language inference to classify texts by labels that are only then
     * chosen. {@code Truncation.ONLY_FIRST} in the options cuts the text alone, as the reference
     * does.
     *
     * @throws ModelException if the source holds no usable text classifier
     * @throws BackendException if the backend that the options name can't be had
     */
    public static ZeroShotClassifier zeroShotClassification(ModelSource source, Options options) {
        return ZeroShotClassifier.open(source, options);
    }

    /**
     * Opens a model for its hidden states.
     *
     * @throws ModelException if the source holds no usable model
     * @throws BackendException if the backend that the options name can't be had
     */
    public static FeatureExtractor featureExtraction(ModelSource source, Options options) {
        return FeatureExtractor.open(source, options);
    }

    /**
     * Opens a model from a folder for the embeddings of texts.
     *
     * @throws ModelException if the folder holds no usable model
     */
    public static SentenceEmbedder sentenceEmbedding(Path folder) {
        return sentenceEmbedding(ModelSource.folder(folder), Options.defaults());
    }

    /**
     * Opens a model of the hub for the embeddings of texts by its name, such as {@code
     * sentence-transformers/all-MiniLM-L6-v2}; a folder of that path wins.
     *
     * @throws ModelException if it can't be had or is no usable model
     */
    public static SentenceEmbedder sentenceEmbedding(String folderOrName) {
        return sentenceEmbedding(ModelSource.of(folderOrName), Options.defaults());
    }

    /**
     * Opens a model for the embeddings of texts.
     *
     * @throws ModelException if the source holds no usable model, or makes embeddings in another way
     *     than {@link SentenceEmbedder} does
     * @throws BackendException if the backend that the options name can't be had
     */
    public static SentenceEmbedder sentenceEmbedding(ModelSource source, Options options) {
        return SentenceEmbedder.open(source, options);
    }

    /**
     * What the head of a model is for, as its configuration says; weights are not read, though a model
     * of the hub is downloaded whole. {@code TEXT_CLASSIFICATION} serves {@link
     * #zeroShotClassification}, too, if the classes are those of entailment.
     *
     * @throws ModelException if the source holds no usable configuration
     */
    public static Task task(ModelSource source, Options options) {
        return Sources.read(source, options, files -> Task.of(files.config()));
    }

    /**
     * The tokenizer of a model, without the model; of a folder that has a tokenizer only, too. It
     * throws exceptions of its own package.
     *
     * @throws ModelException if the source holds no usable tokenizer
     */
    public static WordPieceTokenizer tokenizer(ModelSource source, Options options) {
        return Sources.tokenizer(source, options);
    }
}
