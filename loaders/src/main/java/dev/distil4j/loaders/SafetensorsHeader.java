package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, held against every rule of the format (see the package).
 *
 * @param metadata the strings under {@code __metadata__}
 * @param tensors in the order of their data, which they cover exactly
 */
record SafetensorsHeader(Map<String, String> metadata, List<NamedTensor> tensors) {

    static final long MAX_HEADER = 100_000_000;
    private static final String CURE = "download or save the file again";

    /** Where the header ends and the data begins; the header's length is believed from here on. */
    static long end(MemorySegment file, String origin) {
        long size = file.byteSize();
        if (size < Long.BYTES) {
            throw violation(
                    origin,
                    Violation.FILE_TOO_SHORT,
                    "the file has "
                            + Quoted.count(size, "byte")
                            + ", too few for a safetensors file");
        }
        long length =
                ByteBuffer.wrap(copy(file, 0, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (Long.compareUnsigned(length, MAX_HEADER) > 0) {
            throw violation(
                    origin,
                    Violation.HEADER_TOO_LARGE,
                    "the header claims "
                            + Long.toUnsignedString(length)
                            + " bytes but may have at most 100000000, so this is probably no"
                            + " safetensors file");
        }
        if (length > size - Long.BYTES) {
            throw violation(
                    origin,
                    Violation.HEADER_BEYOND_FILE,
                    "the header claims "
                            + Quoted.count(length, "byte")
                            + " but only "
                            + (size - Long.BYTES)
                            + " follow, so the file is cut short");
        }
        return Long.BYTES + length;
    }

    /** Reads the header that ends at {@code end}; {@code data} is what follows it. */
    static SafetensorsHeader read(MemorySegment file, long end, TensorData data) {
        byte[] bytes = copy(file, Long.BYTES, (int) end - Long.BYTES);
        if (bytes.length == 0 || bytes[0] != '{') {
            throw violation(
                    data.origin(),
                    Violation.HEADER_NOT_OBJECT,
                    "the header does not begin with '{', so this is probably no safetensors file");
        }
        return new Parser(bytes, data).parse();
    }

    /** In one piece, since the JVM reports at once if the file vanishes under such a copy only. */
    private static byte[] copy(MemorySegment file, long from, int count) {
        var bytes = new byte[count];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, from, bytes, 0, count);
        return bytes;
    }

    private static SafetensorsException violation(
            String origin, Violation violation, String sentence) {
        return new SafetensorsException(violation, origin + ": " + sentence + "; " + CURE);
    }

    /** One walk through the JSON; tensors are checked one by one, then their layout. */
    private static final class Parser {

        private final JsonReader json;
        private final TensorData data;
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final List<NamedTensor> tensors = new ArrayList<>();

        // The fields of the tensor that is being read, in whatever order they come.
        private @Nullable String dtype;
        private long @Nullable [] shape;
        private long @Nullable [] offsets;

        Parser(byte[] header, TensorData data) {
            this.data = data;
            json =
                    new JsonReader(
                            new ByteArrayInputStream(header),
                            (fault, place, cause) ->
                                    new SafetensorsException(
                                            violationOf(fault),
                                            data.origin() + ": header: " + place + "; " + CURE,
                                            cause));
        }

        private static Violation violationOf(JsonReader.Fault fault) {
            return switch (fault) {
                case UNREADABLE -> Violation.UNREADABLE;
                case NOT_UTF8 -> Violation.HEADER_NOT_UTF8;
                case SYNTAX -> Violation.HEADER_NOT_JSON;
                case TOO_DEEP -> Violation.NESTED_TOO_DEEPLY;
                case DUPLICATE_KEY -> Violation.DUPLICATE_KEY;
                case WRONG_TYPE -> Violation.TENSOR_MALFORMED;
                case BAD_NUMBER -> Violation.NUMBER_NOT_UNSIGNED;
            };
        }

        SafetensorsHeader parse() {
            try (json) {
                json.document(
                        name -> {
                            if (name.equals("__metadata__")) {
                                metadata();
                            } else {
                                tensor(name);
                            }
                        });
            }
            tensors.sort(
                    Comparator.comparingLong(NamedTensor::begin)
                            .thenComparingLong(NamedTensor::end));
            checkLayout();
            return new SafetensorsHeader(metadata, tensors);
        }

        private void metadata() {
            if (json.isNull()) {
                return;
            }
            if (!json.isObject()) {
                throw violation(
                        Violation.METADATA_NOT_STRINGS,
                        "__metadata__ must be an object of strings");
            }
            json.object(
                    "__metadata__",
                    key -> {
                        if (!json.isString()) {
                            throw violation(
                                    Violation.METADATA_NOT_STRINGS,
                                    "the value of "
                                            + Quoted.quote(key)
                                            + " in __metadata__ must be a string");
                        }
                        metadata.put(key, json.string("the value"));
                    });
        }

        private void tensor(String name) {
            String what = "tensor " + Quoted.quote(name);
            dtype = null;
            shape = null;
            offsets = null;
            json.object(
                    what,
                    field -> {
                        switch (field) {
                            case "dtype" -> dtype = json.string(what + ": dtype");
                            case "shape" -> shape = shape(what);
                            case "data_offsets" -> offsets = offsets(what);
                            default -> json.skip();
                        }
                    });
            if (dtype == null || shape == null || offsets == null) {
                String missing = dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets";
                throw violation(Violation.FIELD_MISSING, what + " has no " + missing);
            }
            tensors.add(tensor(name, what, dtype, shape, offsets));
        }

        private long[] shape(String what) {
            var dimensions = new long[Extent.MAX_RANK];
            var rank = new int[1];
            json.array(
                    what + ": shape",
                    () -> {
                        if (rank[0] == Extent.MAX_RANK) {
                            throw violation(
                                    Violation.RANK_TOO_HIGH,
                                    what + " has more than " + Extent.MAX_RANK + " dimensions");
                        }
                        dimensions[rank[0]++] = json.unsigned(what + ": a dimension");
                    });
            return Arrays.copyOf(dimensions, rank[0]);
        }

        private long[] offsets(String what) {
            var offsets = new long[2];
            var count = new int[1];
            json.array(
                    what + ": data_offsets",
                    () -> {
                        long offset = json.unsigned(what + ": an offset");
                        if (count[0] < 2) {
                            offsets[count[0]] = offset;
                        }
                        count[0] = Math.min(count[0] + 1, 3);
                    });
            if (count[0] != 2) {
                throw violation(
                        Violation.TENSOR_MALFORMED,
                        what + ": data_offsets must be two numbers, [begin, end]");
            }
            return offsets;
        }

        private NamedTensor tensor(
                String name, String what, String typeName, long[] shape, long[] offsets) {
            DType type = DType.named(typeName);
            if (type == null) {
                throw violation(
                        Violation.DTYPE_UNKNOWN,
                        what + " has the unknown dtype " + Quoted.quote(typeName));
            }
            long begin = offsets[0];
            long end = offsets[1];
            if (end < begin) {
                throw violation(
                        Violation.OFFSETS_REVERSED,
                        what + " ends at byte " + end + ", before it begins at byte " + begin);
            }
            Extent extent = Extent.of(what, type, shape, this::violation);
            if (end - begin != extent.bytes()) {
                throw violation(
                        Violation.SIZE_MISMATCH,
                        what
                                + " spans "
                                + Quoted.count(end - begin, "byte")
                                + " but "
                                + type
                                + " "
                                + Arrays.toString(shape)
                                + " needs "
                                + extent.bytes());
            }
            return new NamedTensor(data, name, type, shape, extent.elements(), begin);
        }

        private void checkLayout() {
            long covered = 0;
            String before = "";
            for (NamedTensor tensor : tensors) {
                long begin = tensor.begin();
                if (begin != covered) {
                    throw misplaced(tensor, covered, before);
                }
                covered = tensor.end();
                before = tensor.name();
            }
            long size = data.byteSize();
            if (covered > size) {
                throw violation(
                        Violation.FILE_TRUNCATED,
                        "the tensors need "
                                + Quoted.count(covered, "byte")
                                + " of data but the file has "
                                + size
                                + ", so it is cut short");
            }
            if (covered < size) {
                throw violation(
                        Violation.TRAILING_BYTES,
                        Quoted.count(size - covered, "byte") + " too many after the last tensor");
            }
        }

        private SafetensorsException misplaced(NamedTensor tensor, long covered, String before) {
            String begins =
                    "tensor " + Quoted.quote(tensor.name()) + " begins at byte " + tensor.begin();
            if (tensor == tensors.getFirst()) {
                return violation(
                        Violation.FIRST_NOT_AT_ZERO, begins + " of the data, where byte 0 is due");
            }
            String due =
                    ", where byte "
                            + covered
                            + " is due, the end of tensor "
                            + Quoted.quote(before);
            return tensor.begin() > covered
                    ? violation(Violation.HOLE, begins + due)
                    : violation(Violation.OVERLAP, begins + due);
        }

        private SafetensorsException violation(Violation violation, String sentence) {
            return SafetensorsHeader.violation(data.origin(), violation, sentence);
        }
    }
}
