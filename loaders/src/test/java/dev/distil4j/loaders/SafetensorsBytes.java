package dev.distil4j.loaders;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes small safetensors files for tests, as plainly as the format allows. */
final class SafetensorsBytes {

    private final List<String> fields = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    static byte[] of(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    SafetensorsBytes field(String json) {
        fields.add(json);
        return this;
    }

    SafetensorsBytes tensor(String name, DType dtype, long[] shape, byte[] values) {
        int begin = data.size();
        data.writeBytes(values);
        String dimensions = Arrays.toString(shape);
        return field(
                "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                        .formatted(name, dtype, dimensions, begin, data.size()));
    }

    SafetensorsBytes floats(String name, long[] shape, float... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return tensor(name, DType.F32, shape, bytes.array());
    }

    /** Zeros of that shape. */
    SafetensorsBytes zeros(String name, long... shape) {
        int count = 1;
        for (long dimension : shape) {
            count *= (int) dimension;
        }
        return floats(name, shape, new float[count]);
    }

    byte[] bytes() {
        return of("{" + String.join(",", fields) + "}", data.toByteArray());
    }

    SafetensorsFile file() {
        return SafetensorsFile.of(bytes(), "model.safetensors");
    }
}
