package dev.distil4j.app.model;

import dev.distil4j.ModelSource;

/**
 * The model that a command takes when the user names none; each command has a constant of its own
 * and hands it to its {@link ModelOptions}, which does the rest: the help names the model, a
 * download is announced with its size, and where the model can't be had, one sentence says what to
 * do.
 */
public enum DefaultModel {
    /** Sentiment, offline: the model that comes with the project. */
    CLASSIFY("a small English sentiment model that comes with Distil4J"),

    /** DistilBERT's own language model; its card has sample requests. */
    FILL_MASK("distilbert/distilbert-base-cased"),

    /** Fine-tuned on SQuAD 1.1 with BERT as its teacher. */
    ANSWER("distilbert/distilbert-base-cased-distilled-squad"),

    /** Persons, organisations, locations and the rest, fine-tuned on CoNLL-2003. */
    TAG("dslim/distilbert-NER"),

    /** Sentence embeddings of 384 numbers for every purpose, by a BERT of 6 narrow blocks. */
    EMBED("sentence-transformers/all-MiniLM-L6-v2"),

    /** Entailment, fine-tuned on MultiNLI. */
    ZERO_SHOT("typeform/distilbert-base-uncased-mnli");

    private final String shown;

    DefaultModel(String shown) {
        this.shown = shown;
    }

    /** Where it comes from: with the project, or from the hub. */
    public ModelSource source() {
        return this == CLASSIFY ? ModelSource.embedded() : ModelSource.hub(shown);
    }

    /** What the help calls it: its name on the hub, or a few words. */
    public String shown() {
        return shown;
    }
}
