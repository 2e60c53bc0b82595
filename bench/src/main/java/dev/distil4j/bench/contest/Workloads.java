package dev.distil4j.bench.contest;

/** Finds workloads by their names, {@code kind:size}. */
public final class Workloads {

    private Workloads() {}

    /**
     * The workload of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload of(String name) {
        String[] parts = name.split(":", 2);
        String size = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "sentiment" -> new Sentiment(Integer.parseInt(size));
            case "rows" -> new EveryRow(Integer.parseInt(size));
            case "product" -> MatrixProduct.of(size);
            case "labels" -> Labels.of(size);
            case "tokens" -> new Tokenization(Integer.parseInt(size));
            case "callers" -> Callers.of(size);
            case "headline" -> Headline.of(size);
            default ->
                    throw new IllegalArgumentException(
                            ("there is no workload %s; choose sentiment:TOKENS, rows:TOKENS,"
                                 + " product:ROWSxINxOUT, labels:CORPUS[:TEXTS], tokens:REVIEWS,"
                                 + " callers:CALLERSxTOKENS, headline:TOKENS or headline:sst2")
                                    .formatted(name));
        };
    }
}
