package dev.distil4j.loaders;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The labels of a model that gives their number only: {@code LABEL_0}, {@code LABEL_1}, … Each is
 * made when it is asked for, since a few bytes can claim a million of them.
 */
final class NumberedLabels extends AbstractList<String> implements RandomAccess {

    private final int size;

    NumberedLabels(int size) {
        this.size = size;
    }

    @Override
    public String get(int id) {
        return "LABEL_" + Objects.checkIndex(id, size);
    }

    @Override
    public int size() {
        return size;
    }
}
