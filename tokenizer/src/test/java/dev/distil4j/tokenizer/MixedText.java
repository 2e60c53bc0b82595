package dev.distil4j.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** By turns of the dice natural text of the data sets and adversarial text, without end. */
final class MixedText implements Supplier<String> {
    private final List<String> natural = new ArrayList<>(Data.sentences());
    private final Random dice;
    private final AdversarialText adversarial;

    MixedText(long seed, int reviews) {
        Data.reviews().limit(reviews).forEach(natural::add);
        dice = new Random(seed);
        adversarial = new AdversarialText(seed);
    }

    @Override
    public String get() {
        return dice.nextBoolean() ? natural.get(dice.nextInt(natural.size())) : adversarial.next();
    }
}
