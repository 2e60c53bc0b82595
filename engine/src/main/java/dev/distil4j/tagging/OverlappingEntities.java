package dev.distil4j.tagging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides between the entities that overlapping windows found. Source: {@code
 * aggregate_overlapping_entities} of transformers' token-classification pipeline.
 */
public final class OverlappingEntities {

    private OverlappingEntities() {}

    /**
     * Of entities that overlap the longest one, and of several the one with the highest score.
     *
     * @param text what they were found in
     */
    public static List<Labelled> resolved(List<Labelled> entities, String text) {
        if (entities.isEmpty()) {
            return entities;
        }
        List<Labelled> sorted = new ArrayList<>(entities);
        sorted.sort(Comparator.comparingInt(Labelled::start));
        List<Labelled> resolved = new ArrayList<>();
        Labelled kept = sorted.getFirst();
        for (Labelled entity : sorted.subList(1, sorted.size())) {
            if (entity.start() >= kept.end()) {
                resolved.add(kept);
                kept = entity;
            } else if (isBetter(entity, kept, text)) {
                kept = entity;
            }
        }
        resolved.add(kept);
        return resolved;
    }

    private static boolean isBetter(Labelled entity, Labelled kept, String text) {
        int length = length(entity, text);
        int keptLength = length(kept, text);
        return length > keptLength || (length == keptLength && entity.score() > kept.score());
    }

    /** In code points, as the reference counts. */
    private static int length(Labelled entity, String text) {
        return text.codePointCount(entity.start(), entity.end());
    }
}
