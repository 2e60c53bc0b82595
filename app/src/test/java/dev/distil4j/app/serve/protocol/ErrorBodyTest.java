package dev.distil4j.app.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.output.JsonText;
import dev.distil4j.app.serve.ErrorType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each route has the error bodies of its dialect. */
final class ErrorBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /                      | VALIDATION   | {"error":"No.","error_type":"Validation"}
                    /score                 | EMPTY        | {"error":"No.","error_type":"Empty"}
                    /v1                    | NOT_FOUND    | {"error":"No.","error_type":"NotFound"}
                    /v1/embeddings         | VALIDATION   | {"error":{"message":"No.","type":"invalid_request_error","param":null,"code":"Validation"}}
                    /v1/embeddings         | OVERLOADED   | {"error":{"message":"No.","type":"rate_limit_error","param":null,"code":"Overloaded"}}
                    /v1/embeddings         | UNAUTHORIZED | {"error":{"message":"No.","type":"authentication_error","param":null,"code":"Unauthorized"}}
                    /v1/embeddings         | TIMEOUT      | {"error":{"message":"No.","type":"server_error","param":null,"code":"Timeout"}}
                    /v2                    | NOT_FOUND    | {"error":"No."}
                    /v2/models/a/b/infer   | VALIDATION   | {"error":"No."}
                    """)
    void ofRoute(String route, ErrorType type, String body) {
        assertThat(new JsonText().of(json -> ErrorBody.of(route).write(json, type, "No.")))
                .isEqualTo(body);
    }
}
