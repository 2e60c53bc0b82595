package dev.distil4j.testing;

import java.util.List;

/**
 * Numbers from a seed, the same bits as the reference's generator makes, by SplitMix64 (Steele, Lea
 * and Flood, Fast splittable pseudorandom number generators, 2014): each tensor or text has a stream
 * of its own.
 *
 * @param seed of all streams
 */
public record SeededDraws(long seed) {

    /** 2<sup>64</sup> over the golden ratio: the step of SplitMix64. */
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    /** Number {@code i} of stream {@code t}: 24 bits, which a float holds exactly. */
    public int draw(int t, int i) {
        return draw(stream(t), i);
    }

    /** The values of stream {@code t}, uniform from offset - scale to offset + scale. */
    public StoredTensor tensor(int t, List<Integer> shape, float scale, float offset) {
        long stream = stream(t);
        return new StoredTensor(shape, i -> (draw(stream, i) * 0x1p-23f - 1) * scale + offset);
    }

    private long stream(int t) {
        return mix64(seed + t * GAMMA);
    }

    private static int draw(long stream, int i) {
        return (int) (mix64(stream + (i + 1) * GAMMA) >>> 40);
    }

    private static long mix64(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
