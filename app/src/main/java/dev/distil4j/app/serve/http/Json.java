package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.ErrorBody;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Bodies as bytes and as trees. */
final class Json {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 100;
    private static final int SHOWN = 200;

    /** What Jackson says of places in a source that it does not show. */
    private static final Pattern SOURCE = Pattern.compile(" \\([^(]*\\[Source: .*");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_DIGITS)
                                    .build())
                    .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private Json() {}

    /**
     * Reads one JSON value, strictly.
     *
     * @throws Refusal if it is none, has a key twice, or is nested too deeply
     */
    static JsonNode read(byte[] body) {
        String text = text(body);
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new Refusal(ErrorType.BAD_REQUEST, "the body is empty; send a JSON object");
            }
            return tree;
        } catch (JacksonException e) {
            throw new Refusal(ErrorType.BAD_REQUEST, "the body is no JSON: " + reason(e), e);
        }
    }

    /** The body of a refusal, in UTF-8. */
    static byte[] error(ErrorBody errors, Refusal refusal) {
        return bytes(json -> errors.write(json, refusal.type(), refusal.sentence()));
    }

    /** The value that {@code value} writes, in UTF-8. */
    static byte[] bytes(Consumer<JsonGenerator> value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            value.accept(json);
        }
        return bytes.toByteArray();
    }

    /** Jackson would guess at UTF-16 and UTF-32, too. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorType.BAD_REQUEST, "the body is no UTF-8", e);
        }
    }

    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        String first = SOURCE.matcher(message).replaceFirst("");
        String shown = first.length() > SHOWN ? first.substring(0, SHOWN) + "…" : first;
        TokenStreamLocation place = e.getLocation();
        return place == null
                ? shown
                : "%s (line %d, column %d)"
                        .formatted(shown, place.getLineNr(), place.getColumnNr());
    }
}
