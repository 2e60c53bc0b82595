package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers tensors and writes them as one safetensors file, byte for byte like the reference: the
 * tensors by type, the largest first, then by name; the header padded with spaces to a multiple of
 * 8 bytes.
 *
 * <p>Values are kept, not copied, until they are written, so they must not change before that. Not
 * safe for use by several threads.
 */
public final class SafetensorsWriter {

    /** One tensor that is to be written. */
    private record Entry(String name, DType dtype, List<Long> shape, long bytes, TensorBody body) {}

    /** In the reference the types are ordered as in {@link DType}, names by their UTF-8. */
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::dtype)
                    .reversed()
                    .thenComparing(
                            entry -> entry.name.getBytes(StandardCharsets.UTF_8),
                            Arrays::compareUnsigned);

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Adds a string to {@code __metadata__}; Python's frameworks look for {@code format}, {@code
     * pt}.
     *
     * @throws SafetensorsException if the key is there already
     */
    public SafetensorsWriter metadata(String key, String value) {
        requireWellFormed(key);
        requireWellFormed(value);
        if (metadata.putIfAbsent(key, value) != null) {
            throw twice("the metadata key " + Quoted.quote(key));
        }
        return this;
    }

    /**
     * Adds a tensor of floats. F16 and BF16 take the nearest number, ties to even; beyond their
     * range it is infinite.
     *
     * @param dtype F32, F16 or BF16
     * @param values row-major, as many as the shape has
     * @param shape the dimensions, outermost first; none for a single value
     * @throws SafetensorsException if the reader would refuse such a tensor, the name is there
     *     already, or the type is another
     */
    public SafetensorsWriter tensor(String name, DType dtype, float[] values, long... shape) {
        Extent extent = extent(name, dtype, shape);
        if (extent.elements() != values.length) {
            throw violation(
                    Violation.SIZE_MISMATCH,
                    what(name)
                            + " is "
                            + Arrays.toString(shape)
                            + " but has "
                            + Quoted.count(values.length, "value"),
                    "give as many as the shape has");
        }
        return switch (dtype) {
            case F32, F16, BF16 ->
                    add(name, dtype, shape, extent, TensorBody.ofFloats(dtype, values));
            default ->
                    throw violation(
                            Violation.DTYPE_NOT_CONVERTIBLE,
                            what(name) + " cannot be made from floats as " + dtype,
                            "choose F32, F16 or BF16, or give its bytes");
        };
    }

    /**
     * Adds a tensor of any type by its bytes, which may be 2<sup>31</sup> and more.
     *
     * @param bytes the values, little-endian and row-major
     * @param shape the dimensions, outermost first; none for a single value
     * @throws SafetensorsException as for floats
     */
    public SafetensorsWriter tensor(String name, DType dtype, MemorySegment bytes, long... shape) {
        Extent extent = extent(name, dtype, shape);
        if (extent.bytes() != bytes.byteSize()) {
            throw violation(
                    Violation.SIZE_MISMATCH,
                    what(name)
                            + " is "
                            + dtype
                            + " "
                            + Arrays.toString(shape)
                            + " but has "
                            + Quoted.count(bytes.byteSize(), "byte"),
                    "give the " + extent.bytes() + " that it needs");
        }
        return add(name, dtype, shape, extent, channel -> TensorBody.write(bytes, channel));
    }

    /**
     * Adds a tensor of an open checkpoint, bit for bit; that must stay open until this is written.
     *
     * @throws SafetensorsException as for floats
     */
    public SafetensorsWriter tensor(String name, NamedTensor tensor) {
        long[] shape = tensor.shape();
        return add(
                name,
                tensor.dtype(),
                shape,
                extent(name, tensor.dtype(), shape),
                TensorBody.of(tensor));
    }

    private SafetensorsWriter add(
            String name, DType dtype, long[] shape, Extent extent, TensorBody body) {
        requireWellFormed(name);
        if (name.equals("__metadata__")) {
            throw violation(
                    Violation.TENSOR_MALFORMED,
                    what(name) + " has a name that the format keeps for itself",
                    "choose another");
        }
        var entry =
                new Entry(name, dtype, Arrays.stream(shape).boxed().toList(), extent.bytes(), body);
        if (entries.putIfAbsent(name, entry) != null) {
            throw twice(what(name));
        }
        return this;
    }

    private static Extent extent(String name, DType dtype, long[] shape) {
        String what = what(name);
        if (shape.length > Extent.MAX_RANK) {
            throw violation(
                    Violation.RANK_TOO_HIGH,
                    what + " has more than " + Extent.MAX_RANK + " dimensions",
                    "join some");
        }
        for (long dimension : shape) {
            if (dimension < 0) {
                throw violation(
                        Violation.NUMBER_NOT_UNSIGNED,
                        what + " has the negative dimension " + dimension,
                        "give sizes");
            }
        }
        return Extent.of(
                what,
                dtype,
                shape,
                (violation, sentence) -> violation(violation, sentence, "give its own shape"));
    }

    /**
     * Writes a file beside the target and moves it there when it is complete and on the disk:
     * whatever happens, the target is the old file or the new one.
     *
     * @throws SafetensorsException if the header has more than 100,000,000 bytes, or if the file
     *     cannot be written
     */
    public void write(Path target) {
        var sorted = entries.values().stream().sorted(ORDER).toList();
        byte[] header = header(sorted);
        try {
            AtomicFile.write(target, channel -> write(channel, header, sorted));
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
            throw new SafetensorsException(
                    Violation.UNWRITABLE,
                    target
                            + ": it cannot be written ("
                            + cause
                            + "); check the folder and the disk",
                    e);
        }
    }

    /** Writes the file into a channel, which the caller closes. */
    void write(WritableByteChannel channel) throws IOException {
        var sorted = entries.values().stream().sorted(ORDER).toList();
        write(channel, header(sorted), sorted);
    }

    private static void write(WritableByteChannel channel, byte[] header, Iterable<Entry> entries)
            throws IOException {
        var start = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length).put(header).flip();
        TensorBody.write(MemorySegment.ofBuffer(start), channel);
        for (Entry entry : entries) {
            entry.body.write(channel);
        }
    }

    private byte[] header(Iterable<Entry> entries) {
        var json = new HeaderJson();
        if (!metadata.isEmpty()) {
            json.metadata(metadata);
        }
        long begin = 0;
        for (Entry entry : entries) {
            long end = begin + entry.bytes;
            if (end < begin) {
                throw violation(
                        Violation.SIZE_OVERFLOW,
                        "the tensors have 2^63 bytes and more together",
                        "write several files");
            }
            json.tensor(entry.name, entry.dtype, entry.shape, begin, end);
            begin = end;
        }
        byte[] header = json.bytes();
        if (header.length > SafetensorsHeader.MAX_HEADER) {
            throw violation(
                    Violation.HEADER_TOO_LARGE,
                    "the header has " + header.length + " bytes but may have at most 100000000",
                    "write several files or less metadata");
        }
        return header;
    }

    private static String what(String name) {
        return "tensor " + Quoted.quote(name);
    }

    private static void requireWellFormed(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw violation(
                    Violation.HEADER_NOT_UTF8,
                    Quoted.quote(text) + " holds half a surrogate pair",
                    "give whole characters");
        }
    }

    private static SafetensorsException twice(String what) {
        return violation(
                Violation.DUPLICATE_KEY, what + " is there already", "choose another name");
    }

    private static SafetensorsException violation(
            Violation violation, String sentence, String cure) {
        return new SafetensorsException(violation, sentence + "; " + cure);
    }
}
