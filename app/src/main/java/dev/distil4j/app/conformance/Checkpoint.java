package dev.distil4j.app.conformance;

import java.util.List;

/**
 * A published model with what was published about it.
 *
 * @param model its name on the hub
 * @param figures what can be computed again
 */
public record Checkpoint(String model, List<Figure> figures) {}
