package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.ErrorType;

import tools.jackson.core.JsonGenerator;

/** How a dialect says that there is no result. */
public enum ErrorBody {
    /** {@code {"error": sentence, "error_type": label}}, of text-embeddings-inference. */
    LABELLED {
        @Override
        public void write(JsonGenerator json, ErrorType type, String sentence) {
            json.writeStartObject();
            json.writeStringProperty("error", sentence);
            json.writeStringProperty("error_type", type.label());
            json.writeEndObject();
        }
    },

    /** {@code {"error": {"message", "type", "param", "code"}}}, of OpenAI. */
    OPENAI {
        @Override
        public void write(JsonGenerator json, ErrorType type, String sentence) {
            json.writeStartObject();
            json.writeName("error");
            json.writeStartObject();
            json.writeStringProperty("message", sentence);
            json.writeStringProperty("type", openAiType(type));
            json.writeNullProperty("param");
            json.writeStringProperty("code", type.label());
            json.writeEndObject();
            json.writeEndObject();
        }
    },

    /** {@code {"error": sentence}}, of the Open Inference Protocol. */
    SENTENCE {
        @Override
        public void write(JsonGenerator json, ErrorType type, String sentence) {
            json.writeStartObject();
            json.writeStringProperty("error", sentence);
            json.writeEndObject();
        }
    };

    /** Writes a reason as one JSON value. */
    public abstract void write(JsonGenerator json, ErrorType type, String sentence);

    /**
     * The one of a route, whether or not there is such a route.
     *
     * @param path without the part that names a model
     */
    public static ErrorBody of(String path) {
        if (path.startsWith("/v1/")) {
            return OPENAI;
        }
        return path.equals("/v2") || path.startsWith("/v2/") ? SENTENCE : LABELLED;
    }

    private static String openAiType(ErrorType type) {
        return switch (type) {
            case UNAUTHORIZED -> "authentication_error";
            case OVERLOADED -> "rate_limit_error";
            case BACKEND, UNHEALTHY, TIMEOUT -> "server_error";
            case BAD_REQUEST,
                    EMPTY,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    URI_TOO_LONG,
                    HEADERS_TOO_LARGE,
                    VALIDATION,
                    TOKENIZER ->
                    "invalid_request_error";
        };
    }
}
