package dev.distil4j.app.device;

import dev.distil4j.app.console.NamedRow;
import dev.distil4j.app.model.ByteCount;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;

import java.util.Locale;
import java.util.stream.Collectors;

/** Devices for a person: a paragraph for each. */
public final class DeviceTable {

    /** All paragraphs, or the sentence why there is none. */
    public String of(Devices devices) {
        String refusal = devices.refusal().map(Object::toString).orElse("");
        if (devices.list().isEmpty()) {
            return refusal + "\n";
        }
        Device best =
                devices.ranked().stream()
                        .filter(device -> device.refusal().isEmpty())
                        .findFirst()
                        .orElse(null);
        return devices.list().stream()
                .map(device -> of(device, device.equals(best)))
                .collect(Collectors.joining("\n"));
    }

    private static String of(Device device, boolean isBest) {
        Device.Limits limits = device.limits();
        StringBuilder table = new StringBuilder();
        row(table, device.backend(), device.name());
        row(table, "type", "%s of %s".formatted(type(device), device.vendor()));
        row(
                table,
                "driver",
                "%s of %s, %s".formatted(device.driver(), device.platform(), device.version()));
        row(
                table,
                "memory",
                "%s %s, at most %s in one piece"
                        .formatted(
                                ByteCount.shown(limits.memory()),
                                limits.ownMemory() ? "of its own" : "shared with the processor",
                                ByteCount.shown(limits.maxAllocation())));
        row(
                table,
                "units",
                String.format(
                        Locale.ROOT,
                        "%,d at up to %,d MHz",
                        limits.computeUnits(),
                        limits.megahertz()));
        row(
                table,
                "work-group",
                String.format(
                        Locale.ROOT,
                        "at most %,d items and %,d bytes of local memory",
                        limits.maxWorkGroup(),
                        limits.localMemory()));
        row(table, "usable", usable(device, isBest));
        return table.toString();
    }

    private static String type(Device device) {
        return switch (device.type()) {
            case GPU -> "GPU";
            case ACCELERATOR -> "accelerator";
            case CPU -> "CPU";
            case OTHER -> "other device";
        };
    }

    private static String usable(Device device, boolean isBest) {
        return device.refusal()
                .map(
                        refused ->
                                refused.cure().isEmpty()
                                        ? "no: " + refused.reason()
                                        : "no: %s; %s".formatted(refused.reason(), refused.cure()))
                .orElse(isBest ? "yes, and what opencl takes" : "yes");
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(NamedRow.of(12, name, value));
    }
}
