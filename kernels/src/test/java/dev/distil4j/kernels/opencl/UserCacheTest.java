package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

/** Each system has its own place for what can be made again. */
final class UserCacheTest {

    @Test
    void linuxFollowsXdg() {
        assertThat(UserCache.folder("Linux", "/home/ann", Map.of()))
                .isEqualTo(Path.of("/home/ann/.cache/distil4j"));
        assertThat(UserCache.folder("Linux", "/home/ann", Map.of("XDG_CACHE_HOME", "/big")))
                .isEqualTo(Path.of("/big/distil4j"));
        assertThat(UserCache.folder("Linux", "/home/ann", Map.of("XDG_CACHE_HOME", "big")))
                .isEqualTo(Path.of("/home/ann/.cache/distil4j"));
    }

    @Test
    void macAndWindowsHaveTheirOwn() {
        assertThat(UserCache.folder("Mac OS X", "/Users/ann", Map.of("XDG_CACHE_HOME", "/big")))
                .isEqualTo(Path.of("/Users/ann/Library/Caches/distil4j"));
        assertThat(UserCache.folder("Windows 11", "home", Map.of("LOCALAPPDATA", "local")))
                .isEqualTo(Path.of("local/distil4j"));
        assertThat(UserCache.folder("Windows 11", "home", Map.of()))
                .isEqualTo(Path.of("home/AppData/Local/distil4j"));
    }
}
