package dev.distil4j.app.serve;

/**
 * Why a request gets no result: its status, and what the body calls it. Names and codes are those of
 * text-embeddings-inference as far as it has them.
 */
public enum ErrorType {
    /** The body is no JSON, or the request no HTTP. */
    BAD_REQUEST(400, "BadRequest"),

    /** There is nothing to compute. */
    EMPTY(400, "Empty"),

    /** The key is missing or wrong. */
    UNAUTHORIZED(401, "Unauthorized"),

    /** No such route or model. */
    NOT_FOUND(404, "NotFound"),

    /** The route wants another method. */
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),

    /** The body took too long to arrive. */
    REQUEST_TIMEOUT(408, "RequestTimeout"),

    /** The body has too many bytes. */
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),

    /** The first line of the request is too long. */
    URI_TOO_LONG(414, "UriTooLong"),

    /** The body is of another type than the route reads. */
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),

    /** The body is JSON, but asks for what can't be done. */
    VALIDATION(422, "Validation"),

    /** A text has too many tokens, or can't be cut into windows. */
    TOKENIZER(422, "Tokenizer"),

    /** The computation itself failed. */
    BACKEND(424, "Backend"),

    /** More waits than can be computed in time. */
    OVERLOADED(429, "Overloaded"),

    /** The headers are too large. */
    HEADERS_TOO_LARGE(431, "HeadersTooLarge"),

    /** The server can't take requests: it warms up, or ends. */
    UNHEALTHY(503, "Unhealthy"),

    /** The deadline passed before there was a result. */
    TIMEOUT(504, "Timeout");

    private final int status;
    private final String label;

    ErrorType(int status, String label) {
        this.status = status;
        this.label = label;
    }

    /** The status code of HTTP. */
    public int status() {
        return status;
    }

    /** The {@code error_type} of the body. */
    public String label() {
        return label;
    }
}
