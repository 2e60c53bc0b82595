package dev.distil4j.app.serve.protocol;

/** The dialects, by the routes that they belong to. */
public final class Dialects {

    /** {@code POST /score}: bodies of Azure's model catalog and of MLflow. */
    public static final Dialect SCORE = new ScoreDialect(ScoreBody.Sender.AZURE);

    /** {@code POST /invocations}: the same, taken for MLflow's where that can't be told. */
    public static final Dialect INVOCATIONS = new ScoreDialect(ScoreBody.Sender.MLFLOW);

    /** {@code POST /} and {@code POST /models/{name}}: Hugging Face's inference JSON. */
    public static final Dialect INFERENCE = new InferenceDialect();

    /** {@code POST /predict}: text classification of text-embeddings-inference. */
    public static final Dialect PREDICT = new PredictDialect();

    private Dialects() {}
}
