package dev.distil4j.app.conformance;

import dev.distil4j.FillMask;
import dev.distil4j.FillMaskOptions;
import dev.distil4j.FilledMask;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills masks again.
 *
 * @param model name of the checkpoint
 * @param filler the checkpoint
 */
record FillExamination(String model, FillMask filler) {

    /** For each token a check of its place, and one of its score where that was published. */
    List<Check> checks(Figure.Filled figure) {
        int wanted = figure.tokens().size();
        List<FilledMask> filled =
                filler.fill(List.of(figure.text()), FillMaskOptions.defaults().topK(wanted))
                        .getFirst()
                        .getFirst()
                        .candidates();
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            Figure.Scored expected = figure.tokens().get(i);
            // A vocabulary may be smaller than the list.
            String token = i < filled.size() ? filled.get(i).token_str() : "none";
            checks.add(
                    Check.equal(
                            model,
                            figure,
                            "token " + (i + 1),
                            figure.text(),
                            expected.name(),
                            token));
            if (!Double.isNaN(expected.score())) {
                double score =
                        filled.stream()
                                .filter(one -> one.token_str().equals(expected.name()))
                                .mapToDouble(FilledMask::score)
                                .findFirst()
                                .orElse(Double.NaN);
                checks.add(
                        Check.of(
                                model,
                                figure,
                                "score " + expected.name(),
                                figure.text(),
                                expected.score(),
                                score));
            }
        }
        return checks;
    }
}
