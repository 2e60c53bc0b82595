package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the route of a request. */
final class RouteTable {

    private final Map<String, Map<HttpMethod, Route>> fixed = new HashMap<>();
    private final Map<String, Map<HttpMethod, Route>> named = new HashMap<>();
    private final List<Map<HttpMethod, Route>> templates;
    private final Models models;

    /** A route, and the model that it is about. */
    record Match(Route route, String model) {}

    RouteTable(List<Route> routes, Models models) {
        this.models = models;
        for (Route route : routes) {
            Map<String, Map<HttpMethod, Route>> table = route.namesModel() ? named : fixed;
            table.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method(), route);
        }
        // A name may contain '/': what is longer behind it is tried first.
        templates =
                named.values().stream()
                        .sorted(Comparator.comparingInt(methods -> -any(methods).suffix().length()))
                        .toList();
    }

    /**
     * The route of a request.
     *
     * @param path as it was sent
     * @throws Refusal if there is no such route, model or method
     */
    Match find(HttpMethod method, String path) {
        Map<HttpMethod, Route> methods = fixed.get(path);
        return methods != null
                ? new Match(allowed(methods, method, path), models.first())
                : findNamed(method, path);
    }

    /** The methods of a path for the header {@code Allow}, or null if there is no such path. */
    @Nullable String methods(String path) {
        Map<HttpMethod, Route> methods = fixed.get(path);
        for (int i = 0; methods == null && i < templates.size(); i++) {
            String name = name(any(templates.get(i)), path);
            if (name != null && models.has(name)) {
                methods = templates.get(i);
            }
        }
        return methods == null ? null : list(methods);
    }

    private Match findNamed(HttpMethod method, String path) {
        String unknown = null;
        for (Map<HttpMethod, Route> methods : templates) {
            String name = name(any(methods), path);
            if (name != null && models.has(name)) {
                return new Match(allowed(methods, method, path), name);
            }
            unknown = unknown == null ? name : unknown;
        }
        if (unknown != null) {
            models.require(unknown);
        }
        throw new Refusal(
                ErrorType.NOT_FOUND,
                "there is no route '%s'; GET /docs lists them".formatted(path));
    }

    private static @Nullable String name(Route route, String path) {
        int start = route.prefix().length();
        int end = path.length() - route.suffix().length();
        return start < end && path.startsWith(route.prefix()) && path.endsWith(route.suffix())
                ? decoded(path.substring(start, end))
                : null;
    }

    private static String decoded(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return URI.create("/" + name).getPath().substring(1);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static Route allowed(Map<HttpMethod, Route> methods, HttpMethod method, String path) {
        Route route = methods.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
        if (route == null) {
            throw new Refusal(
                    ErrorType.METHOD_NOT_ALLOWED,
                    "%s can't be asked with %s, but with %s"
                            .formatted(path, method.name(), list(methods)));
        }
        return route;
    }

    private static String list(Map<HttpMethod, Route> methods) {
        return methods.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    private static Route any(Map<HttpMethod, Route> methods) {
        return methods.values().iterator().next();
    }
}
