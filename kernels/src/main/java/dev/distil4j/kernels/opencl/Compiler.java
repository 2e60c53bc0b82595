package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clReleaseProgram;
import static org.jocl.CL.stringFor_errorCode;

import dev.distil4j.kernels.DeviceException;

import org.jocl.Pointer;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes programs of their sources. */
final class Compiler {

    private Compiler() {}

    /**
     * @throws DeviceException with the compiler's log, if it refuses the program
     */
    static cl_program compile(Program program, cl_context context, OpenClContext owner) {
        OpenClDevice device = owner.device();
        String[] sources = program.sources().stream().map(Compiler::source).toArray(String[]::new);
        int[] status = new int[1];
        cl_program compiled =
                clCreateProgramWithSource(context, sources.length, sources, null, status);
        owner.check(status[0], "taking the source of " + program);
        int built =
                clBuildProgram(
                        compiled,
                        1,
                        new cl_device_id[] {device.id()},
                        options(program, device),
                        null,
                        null);
        if (built != CL_SUCCESS) {
            String log = log(compiled, device);
            clReleaseProgram(compiled);
            throw new DeviceException(
                    "the compiler of %s refuses %s with %s; choose another backend\n%s"
                            .formatted(device.name(), program, stringFor_errorCode(built), log));
        }
        return compiled;
    }

    private static String options(Program program, OpenClDevice device) {
        List<String> options = new ArrayList<>();
        options.add("-cl-std=CL1.2");
        if (device.roundsDivisions()) {
            options.add("-cl-fp32-correctly-rounded-divide-sqrt");
        }
        options.addAll(program.defines());
        return String.join(" ", options);
    }

    /** The text of a resource; in ASCII, since not every compiler takes comments in anything else. */
    private static String source(String name) {
        try (InputStream resource = Compiler.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + name + " is not in the jar");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("\\P{ASCII}", "?");
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " can't be read", e);
        }
    }

    private static String log(cl_program program, OpenClDevice device) {
        long[] size = new long[1];
        clGetProgramBuildInfo(program, device.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] log = new byte[(int) size[0]];
        clGetProgramBuildInfo(
                program, device.id(), CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
        return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
    }
}
