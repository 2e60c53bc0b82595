package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ServerOptions.Address;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Listens on one event loop; several share a port. */
final class Listener extends VerticleBase {

    /** Bytes of a request's first line. */
    static final int MAX_LINE = 4096;

    /** Bytes of a request's headers together. */
    static final int MAX_HEADERS = 16_384;

    private final Address address;
    private final @Nullable Pem pem;
    private final FrontDoor door;
    private volatile @Nullable HttpServer server;

    /** What TLS needs, read from its files. */
    record Pem(Buffer certificate, Buffer key) {}

    Listener(Address address, @Nullable Pem pem, FrontDoor door) {
        this.address = address;
        this.pem = pem;
        this.door = door;
    }

    @Override
    public Future<?> start() {
        HttpServer http =
                vertx.createHttpServer(options())
                        .requestHandler(r -> door.enter(r, Vertx.currentContext()))
                        .invalidRequestHandler(r -> door.refuse(r, Vertx.currentContext()));
        server = http;
        return http.listen(place());
    }

    /** Any free port is to be the same one for all event loops. */
    private SocketAddress place() {
        return address.port() == 0
                ? SocketAddress.sharedRandomPort(1, address.host())
                : SocketAddress.inetSocketAddress(address.port(), address.host());
    }

    /** The port that the system gave. */
    int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    private HttpServerOptions options() {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setMaxInitialLineLength(MAX_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setHttp2ClearTextEnabled(pem == null);
        options.getInitialSettings().setMaxHeaderListSize(MAX_HEADERS);
        if (pem != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions()
                                    .setCertValue(pem.certificate())
                                    .setKeyValue(pem.key()));
        }
        return options;
    }
}
