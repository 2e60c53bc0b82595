package dev.distil4j;

/** What a tagger found in a text: a token with a label, or tokens that belong together. */
public sealed interface Entity permits TokenEntity, EntityGroup {

    /** What it is. */
    String label();

    /** How much speaks for that, 0 to 1. */
    double score();

    /** Its text as the vocabulary's pieces have it: lower-cased, say, where the model is uncased. */
    String word();

    /** Where it begins in the text, in UTF-16 units. */
    int start();

    /** Where it ends, exclusive, in UTF-16 units. */
    int end();
}
