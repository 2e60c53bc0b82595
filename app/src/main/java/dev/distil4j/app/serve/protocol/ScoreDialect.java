package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipelines;
import dev.distil4j.app.serve.task.ServedModel;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Scoring bodies of Azure's model catalog and of MLflow. The answer is a list, an element for each
 * input as a pipeline has it; {@code {"predictions": […]}} around it where MLflow has sent the body.
 *
 * @param usual who is taken to have sent a body that either may have sent
 */
record ScoreDialect(ScoreBody.Sender usual) implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        ScoreBody body = ScoreBody.of(Value.body(json));
        Pipeline<?, ?> pipeline = Pipelines.bestLabel(model, body.parameters());
        boolean truncate = Truncate.orTruncation(body.parameters());
        body.parameters().end();
        ScoreBody.Sender sender = body.sender() == ScoreBody.Sender.EITHER ? usual : body.sender();
        return exchange(pipeline, body.inputs(), truncate, sender == ScoreBody.Sender.MLFLOW);
    }

    private static <I, R> Exchange<I, R> exchange(
            Pipeline<I, R> pipeline, List<Value> inputs, boolean truncate, boolean predictions) {
        Exchange.Reply<I, R> list = Replies.list(pipeline);
        return new Exchange<>(
                pipeline.request(inputs, truncate),
                predictions ? Replies.inside("predictions", list) : list);
    }
}
