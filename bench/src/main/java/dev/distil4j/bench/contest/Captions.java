package dev.distil4j.bench.contest;

/** Workloads and contenders in words. */
final class Captions {

    private Captions() {}

    /** A workload's name as a reader says it. */
    static String workload(String name) {
        String[] parts = name.split(":", 2);
        String size = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "sentiment" -> "one text of %s tokens".formatted(size);
            case "rows" -> "every row of %s tokens".formatted(size);
            case "product" -> "product %s".formatted(size.replace("x", " × "));
            case "labels" -> "text to labels, %s".formatted(corpus(size));
            case "tokens" -> "tokens of %s reviews".formatted(size);
            case "callers" -> "%s tokens".formatted(size.replace("x", " callers, "));
            case "headline" ->
                    size.equals("sst2")
                            ? "DistilBERT beside BERT, SST-2 dev"
                            : "DistilBERT beside BERT, %s tokens".formatted(size);
            default -> name;
        };
    }

    private static String corpus(String name) {
        return switch (name) {
            case "sst2" -> "SST-2 dev";
            case "imdb" -> "IMDb";
            case "both" -> "SST-2 dev and IMDb";
            default -> name;
        };
    }

    /**
     * A contender's name as a reader says it. Variants of ONNX Runtime's graph have one name, since
     * the faster one is the peer.
     */
    static String engine(String name) {
        return switch (name) {
            case "distil4j" -> "Distil4J";
            case "distil4j-bert" -> "Distil4J with BERT";
            case "onnxruntime", "onnxruntime-optimised" -> "ONNX Runtime";
            case "onnxruntime-sorted", "onnxruntime-optimised-sorted" -> "ONNX Runtime, sorted";
            case "pytorch" -> "PyTorch";
            case "openblas" -> "OpenBLAS";
            case "huggingface" -> "HF tokenizers";
            case "huggingface-ids" -> "HF tokenizers, ids";
            default -> name;
        };
    }
}
