package dev.distil4j.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

class SvgTest {

    private static final String BARS =
            RatioBars.svg(
                    "a < b & c",
                    "ratio",
                    List.of(
                            new RatioBars.Bar("first", "x", 0.4, 0.5, 0.6),
                            new RatioBars.Bar("first", "y", 0.9, 1.0, 1.2),
                            new RatioBars.Bar("second", "x", 0.2, 0.25, 0.3)));

    private static final String LINES =
            LineChart.svg(
                    "lines",
                    "tokens",
                    "ms",
                    List.of(
                            new LineChart.Line(
                                    "one",
                                    0,
                                    false,
                                    List.of(
                                            new LineChart.Point(2, 1, 1, 1),
                                            new LineChart.Point(32, 9, 10, 11),
                                            new LineChart.Point(512, 90, 100, 100))),
                            new LineChart.Line(
                                    "two", 1, true, List.of(new LineChart.Point(2, 5, 5, 5)))));

    @Test
    void aPictureIsWellFormedNamedAndForLightAndDark() throws Exception {
        for (String xml : List.of(BARS, LINES)) {
            Document svg = parse(xml);
            Element root = svg.getDocumentElement();
            assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title description");
            assertThat(one(svg, "title").getAttribute("id")).isEqualTo("title");
            assertThat(one(svg, "desc").getAttribute("id")).isEqualTo("description");
            assertThat(one(svg, "style").getTextContent())
                    .contains("@media (prefers-color-scheme: dark)")
                    .doesNotContain("url(", "@import");
        }
        assertThat(one(parse(BARS), "title").getTextContent()).isEqualTo("a < b & c");
    }

    @Test
    void barsAreAsLongAsTheirMedians() throws Exception {
        List<Element> bars = ofClass(parse(BARS), "rect", "bar");
        assertThat(bars).hasSize(3);
        double one = Double.parseDouble(bars.get(1).getAttribute("width"));
        assertThat(Double.parseDouble(bars.get(0).getAttribute("width")))
                .isCloseTo(one / 2, within(0.1));
        assertThat(Double.parseDouble(bars.get(2).getAttribute("width")))
                .isCloseTo(one / 4, within(0.1));
        assertThat(bars)
                .extracting(bar -> bar.getAttribute("class"))
                .containsExactly("bar c0", "bar c1", "bar c0");
    }

    @Test
    void aGroupIsNamedOnce() throws Exception {
        assertThat(texts(parse(BARS)))
                .containsOnlyOnce("first", "second", "y", "0.50 (0.40–0.60)")
                .contains("as fast");
    }

    @Test
    void equalFactorsHaveEqualLengths() throws Exception {
        List<Element> curves = ofClass(parse(LINES), "polyline", "curve");
        String[] points = curves.getFirst().getAttribute("points").split("[ ,]");
        assertThat(points).hasSize(6);
        // 2, 32, 512, and 1, 10, 100.
        assertThat(Double.parseDouble(points[2]) * 2)
                .isCloseTo(
                        Double.parseDouble(points[0]) + Double.parseDouble(points[4]), within(0.2));
        assertThat(Double.parseDouble(points[3]) * 2)
                .isCloseTo(
                        Double.parseDouble(points[1]) + Double.parseDouble(points[5]), within(0.2));
        assertThat(curves.get(1).getAttribute("class")).isEqualTo("curve c1 dashed");
    }

    @Test
    void axesNamePowersOfTwoAndRoundNumbers() throws Exception {
        assertThat(texts(parse(LINES)))
                .containsSequence("2", "4", "8", "16", "32", "64", "128", "256", "512")
                .containsSequence("1", "2", "5", "10", "20", "50", "100");
    }

    @Test
    void aDecimalAxisReachesFromRoundToRound() {
        assertThat(LogAxis.decimal(0.3, 40, 0, 1).ticks())
                .containsExactly(0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
        assertThat(LogAxis.decimal(21, 55, 0, 1).ticks())
                .containsExactly(20.0, 30.0, 40.0, 50.0, 60.0);
        assertThat(LogAxis.decimal(5, 5, 0, 1).ticks()).containsExactly(5.0, 6.0);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static Element one(Document svg, String name) {
        List<Element> elements = all(svg, name);
        assertThat(elements).hasSize(1);
        return elements.getFirst();
    }

    private static List<Element> ofClass(Document svg, String name, String type) {
        return all(svg, name).stream()
                .filter(element -> element.getAttribute("class").startsWith(type + " "))
                .toList();
    }

    private static List<String> texts(Document svg) {
        return all(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> all(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
