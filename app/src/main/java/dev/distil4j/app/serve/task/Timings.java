package dev.distil4j.app.serve.task;

/**
 * Where the time of a request went, in nanoseconds.
 *
 * @param tokenization counting the tokens of its texts
 * @param queue waiting for the model
 * @param inference being computed, with whatever shared its batches
 */
public record Timings(long tokenization, long queue, long inference) {}
