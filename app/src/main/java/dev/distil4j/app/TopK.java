package dev.distil4j.app;

import dev.distil4j.ClassificationOptions;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of labels: a positive number, or {@code all}. */
final class TopK implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        if (value.equals("all")) {
            return ClassificationOptions.ALL;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new TypeConversionException("'" + value + "' is neither 1 or more nor 'all'");
        }
        return Integer.valueOf(value);
    }
}
