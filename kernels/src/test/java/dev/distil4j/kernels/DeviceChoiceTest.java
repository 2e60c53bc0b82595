package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which device is taken by which name, and what is said about the others. */
final class DeviceChoiceTest {

    private static final Device CPU = device(0, Device.Type.CPU, false);
    private static final Device SHARED_GPU = device(1, Device.Type.GPU, false);
    private static final Device GPU = device(2, Device.Type.GPU, true);
    private static final Device ACCELERATOR = device(3, Device.Type.ACCELERATOR, true);
    private static final Devices ALL = devices(CPU, SHARED_GPU, GPU, ACCELERATOR);

    /** Devices that someone tried to open, in order. */
    private final List<Integer> tried = new ArrayList<>();

    private static Device device(int index, Device.Type type, boolean ownMemory) {
        return new Device(
                index,
                "device " + index,
                "vendor",
                "platform",
                "1",
                "OpenCL 3.0",
                type,
                new Device.Limits(1, 1000, 1L << 30, ownMemory, 1L << 30, 1 << 16, 1024),
                Optional.empty());
    }

    private static Device refused(Device device, String reason) {
        return new Device(
                device.index(),
                device.name(),
                device.vendor(),
                device.platform(),
                device.driver(),
                device.version(),
                device.type(),
                device.limits(),
                Optional.of(new Offer.Refused(device.backend(), reason, "")));
    }

    private static Devices devices(Device... devices) {
        return new Devices(List.of(devices), Optional.empty());
    }

    /** Opens all but those that fail. */
    private DeviceChoice choice(Devices devices, Device... failing) {
        return new DeviceChoice(
                devices,
                (device, precision) -> {
                    tried.add(device.index());
                    if (List.of(failing).contains(device)) {
                        throw new DeviceException(device.name() + " is on fire");
                    }
                    if (precision == Precision.BF16) {
                        throw new IllegalArgumentException("no BF16 on " + device.name());
                    }
                    return backend(device.backend());
                });
    }

    private static Backend backend(String name) {
        return (Backend)
                Proxy.newProxyInstance(
                        Backend.class.getClassLoader(),
                        new Class<?>[] {Backend.class},
                        (_, method, _) -> method.getName().equals("name") ? name : null);
    }

    private static String taken(Backends.Choice choice) {
        return choice.backend().name() + " " + choice.refusals();
    }

    @Test
    void theBestDeviceIsAGpuWithMemoryOfItsOwn() {
        assertThat(ALL.ranked()).containsExactly(GPU, SHARED_GPU, ACCELERATOR, CPU);
        assertThat(taken(choice(ALL).named("opencl", Precision.F32))).isEqualTo("opencl:2 []");
        assertThat(tried).containsExactly(2);
    }

    @Test
    void ofTwoAlikeTheLowerNumberIsTaken() {
        Device twin = device(7, Device.Type.GPU, true);
        assertThat(devices(twin, CPU, GPU).ranked()).containsExactly(GPU, twin, CPU);
    }

    @Test
    void refusedAndFailingDevicesArePassedOverAndTold() {
        Devices devices = devices(CPU, SHARED_GPU, refused(GPU, "it is old"), ACCELERATOR);
        assertThat(taken(choice(devices, SHARED_GPU).named("opencl", Precision.F32)))
                .isEqualTo("opencl:3 [opencl:2: it is old, opencl:1: device 1 is on fire]");
        assertThat(tried).containsExactly(1, 3);
    }

    @Test
    void aDeviceThatIsNamedIsTakenOrRefusedButNeverReplaced() {
        assertThat(taken(choice(ALL).named("opencl:0", Precision.F32))).isEqualTo("opencl:0 []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(ALL, CPU).named("opencl:0", Precision.F32))
                .withMessage("opencl:0: device 0 is on fire");
        assertThat(tried).containsExactly(0, 0);
    }

    @Test
    void aNumberThatNoDeviceHasIsAnsweredWithTheNames() {
        for (String name : List.of("opencl:4", "opencl:", "opencl:-1", "opencl:00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> choice(ALL).named(name, Precision.F32))
                    .withMessage(
                            "there is no device '%s';".formatted(name)
                                    + " choose one of opencl:0, opencl:1, opencl:2, opencl:3");
        }
    }

    @Test
    void whenNoneCanBeUsedAllReasonsAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(devices(CPU, GPU)).named("opencl", Precision.BF16))
                .withMessage("opencl:2: no BF16 on device 2; opencl:0: no BF16 on device 0");
    }

    @Test
    void whereThereIsNoDeviceTheReasonIsTold() {
        Offer.Refused reason = new Offer.Refused("opencl", "nothing here", "buy one");
        DeviceChoice none = choice(new Devices(List.of(), Optional.of(reason)));
        for (String name : List.of("opencl", "opencl:0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> none.named(name, Precision.F32))
                    .withMessage("opencl: nothing here; buy one");
        }
        List<Offer.Refused> refusals = new ArrayList<>();
        assertThat(none.gpu(Precision.F32, refusals)).isEmpty();
        assertThat(refusals).containsExactly(reason);
    }

    @Test
    void autoGpuTakesNothingButGpus() {
        List<Offer.Refused> refusals = new ArrayList<>();
        assertThat(choice(ALL, GPU).gpu(Precision.F32, refusals))
                .map(Backend::name)
                .contains("opencl:1");
        assertThat(choice(devices(CPU, ACCELERATOR)).gpu(Precision.F32, refusals)).isEmpty();
        assertThat(refusals)
                .extracting(Object::toString)
                .containsExactly(
                        "opencl:2: device 2 is on fire", "opencl: no device here is a GPU");
    }
}
