package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Place;
import dev.distil4j.app.serve.protocol.body.Value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a table, however it is written. An input is the value of a row's only column,
 * whatever that is called, or an object of the columns.
 */
final class Rows {

    private Rows() {}

    /**
     * The inputs of a list of rows, an object of columns, one row, or one string.
     *
     * @throws Refusal if the columns have not one length
     */
    static List<Value> of(Value value) {
        if (value.isText()) {
            return List.of(value);
        }
        if (value.isObject()) {
            return value.node().has("columns") && value.node().has("data")
                    ? split(value)
                    : columns(value);
        }
        return list(value);
    }

    /**
     * The inputs of a list of rows.
     *
     * @throws Refusal if it is none
     */
    static List<Value> list(Value value) {
        return value.elements().stream().map(Rows::row).toList();
    }

    /**
     * The inputs of {@code {columns: […], data: [[…], …]}}, as pandas splits a table; {@code index}
     * says nothing here.
     *
     * @throws Refusal if it is none, or a row is not as long as the list of columns
     */
    static List<Value> split(Value value) {
        Fields fields = value.fields();
        List<String> names = fields.needed("columns").elements().stream().map(Rows::name).toList();
        List<Value> rows = fields.needed("data").elements();
        fields.field("index").ifPresent(Value::elements);
        fields.end();
        return rows.stream().map(row -> row(names, row)).toList();
    }

    /** Columns that nobody named have numbers. */
    private static String name(Value column) {
        return column.node().isIntegralNumber() ? column.node().asString() : column.text();
    }

    private static Value row(List<String> names, Value row) {
        if (names.size() == 1 && !row.isList()) {
            return row;
        }
        List<Value> cells = row.elements();
        if (cells.size() != names.size()) {
            throw row.refusal(
                    "has %d values for %d columns; give one for each"
                            .formatted(cells.size(), names.size()));
        }
        Map<String, Value> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (byName.put(names.get(i), cells.get(i)) != null) {
                throw row.refusal("has two columns of one name; rename one");
            }
        }
        return row(byName, row.place());
    }

    private static Value row(Value row) {
        if (!row.isObject() || row.node().size() != 1) {
            return row;
        }
        Map.Entry<String, JsonNode> cell = row.node().properties().iterator().next();
        return new Value(cell.getValue(), new Place.Field(row.place(), cell.getKey()));
    }

    private static List<Value> columns(Value table) {
        Map<String, List<Value>> columns = new LinkedHashMap<>();
        boolean lists = table.node().values().stream().anyMatch(JsonNode::isArray);
        if (!lists) {
            return List.of(row(table));
        }
        table.node().properties().forEach(e -> columns.put(e.getKey(), column(table, e)));
        int rows = columns.values().iterator().next().size();
        if (columns.values().stream().anyMatch(column -> column.size() != rows)) {
            throw table.refusal("has columns of different lengths; give one value for each row");
        }
        List<Value> inputs = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            Map<String, Value> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Value>> column : columns.entrySet()) {
                row.put(column.getKey(), column.getValue().get(i));
            }
            inputs.add(row(row, new Place.Row(table.place(), i)));
        }
        return inputs;
    }

    private static List<Value> column(Value table, Map.Entry<String, JsonNode> column) {
        return new Value(column.getValue(), new Place.Field(table.place(), column.getKey()))
                .elements();
    }

    private static Value row(Map<String, Value> cells, Place place) {
        if (cells.size() == 1) {
            return cells.values().iterator().next();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        cells.forEach((name, cell) -> object.set(name, cell.node()));
        return new Value(object, place);
    }
}
