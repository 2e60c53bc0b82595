package dev.distil4j.kernels.opencl;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's programs keep what can be made again. */
final class UserCache {

    private static final String NAME = "distil4j";

    private UserCache() {}

    /** The folder of this project. */
    static Path folder() {
        return folder(
                System.getProperty("os.name", ""),
                System.getProperty("user.home", ""),
                System.getenv());
    }

    static Path folder(String system, String home, Map<String, String> environment) {
        if (system.startsWith("Windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? Path.of(home, "AppData", "Local") : Path.of(local))
                    .resolve(NAME);
        }
        if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Caches", NAME);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The specification ignores a relative one.
        return xdg.startsWith("/") ? Path.of(xdg, NAME) : Path.of(home, ".cache", NAME);
    }
}
