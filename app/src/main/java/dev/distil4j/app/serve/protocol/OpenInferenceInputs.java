package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Place;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of an inference request, as the inputs of a pipeline. */
final class OpenInferenceInputs {

    private OpenInferenceInputs() {}

    /**
     * One value for each row of the tensors.
     *
     * @param tensors of strings, by the names of the pipeline's fields
     * @throws Refusal if a tensor is none, has a name of its own, or another length than the others
     */
    static List<Value> read(Value tensors, Pipeline<?, ?> pipeline) {
        List<String> names = pipeline.names();
        Map<String, List<Value>> columns = new LinkedHashMap<>();
        for (Value tensor : tensors.elements()) {
            Fields fields = tensor.fields();
            Value name = fields.needed("name");
            if (!names.contains(name.text())) {
                throw name.refusal(
                        "is '%s'; the model's inputs are %s"
                                .formatted(Place.named(name.text()), String.join(", ", names)));
            }
            if (columns.put(name.text(), data(fields)) != null) {
                throw name.refusal("is '%s' a second time; give it once".formatted(name.text()));
            }
        }
        for (String needed : pipeline.neededNames()) {
            if (!columns.containsKey(needed)) {
                throw tensors.refusal("has no tensor '%s'; add it".formatted(needed));
            }
        }
        if (columns.size() == 1) {
            return columns.values().iterator().next();
        }
        return rows(tensors, columns);
    }

    private static List<Value> data(Fields fields) {
        Value datatype = fields.needed("datatype");
        if (!datatype.text().equals("BYTES")) {
            throw datatype.refusal(
                    "is '%s'; texts are BYTES".formatted(Place.named(datatype.text())));
        }
        long size = 1;
        for (Value dimension : fields.needed("shape").elements()) {
            if (dimension.whole() < 0) {
                throw dimension.refusal("is negative; give the number of elements");
            }
            size = Math.min(size * dimension.whole(), Integer.MAX_VALUE);
        }
        List<Value> data = new ArrayList<>();
        flatten(fields.needed("data"), data);
        OpenInferenceDialect.readHints(fields.fields("parameters"));
        fields.end();
        if (data.size() != size) {
            throw fields.object()
                    .refusal(
                            "has %d elements for a shape of %d; give as many"
                                    .formatted(data.size(), size));
        }
        return data;
    }

    /** Elements in their order, whether they are nested or flat. */
    private static void flatten(Value value, List<Value> data) {
        for (Value element : value.elements()) {
            if (element.isList()) {
                flatten(element, data);
            } else {
                data.add(element);
            }
        }
    }

    private static List<Value> rows(Value tensors, Map<String, List<Value>> columns) {
        int rows = columns.values().iterator().next().size();
        if (columns.values().stream().anyMatch(column -> column.size() != rows)) {
            throw tensors.refusal(
                    "has tensors of different lengths; give one element for each row");
        }
        List<Value> inputs = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, List<Value>> column : columns.entrySet()) {
                JsonNode cell = column.getValue().get(i).node();
                row.set(column.getKey(), cell);
            }
            inputs.add(new Value(row, new Place.Row(tensors.place(), i)));
        }
        return inputs;
    }
}
