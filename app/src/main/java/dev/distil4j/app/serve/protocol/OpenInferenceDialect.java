package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Place;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipelines;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inference of the Open Inference Protocol, version 2: tensors of strings come in, and go out the
 * columns of the pipeline's results. The request's parameters are those of the task. All tensors are
 * JSON, whatever a client says of binary ones.
 */
record OpenInferenceDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        Fields body = Value.body(json).fields();
        Optional<String> id = body.field("id").map(Value::text);
        Value inputs = body.needed("inputs");
        Fields parameters = body.fields("parameters");
        readOwnHints(parameters);
        Pipeline<?, ?> pipeline = Pipelines.allLabels(model, parameters);
        boolean truncate = Truncate.orTruncation(parameters);
        Optional<Value> outputs = body.field("outputs");
        parameters.end();
        body.end();
        return exchange(
                pipeline, OpenInferenceInputs.read(inputs, pipeline), truncate, id, outputs, model);
    }

    private static <I, R> Exchange<I, R> exchange(
            Pipeline<I, R> pipeline,
            List<Value> inputs,
            boolean truncate,
            Optional<String> id,
            Optional<Value> outputs,
            ServedModel model) {
        List<Column<I, R>> columns =
                outputs.map(names -> selected(names, pipeline.columns()))
                        .orElseGet(pipeline::columns);
        return new Exchange<>(
                pipeline.request(inputs, truncate),
                (out, request, response) -> {
                    out.writeStartObject();
                    out.writeStringProperty("model_name", model.name());
                    id.ifPresent(value -> out.writeStringProperty("id", value));
                    out.writeName("outputs");
                    out.writeStartArray();
                    columns.forEach(column -> write(out, column, request, response));
                    out.writeEndArray();
                    out.writeEndObject();
                });
    }

    private static <I, R> List<Column<I, R>> selected(Value outputs, List<Column<I, R>> columns) {
        List<Column<I, R>> selected = new ArrayList<>();
        for (Value output : outputs.elements()) {
            Fields fields = output.fields();
            Value name = fields.needed("name");
            readHints(fields.fields("parameters"));
            fields.end();
            selected.add(
                    columns.stream()
                            .filter(column -> column.name().equals(name.text()))
                            .findFirst()
                            .orElseThrow(() -> unknown(name, columns)));
        }
        if (selected.stream().distinct().count() < selected.size()) {
            throw outputs.refusal("names an output twice; name each once");
        }
        return selected;
    }

    private static <I, R> Refusal unknown(Value name, List<Column<I, R>> columns) {
        return name.refusal(
                "is '%s'; the model's outputs are %s"
                        .formatted(
                                Place.named(name.text()),
                                String.join(", ", columns.stream().map(Column::name).toList())));
    }

    /** What clients say of the form that a tensor has or should have, which is JSON anyway. */
    static void readHints(Fields parameters) {
        parameters.field("binary_data").ifPresent(Value::flag);
        parameters.field("content_type").ifPresent(Value::text);
        parameters.end();
    }

    private static void readOwnHints(Fields parameters) {
        parameters.field("binary_data_output").ifPresent(Value::flag);
        parameters.field("content_type").ifPresent(Value::text);
    }

    private static <I, R> void write(
            JsonGenerator json,
            Column<I, R> column,
            TaskRequest<I, R> request,
            TaskResponse<R> response) {
        List<List<?>> rows = column.rows().apply(request.inputs(), response.results());
        json.writeStartObject();
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("datatype", column.datatype().name());
        json.writeName("shape");
        json.writeStartArray();
        json.writeNumber(rows.size());
        if (column.rank() == 2) {
            json.writeNumber(rows.isEmpty() ? 0 : rows.getFirst().size());
        }
        json.writeEndArray();
        json.writeName("data");
        json.writeStartArray();
        rows.forEach(row -> row.forEach(element -> write(json, element)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object element) {
        switch (element) {
            case String text -> json.writeString(text);
            case Float number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            default -> throw new IllegalStateException("no datatype for " + element.getClass());
        }
    }
}
