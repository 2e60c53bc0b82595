package dev.distil4j.app.device;

import dev.distil4j.app.output.JsonText;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Offer;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;
import java.util.Optional;

/** Devices as one JSON object; {@code refusal} is null for what can be used. */
public final class DeviceJson {

    /** The object in one line. */
    public String of(Devices devices) {
        return new JsonText().of(json -> write(json, devices)) + "\n";
    }

    private static void write(JsonGenerator json, Devices devices) {
        json.writeStartObject();
        json.writeName("devices");
        json.writeStartArray();
        devices.list().forEach(device -> write(json, device));
        json.writeEndArray();
        write(json, devices.refusal());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Device device) {
        Device.Limits limits = device.limits();
        json.writeStartObject();
        json.writeStringProperty("backend", device.backend());
        json.writeStringProperty("name", device.name());
        json.writeStringProperty("vendor", device.vendor());
        json.writeStringProperty("platform", device.platform());
        json.writeStringProperty("driver", device.driver());
        json.writeStringProperty("version", device.version());
        json.writeStringProperty("type", device.type().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("compute_units", limits.computeUnits());
        json.writeNumberProperty("megahertz", limits.megahertz());
        json.writeNumberProperty("memory_bytes", limits.memory());
        json.writeBooleanProperty("own_memory", limits.ownMemory());
        json.writeNumberProperty("max_allocation_bytes", limits.maxAllocation());
        json.writeNumberProperty("local_memory_bytes", limits.localMemory());
        json.writeNumberProperty("max_work_group", limits.maxWorkGroup());
        write(json, device.refusal());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Optional<Offer.Refused> refusal) {
        json.writeName("refusal");
        if (refusal.isPresent()) {
            json.writeString(refusal.get().toString());
        } else {
            json.writeNull();
        }
    }
}
