package dev.distil4j.app.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.serve.queue.QueueLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The dashboard that lies in the folder {@code deploy}. */
class DashboardTest {

    private static final Pattern METRIC = Pattern.compile("\\b(?:distil|jvm|process)_\\w+");

    private static Set<String> asked() {
        JsonNode dashboard = new JsonMapper().readTree(Path.of("..", "deploy", "grafana.json"));
        Set<String> metrics = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                METRIC.matcher(target.get("expr").asString())
                        .results()
                        .map(MatchResult::group)
                        .forEach(metrics::add);
            }
        }
        return metrics;
    }

    private static Set<String> told() {
        ServerMetrics metrics = new ServerMetrics(QueueLimits.defaults(), "1.2");
        metrics.listener(Facts.classifier("sst2"));
        metrics.responded("/predict", 200);
        return new String(metrics.exposition(null).body(), UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is known on Linux alone")
    @Test
    void everyMetricOfTheDashboardIsTold() {
        assertThat(asked()).hasSizeGreaterThan(10);
        assertThat(told()).containsAll(asked());
    }
}
