package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import io.vertx.core.http.HttpMethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Paths with the names of models in them. */
class RouteTableTest {

    private static final Route.OfBody NOTHING = (call, served, body) -> Reply.json(body);
    private static final Route.Page PAGE = (request, model) -> Reply.json(new byte[0]);

    private final RouteTable table =
            new RouteTable(
                    List.of(
                            new Route(HttpMethod.POST, "/predict", NOTHING),
                            new Route(HttpMethod.POST, "/models/{name}", NOTHING),
                            new Route(HttpMethod.POST, "/models/{name}/predict", NOTHING),
                            new Route(HttpMethod.GET, "/v2/models/{name}", PAGE),
                            new Route(HttpMethod.GET, "/v2/models/{name}/ready", PAGE)),
                    new Models(List.of("first", "org/second", "c++")));

    @ParameterizedTest
    @CsvSource({
        "POST, /predict, /predict, first",
        "POST, /models/first, /models/{name}, first",
        "POST, /models/org/second, /models/{name}, org/second",
        "POST, /models/org%2Fsecond, /models/{name}, org/second",
        "POST, /models/org/second/predict, /models/{name}/predict, org/second",
        "POST, /models/c%2B%2B/predict, /models/{name}/predict, c++",
        "GET, /v2/models/org/second, /v2/models/{name}, org/second",
        "GET, /v2/models/first/ready, /v2/models/{name}/ready, first",
        "HEAD, /v2/models/first/ready, /v2/models/{name}/ready, first",
    })
    void aPathHasOneRouteAndOneModel(String method, String path, String route, String model) {
        RouteTable.Match match = table.find(HttpMethod.valueOf(method), path);
        assertThat(match.route().path()).isEqualTo(route);
        assertThat(match.model()).isEqualTo(model);
        assertThat(table.methods(path)).isEqualTo(match.route().method().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/models/nix/predict | there is no model 'nix'; there is first, org/second, c++",
                "/models/%zz | there is no model '%zz'; there is first, org/second, c++",
                "/models | there is no route '/models'; GET /docs lists them",
                "/models//predict/ | there is no model '/predict/'; there is first, org/second, c++"
            })
    void whatIsNotThereIsNamed(String path, String sentence) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> table.find(HttpMethod.POST, path));
        assertThat(refusal.type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(refusal.sentence()).isEqualTo(sentence);
        assertThat(table.methods(path)).isNull();
    }

    @Test
    void aPageIsForHeadToo() {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class, () -> table.find(HttpMethod.HEAD, "/models/first/predict"));
        assertThat(refusal.type()).isEqualTo(ErrorType.METHOD_NOT_ALLOWED);
    }
}
