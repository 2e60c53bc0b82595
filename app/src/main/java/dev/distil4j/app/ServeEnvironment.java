package dev.distil4j.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Options of {@code distil serve} from the environment: DISTIL4J_SERVE_PORT for --port. */
final class ServeEnvironment implements IDefaultValueProvider {

    private static final String PREFIX = "DISTIL4J_SERVE_";
    private static final String MODEL = "--model";

    private final Map<String, String> variables;
    private final Set<String> known = new HashSet<>();

    ServeEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = variable(option.longestName());
        known.add(name);
        // Several models are taken apart by models().
        return option.longestName().equals(MODEL) ? null : variables.get(name);
    }

    /** The models, none if there is no such variable. */
    List<String> models() {
        return Arrays.stream(variables.getOrDefault(variable(MODEL), "").split(","))
                .map(String::strip)
                .filter(model -> !model.isEmpty())
                .toList();
    }

    /** Variables that look like options but are none, such as one with a slip in its name. */
    List<String> unknown() {
        return variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .toList();
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
