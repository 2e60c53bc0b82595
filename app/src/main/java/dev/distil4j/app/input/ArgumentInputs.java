package dev.distil4j.app.input;

import dev.distil4j.TextInput;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The texts that stand on the command line. */
final class ArgumentInputs implements Inputs {

    private final List<TextInput> texts;
    private int taken;

    ArgumentInputs(List<TextInput> texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable Item next() {
        if (taken == texts.size()) {
            return null;
        }
        TextInput text = texts.get(taken++);
        return new Item(text, texts.size() == 1 ? "" : "text " + taken);
    }

    @Override
    public boolean ready() {
        return taken < texts.size();
    }

    @Override
    public long position() {
        return taken;
    }

    @Override
    public long size() {
        return texts.size();
    }

    @Override
    public void close() {}
}
