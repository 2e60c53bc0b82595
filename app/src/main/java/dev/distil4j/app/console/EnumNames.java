package dev.distil4j.app.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Reads and lists the constants of an enum as command lines write them: {@code only-first}. */
public abstract class EnumNames<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {

    private final List<E> constants;

    /** Knows these constants. */
    protected EnumNames(E[] constants) {
        this.constants = List.copyOf(Arrays.asList(constants));
    }

    @Override
    public E convert(String value) {
        return constants.stream()
                .filter(constant -> name(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'%s' is none of %s"
                                                .formatted(value, String.join(", ", this))));
    }

    /** For the completion of a shell. */
    @Override
    public Iterator<String> iterator() {
        return constants.stream().map(EnumNames::name).iterator();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
