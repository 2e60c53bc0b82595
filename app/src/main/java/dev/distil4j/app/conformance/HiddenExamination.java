package dev.distil4j.app.conformance;

import dev.distil4j.FeatureExtractor;

import java.util.ArrayList;
import java.util.List;

/**
 * Computes hidden states of a checkpoint again.
 *
 * @param model name of the checkpoint
 * @param extractor the checkpoint
 */
record HiddenExamination(String model, FeatureExtractor extractor) {

    /** The checks of a figure, one for each published value. */
    List<Check> checks(Figure.Hidden figure) {
        float[][] hidden = extractor.extract(figure.text());
        List<Check> checks = new ArrayList<>();
        figure.values()
                .forEach(
                        (place, expected) ->
                                checks.add(
                                        Check.of(
                                                model,
                                                figure,
                                                "hidden " + place,
                                                figure.text(),
                                                expected,
                                                value(hidden, place))));
        return checks;
    }

    private static double value(float[][] hidden, String place) {
        int comma = place.indexOf(',');
        int row = Integer.parseInt(place, 0, comma, 10);
        int column = Integer.parseInt(place, comma + 1, place.length(), 10);
        boolean exists = row < hidden.length && column < hidden[row].length;
        return exists ? hidden[row][column] : Double.NaN;
    }
}
