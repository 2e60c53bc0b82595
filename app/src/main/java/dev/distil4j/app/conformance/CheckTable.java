package dev.distil4j.app.conformance;

import dev.distil4j.app.conformance.Check.Verdict;
import dev.distil4j.app.console.Terminal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Checks for a person: below each checkpoint and text a line for each number, then the sum. */
public final class CheckTable {

    private static final List<String> HEADING =
            List.of("", "figure", "expected", "got", "tolerance");
    private static final String GAP = "  ";

    private final Terminal terminal;

    /** A table for this screen. */
    public CheckTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** All lines. */
    public String of(List<Check> checks) {
        int[] widths = widths(checks);
        StringBuilder lines = new StringBuilder();
        String model = "";
        String text = "";
        for (Check check : checks) {
            if (!check.model().equals(model)) {
                model = check.model();
                text = "";
                lines.append(terminal.bold(model)).append('\n');
                lines.append(row(HEADING, widths)).append('\n');
            }
            if (!check.text().equals(text)) {
                text = check.text();
                lines.append(text).append('\n');
            }
            lines.append(row(cells(check), widths)).append('\n');
        }
        return lines + sum(checks);
    }

    private static String sum(List<Check> checks) {
        long failed = count(checks, Verdict.FAIL);
        long left = count(checks, Verdict.SKIP);
        return "%d passed, %d failed%s%n"
                .formatted(
                        count(checks, Verdict.PASS),
                        failed,
                        left == 0
                                ? ""
                                : ", %d skipped, for want of a data set in --data or of a checkpoint"
                                        .formatted(left));
    }

    private static long count(List<Check> checks, Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    private static List<String> cells(Check check) {
        return List.of(
                check.verdict().name(),
                check.figure(),
                check.expected(),
                check.got(),
                check.tolerance() == 0 ? "" : tolerance(check));
    }

    private static String tolerance(Check check) {
        return BigDecimal.valueOf(check.tolerance()).stripTrailingZeros().toPlainString();
    }

    private static int[] widths(List<Check> checks) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADING));
        checks.forEach(check -> rows.add(cells(check)));
        int[] widths = new int[HEADING.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            row.append(GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        return row.toString().stripTrailing();
    }
}
