package dev.distil4j.bench.contest;

import java.util.Locale;

/**
 * A line of {@link Sweep}.
 *
 * @param engine its name
 * @param threads that worked on a call
 * @param tokens of each text
 * @param texts of a call
 * @param millis of a call
 * @param runs how many were timed
 * @param gflops of a call, GFLOP/s
 * @param peak GFLOP/s of as many threads that only multiply and add
 */
record SweepPoint(
        String engine,
        int threads,
        int tokens,
        int texts,
        Quartiles millis,
        int runs,
        double gflops,
        double peak) {

    static final String HEADER =
            "engine,threads,tokens,texts,q1_ms,median_ms,q3_ms,runs,gflops,peak";

    /** One line. */
    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%.4f,%.4f,%.4f,%d,%.2f,%.2f",
                engine,
                threads,
                tokens,
                texts,
                millis.q1(),
                millis.median(),
                millis.q3(),
                runs,
                gflops,
                peak);
    }

    static SweepPoint of(String csv) {
        String[] cells = csv.split(",", -1);
        if (cells.length != 10) {
            throw new IllegalArgumentException(
                    "a line needs the 10 columns %s; this is not one: %s".formatted(HEADER, csv));
        }
        return new SweepPoint(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                new Quartiles(
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5]),
                        Double.parseDouble(cells[6])),
                Integer.parseInt(cells[7]),
                Double.parseDouble(cells[8]),
                Double.parseDouble(cells[9]));
    }
}
