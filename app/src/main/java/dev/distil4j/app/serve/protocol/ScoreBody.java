package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Place;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a scoring body has, whichever generation it is of: Azure's {@code {"inputs":
 * {"input_string": […]}, "parameters"}}, {@code {"input_data": …}} with parameters inside or
 * beside it, and MLflow's {@code dataframe_split}, {@code dataframe_records}, {@code instances} and
 * {@code inputs} with {@code params}.
 *
 * @param inputs one value each
 * @param parameters no fields if there are no parameters
 * @param sender whose body it is
 */
record ScoreBody(List<Value> inputs, Fields parameters, Sender sender) {

    /** Who writes such a body, and so wants the answer in its own way. */
    enum Sender {
        AZURE,
        MLFLOW,
        /** Either may have sent {@code {"inputs": …}} alone. */
        EITHER
    }

    private static final List<String> KEYS =
            List.of("inputs", "input_data", "dataframe_split", "dataframe_records", "instances");

    private static final Set<String> PARAMETERS = Set.of("parameters", "params");

    /**
     * Reads a body.
     *
     * @throws Refusal if it is of no generation, or of several
     */
    static ScoreBody of(Value body) {
        Fields fields = body.fields();
        List<String> keys = KEYS.stream().filter(key -> fields.field(key).isPresent()).toList();
        Optional<Value> parameters = fields.either("parameters", "params");
        fields.end();
        if (keys.size() != 1) {
            throw body.refusal(
                    "has %s; give one of %s"
                            .formatted(
                                    keys.isEmpty() ? "no inputs" : String.join(" and ", keys),
                                    String.join(", ", KEYS)));
        }
        Value data = fields.needed(keys.getFirst());
        return switch (keys.getFirst()) {
            case "inputs" -> new ScoreBody(Rows.of(data), fields(parameters), sender(fields, data));
            case "input_data" -> inputData(data, parameters);
            case "dataframe_split" -> mlflow(Rows.split(data), parameters);
            default -> mlflow(Rows.list(data), parameters);
        };
    }

    private static Sender sender(Fields body, Value inputs) {
        if (body.field("params").isPresent()) {
            return Sender.MLFLOW;
        }
        return body.field("parameters").isPresent() || inputs.node().has("input_string")
                ? Sender.AZURE
                : Sender.EITHER;
    }

    private static ScoreBody mlflow(List<Value> inputs, Optional<Value> parameters) {
        return new ScoreBody(inputs, fields(parameters), Sender.MLFLOW);
    }

    private static ScoreBody inputData(Value data, Optional<Value> beside) {
        if (!data.isObject()) {
            return new ScoreBody(Rows.of(data), fields(beside), Sender.AZURE);
        }
        Optional<Value> inside = data.fields().either("parameters", "params");
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        for (var column : data.node().properties()) {
            if (!PARAMETERS.contains(column.getKey())) {
                table.set(column.getKey(), column.getValue());
            }
        }
        return new ScoreBody(
                Rows.of(new Value(table, data.place())),
                fields(Settings.oneOf(beside, inside)),
                Sender.AZURE);
    }

    private static Fields fields(Optional<Value> parameters) {
        return parameters
                .map(Value::fields)
                .orElseGet(() -> Fields.none(new Place.Field(new Place.Body(), "parameters")));
    }
}
