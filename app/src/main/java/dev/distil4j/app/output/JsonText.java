package dev.distil4j.app.output;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.function.Consumer;

/** Makes JSON values, each in one line. */
public final class JsonText {

    private final JsonFactory factory = new JsonFactory();

    /** The value that {@code value} writes. */
    public String of(Consumer<JsonGenerator> value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            value.accept(json);
        }
        return text.toString();
    }
}
