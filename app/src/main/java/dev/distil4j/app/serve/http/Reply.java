package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.ErrorBody;

import io.vertx.core.buffer.Buffer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response before it is written.
 *
 * @param contentType empty if there is no body at all
 * @param headers besides those of every response; their names in lower case
 */
record Reply(int status, String contentType, Buffer body, Map<String, String> headers) {

    static final String JSON = "application/json";

    static Reply json(byte[] body) {
        return json(200, body);
    }

    static Reply json(int status, byte[] body) {
        return new Reply(status, JSON, Buffer.buffer(body), Map.of());
    }

    /** A reason to give no result, as the protocol says it. */
    static Reply refusal(ErrorBody errors, Refusal refusal) {
        return json(refusal.type().status(), Json.error(errors, refusal));
    }

    /** Leads a browser elsewhere. */
    static Reply redirect(String path) {
        return new Reply(302, "text/plain", Buffer.buffer(), Map.of("location", path));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }
}
