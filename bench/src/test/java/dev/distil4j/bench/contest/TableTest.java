package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TableTest {

    @Test
    void ratiosAreTakenRoundByRound() {
        String table =
                Table.of(
                        List.of(
                                timing("distil4j", 0, 10),
                                timing("peer", 0, 20),
                                timing("distil4j", 1, 60),
                                timing("peer", 1, 80)));
        // 0.5 and 0.75, though the medians over the rounds are 35 and 50.
        assertThat(table.lines().toList().getLast())
                .isEqualTo(
                        "| w:1 | 2 | 0 | peer | 50.0 (35.0–65.0) | 0.250 |"
                                + " 0.625 (0.563–0.688) | 2 |");
    }

    @Test
    void aRoundThatOneEngineMissesGivesNoRatio() {
        String table = Table.of(List.of(timing("distil4j", 0, 10), timing("peer", 1, 20)));
        assertThat(table.lines().toList().getLast()).endsWith("| 0.250 |  | 1 |");
    }

    @Test
    void timingsSurviveTheirFile() {
        Timing timing = timing("distil4j", 3, 1.5);
        assertThat(Timing.of(timing.json())).isEqualTo(timing);
    }

    private static Timing timing(String engine, int round, double millis) {
        return new Timing(
                "w:1", engine, 2, 0, round, new Quartiles(millis, millis, millis), 9, 50, 200);
    }
}
