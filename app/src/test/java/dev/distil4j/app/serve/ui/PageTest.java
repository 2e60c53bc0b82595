package dev.distil4j.app.serve.ui;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;

/** A browser for all tests of a class, and for each a server that answers what it is told to. */
abstract class PageTest {

    static Chromium chromium;
    CannedServer server;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void listen() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void end() {
        server.close();
    }
}
