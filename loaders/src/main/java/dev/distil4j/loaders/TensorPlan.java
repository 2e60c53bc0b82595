package dev.distil4j.loaders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tensors that a model needs, to be found in a checkpoint under the names of any age: with or
 * without the model's prefix, and with {@code gamma} and {@code beta} for {@code weight} and {@code
 * bias}.
 *
 * @param prefix what may stand before the canonical names, such as {@code distilbert.}
 * @param tensors what the model needs
 * @param unread beginnings of canonical names that may be in the file without being needed, such as
 *     the heads of other tasks
 */
public record TensorPlan(String prefix, List<TensorSpec> tensors, Set<String> unread) {

    /** Not a weight: the numbers 0 to n-1, which older versions of transformers saved. */
    private static final String POSITION_IDS = "embeddings.position_ids";

    /** Takes unmodifiable copies. */
    public TensorPlan {
        tensors = List.copyOf(tensors);
        unread = Set.copyOf(unread);
    }

    /**
     * Finds every tensor of the plan.
     *
     * @return the tensors by their canonical names, in the order of the plan
     * @throws TensorPlanException naming everything that is missing, surplus, there twice, of
     *     another shape, or of a type that cannot become float
     */
    public Map<String, NamedTensor> bind(Checkpoint checkpoint) {
        var found = new TreeMap<String, NamedTensor>();
        var problems = new Problems();
        for (String name : checkpoint.names()) {
            NamedTensor tensor = checkpoint.tensor(name).orElseThrow();
            NamedTensor other = found.putIfAbsent(canonical(name), tensor);
            if (other != null) {
                problems.twice.add(Quoted.quote(other.name()) + " and " + Quoted.quote(name));
            }
        }
        var bound = new LinkedHashMap<String, NamedTensor>();
        for (TensorSpec spec : tensors) {
            NamedTensor tensor = found.get(spec.name());
            if (tensor == null) {
                problems.missing.add(Quoted.quote(spec.name()));
            } else {
                check(spec, tensor, problems);
                bound.put(spec.name(), tensor);
            }
        }
        found.forEach(
                (name, tensor) -> {
                    if (!bound.containsKey(name) && !mayBeUnread(name)) {
                        problems.surplus.add(Quoted.quote(tensor.name()));
                    }
                });
        problems.throwIfAny(checkpoint.origin());
        return Collections.unmodifiableMap(bound);
    }

    private String canonical(String name) {
        String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        if (bare.endsWith(".gamma")) {
            return bare.substring(0, bare.length() - "gamma".length()) + "weight";
        }
        if (bare.endsWith(".beta")) {
            return bare.substring(0, bare.length() - "beta".length()) + "bias";
        }
        return bare;
    }

    private boolean mayBeUnread(String name) {
        return name.equals(POSITION_IDS) || unread.stream().anyMatch(name::startsWith);
    }

    private static void check(TensorSpec spec, NamedTensor tensor, Problems problems) {
        String name = Quoted.quote(tensor.name());
        List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
        if (!shape.equals(spec.shape())) {
            problems.misshaped.add(name + " is " + shape + ", needed " + spec.shape());
        }
        if (!tensor.dtype().isConvertible()) {
            problems.unconvertible.add(name + " is " + tensor.dtype());
        }
    }

    /** All that does not fit, gathered so that a user sees it at once. */
    private static final class Problems {

        final List<String> missing = new ArrayList<>();
        final List<String> surplus = new ArrayList<>();
        final List<String> misshaped = new ArrayList<>();
        final List<String> unconvertible = new ArrayList<>();
        final List<String> twice = new ArrayList<>();

        void throwIfAny(String origin) {
            List<String> parts = new ArrayList<>();
            describe("missing", missing, parts);
            describe("not of this model", surplus, parts);
            describe("of another shape", misshaped, parts);
            describe("not convertible to float", unconvertible, parts);
            describe("there under two names", twice, parts);
            if (!parts.isEmpty()) {
                throw new TensorPlanException(
                        origin
                                + ": the tensors do not fit the model: "
                                + String.join("; ", parts)
                                + "; use the checkpoint that belongs to this config.json and task");
            }
        }

        private static void describe(String what, List<String> names, List<String> parts) {
            if (!names.isEmpty()) {
                parts.add(names.size() + " " + what + " (" + Quoted.list(names) + ")");
            }
        }
    }
}
