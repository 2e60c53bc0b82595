package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import java.util.List;
import java.util.Map;

/** The models of a server by their names, which are known before the models are loaded. */
final class Models {

    private final List<String> names;
    private volatile Map<String, Served> served = Map.of();

    /** Models that are not there yet; the first is the default. */
    Models(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** From now on there are these. */
    void open(Map<String, Served> loaded) {
        served = Map.copyOf(loaded);
    }

    /** In the order in which they were asked for. */
    List<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /**
     * Makes sure that there is such a model, loaded or not.
     *
     * @throws Refusal if there is none, naming them all
     */
    void require(String name) {
        if (!has(name)) {
            throw new Refusal(
                    ErrorType.NOT_FOUND,
                    "there is no model '%s'; there is %s"
                            .formatted(name, String.join(", ", names)));
        }
    }

    /** The model of the routes that name none. */
    String first() {
        return names.getFirst();
    }

    /**
     * A model that can be asked.
     *
     * @throws Refusal if it is not loaded yet
     */
    Served get(String name) {
        Served model = served.get(name);
        if (model == null) {
            throw new Refusal(
                    ErrorType.UNHEALTHY,
                    "model '%s' is not ready yet; ask again when GET /health/ready says 200"
                            .formatted(name));
        }
        return model;
    }
}
