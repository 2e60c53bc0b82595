package dev.distil4j.app.conformance;

import dev.distil4j.SentenceEmbedder;

/**
 * Compares texts again.
 *
 * @param model name of the checkpoint
 * @param embedder the checkpoint
 */
record EmbedExamination(String model, SentenceEmbedder embedder) {

    /** The check of a figure. */
    Check check(Figure.Similarity figure) {
        double cosine =
                SentenceEmbedder.cosineSimilarity(
                        embedder.embed(figure.text()), embedder.embed(figure.other()));
        String what = "cosine to \"%s\"".formatted(figure.other());
        return Check.of(model, figure, what, figure.text(), figure.cosine(), cosine);
    }
}
