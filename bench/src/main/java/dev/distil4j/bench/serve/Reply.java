package dev.distil4j.bench.serve;

/**
 * What came of a request.
 *
 * @param status of HTTP, 0 if the connection broke
 * @param texts that it had
 * @param nanos from when it was due to its answer
 */
record Reply(int status, int texts, long nanos) {

    boolean isOk() {
        return status == 200;
    }
}
