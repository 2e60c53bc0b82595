package dev.distil4j.loaders;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a saved model by their names, wherever they lie; read on demand until it is
 * closed.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface Checkpoint extends AutoCloseable
        permits SafetensorsFile, ShardedCheckpoint {

    /** What messages call it: the path of the file or of the index, or a name given for it. */
    String origin();

    /** The names of the tensors. */
    Set<String> names();

    /** The tensor of that name as it was saved, if there is one. */
    Optional<NamedTensor> tensor(String name);

    /** What whoever saved it noted: strings by their keys, empty if there are none. */
    Map<String, String> metadata();

    /** Ends the reading of tensors, after those reads that run. Does nothing if repeated. */
    @Override
    void close();
}
