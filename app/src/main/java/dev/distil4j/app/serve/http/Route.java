package dev.distil4j.app.serve.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * One way to ask the server something.
 *
 * @param path as in a request, but for {@code {name}}, which stands for the name of a model
 */
record Route(HttpMethod method, String path, Action action) {

    static final String NAME = "{name}";

    /** What answers. */
    sealed interface Action {}

    /** Answers without a body. */
    @FunctionalInterface
    non-sealed interface Page extends Action {
        /**
         * The answer.
         *
         * @param model name of the one that the path names, or of the default
         */
        Reply answer(HttpServerRequest request, String model);
    }

    /** A page that takes time to make, on a thread of the call's own. */
    record Computed(Page page) implements Action {}

    /** Answers a body, on a thread of the call's own. */
    @FunctionalInterface
    non-sealed interface OfBody extends Action {
        /**
         * The answer.
         *
         * @param call what is noted of it goes to the log; it is not answered here
         * @throws dev.distil4j.app.serve.Refusal if there is no result
         * @throws java.util.concurrent.CancellationException if nobody waits for one
         */
        Reply answer(Call call, Served served, byte[] body);
    }

    boolean namesModel() {
        return path.contains(NAME);
    }

    /** What stands before the name of the model. */
    String prefix() {
        return path.substring(0, path.indexOf(NAME));
    }

    /** What stands behind the name of the model. */
    String suffix() {
        return path.substring(path.indexOf(NAME) + NAME.length());
    }
}
