package dev.distil4j.loaders;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Files with a few bytes flipped, cut, doubled or replaced; the same ones for the same seed.
 *
 * @param words what a blind mutation hardly finds: numbers at limits, and a format's own words
 */
record Mutations(List<String> words) {

    /** For more of them: {@code -Dsurefire.jvm=-Ddistil4j.fuzz.mutations=1000000}. */
    static final int COUNT = Integer.getInteger("distil4j.fuzz.mutations", 20_000);

    Mutations(String... words) {
        this(List.of(words));
    }

    /** One mutation or, ever more seldom, several. */
    byte[] of(byte[] file, SplittableRandom random) {
        byte[] mutant = mutate(file, random);
        while (random.nextBoolean()) {
            mutant = mutate(mutant, random);
        }
        return mutant;
    }

    private byte[] mutate(byte[] file, SplittableRandom random) {
        if (file.length == 0) {
            return file;
        }
        int at = random.nextInt(file.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = file.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] changed = file.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> Arrays.copyOf(file, at);
            case 3 -> splice(file, at, at, Arrays.copyOfRange(file, at, file.length));
            case 4 -> splice(file, at, at, word(random));
            default -> {
                int end = Math.min(file.length, at + random.nextInt(12));
                yield splice(file, at, end, word(random));
            }
        };
    }

    private byte[] word(SplittableRandom random) {
        return words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] file, int from, int to, byte[] middle) {
        byte[] spliced = new byte[file.length - (to - from) + middle.length];
        System.arraycopy(file, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(file, to, spliced, from + middle.length, file.length - to);
        return spliced;
    }
}
