package dev.distil4j.tokenizer;

import java.util.Arrays;

/**
 * A set of strings with a number each, walked code point by code point; nodes are numbers, and all
 * edges lie in one hash table. Not changed any more once its owner is built.
 */
final class Trie {
    static final int ROOT = 0;

    /** No such node, no such value. */
    static final int NONE = -1;

    private static final int CODE_POINT_BITS = 21;
    private static final long FREE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Edges, {@code parent << 21 | code point}, in open addressing; never fuller than a half. */
    private long[] edges = new long[64];

    private int[] children = new int[64];
    private int[] values = new int[32];
    private int nodeCount = 1;

    Trie() {
        Arrays.fill(edges, FREE);
        Arrays.fill(values, NONE);
    }

    /** Adds a string. Returns {@link #NONE}, or the number it has already and keeps. */
    int putIfAbsent(String string, int value) {
        int node = ROOT;
        for (int i = 0; i < string.length(); ) {
            int codePoint = string.codePointAt(i);
            int child = child(node, codePoint);
            node = child == NONE ? addChild(node, codePoint) : child;
            i += Character.charCount(codePoint);
        }
        int present = values[node];
        if (present == NONE) {
            values[node] = value;
        }
        return present;
    }

    /** The node that a code point leads to, or {@link #NONE}; nothing leads on from NONE. */
    int child(int node, int codePoint) {
        int slot = slot(edges, edge(node, codePoint));
        return edges[slot] == FREE ? NONE : children[slot];
    }

    /** The number of the string that ends at a node, or {@link #NONE}. */
    int value(int node) {
        return values[node];
    }

    /** The node at the end of a string, or {@link #NONE}. */
    int node(String string) {
        int node = ROOT;
        for (int i = 0; i < string.length() && node != NONE; ) {
            int codePoint = string.codePointAt(i);
            node = child(node, codePoint);
            i += Character.charCount(codePoint);
        }
        return node;
    }

    private int addChild(int parent, int codePoint) {
        if (2 * nodeCount == edges.length) {
            grow();
        }
        long edge = edge(parent, codePoint);
        int slot = slot(edges, edge);
        edges[slot] = edge;
        children[slot] = nodeCount;
        return nodeCount++;
    }

    private void grow() {
        long[] larger = new long[2 * edges.length];
        int[] targets = new int[larger.length];
        Arrays.fill(larger, FREE);
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != FREE) {
                int slot = slot(larger, edges[i]);
                larger[slot] = edges[i];
                targets[slot] = children[i];
            }
        }
        edges = larger;
        children = targets;
        int before = values.length;
        values = Arrays.copyOf(values, 2 * before);
        Arrays.fill(values, before, values.length, NONE);
    }

    private static long edge(int parent, int codePoint) {
        return (long) parent << CODE_POINT_BITS | codePoint;
    }

    /** Where an edge is, or else where it would go. */
    private static int slot(long[] edges, long edge) {
        int mask = edges.length - 1;
        int slot = (int) ((edge * SPREAD) >>> 32) & mask;
        while (edges[slot] != FREE && edges[slot] != edge) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
