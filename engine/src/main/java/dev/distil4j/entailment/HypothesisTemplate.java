package dev.distil4j.entailment;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with a place for a label, in the notation of Python's {@code str.format}.
 *
 * @param parts what stands before, between and behind the places
 */
public record HypothesisTemplate(List<String> parts) {

    /** Takes an unmodifiable copy of the parts. */
    public HypothesisTemplate {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a template: <code>{}</code> once or <code>{0}</code> any number of times, and doubled
     * braces for braces.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HypothesisTemplate parse(String template) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int unnumbered = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '{' && c != '}') {
                part.append(c);
            } else if (template.startsWith(c == '{' ? "{{" : "}}", i)) {
                part.append(c);
                i++;
            } else {
                boolean numbered = template.startsWith("{0}", i);
                if (!numbered && !template.startsWith("{}", i)) {
                    throw wrong(template, "has a brace that is no place for a label");
                }
                unnumbered += numbered ? 0 : 1;
                parts.add(part.toString());
                part.setLength(0);
                i += numbered ? 2 : 1;
            }
        }
        if (parts.isEmpty()) {
            throw wrong(template, "has no place for a label");
        }
        if (unnumbered > 0 && parts.size() > 1) {
            throw wrong(template, "has several places, of which one at least has no number");
        }
        parts.add(part.toString());
        return new HypothesisTemplate(parts);
    }

    private static IllegalArgumentException wrong(String template, String sentence) {
        return new IllegalArgumentException(
                "the hypothesis_template '%s' %s; write {} where the label goes, or {0} where it goes several times, and {{ or }} for a brace"
                        .formatted(template, sentence));
    }

    /** The sentence about a label. */
    public String of(String label) {
        return String.join(label, parts);
    }
}
