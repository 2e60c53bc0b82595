package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.metrics.ServerMetrics;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/**
 * What all event loops of a server share.
 *
 * @param key null if anybody may ask
 * @param threads for whatever takes time: one for each call
 */
record ServerParts(
        ServerOptions options,
        Life life,
        Models models,
        RouteTable routes,
        BodyReader bodies,
        @Nullable ApiKey key,
        Origins origins,
        AccessLog log,
        ServerMetrics metrics,
        Executor threads) {}
