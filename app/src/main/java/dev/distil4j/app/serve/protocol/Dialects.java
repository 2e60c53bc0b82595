package dev.distil4j.app.serve.protocol;

/** The dialects, by the routes that they belong to. */
public final class Dialects {

    /** {@code POST /score}: bodies of Azure's model catalog and of MLflow. */
    public static final Dialect SCORE = new ScoreDialect(ScoreBody.Sender.AZURE);

    /** {@code POST /invocations}: the same, taken for MLflow's where that can't be told. */
    public static final Dialect INVOCATIONS = new ScoreDialect(ScoreBody.Sender.MLFLOW);

    /** {@code POST /} and {@code POST /models/{name}}: Hugging Face's inference JSON. */
    public static final Dialect INFERENCE =
            new InferenceDialect(InferenceDialect.ZeroShotForm.COLUMNS);

    /** {@code POST /predict}: text classification of text-embeddings-inference. */
    public static final Dialect PREDICT = new PredictDialect();

    /** {@code POST /embed}: sentence embedding of text-embeddings-inference. */
    public static final Dialect EMBED = new EmbedDialect();

    /** {@code POST /rerank}: texts ordered by a query, of text-embeddings-inference. */
    public static final Dialect RERANK = new RerankDialect();

    /** {@code POST /similarity}: cosines of sentences, of text-embeddings-inference. */
    public static final Dialect SIMILARITY = new SimilarityDialect();

    /** {@code POST /v1/embeddings}: OpenAI's. */
    public static final Dialect OPENAI_EMBEDDINGS = new OpenAiEmbeddingsDialect();

    /** {@code POST /v2/models/{name}/infer}: the Open Inference Protocol's. */
    public static final Dialect OPEN_INFERENCE = new OpenInferenceDialect();

    private Dialects() {}
}
