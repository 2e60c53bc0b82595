package dev.distil4j.app.serve.http;

/**
 * What the access log tells of a request.
 *
 * @param route as it is written in the table, {@code none} if there is none
 * @param status 0 while there is none, 499 if the client did not wait for one
 * @param bytes of the response's body
 * @param model that was asked, empty if none was
 * @param texts that were sent
 * @param tokens that were computed
 */
record CallFacts(String route, int status, long bytes, String model, int texts, long tokens) {

    static final CallFacts NONE = new CallFacts("none", 0, 0, "", 0, 0);

    CallFacts at(Route where) {
        return new CallFacts(where.path(), status, bytes, model, texts, tokens);
    }

    CallFacts answered(int withStatus, long withBytes) {
        return new CallFacts(route, withStatus, withBytes, model, texts, tokens);
    }

    CallFacts asked(String name) {
        return new CallFacts(route, status, bytes, name, texts, tokens);
    }

    CallFacts sent(int inputs) {
        return new CallFacts(route, status, bytes, model, inputs, tokens);
    }

    CallFacts computed(long sum) {
        return new CallFacts(route, status, bytes, model, texts, sum);
    }
}
