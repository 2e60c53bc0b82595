package dev.distil4j.bench.plot;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/**
 * A drawing. It brings its own background, since the page around it may be light where the system
 * is dark, and takes the reader's fonts. Lengths are in pixels, from the upper left corner.
 */
final class Svg {

    /** How wide a letter is at most, on average; fonts differ. */
    static final double LETTER = 7.5;

    /** Classes {@code c0}, {@code c1}, … of {@link #STYLE} are as many colours. */
    static final int COLOURS = 6;

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** The colours of both schemes keep a contrast of 4.5 against their backgrounds. */
    private static final String STYLE =
            """

            text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
            .title { font-size: 15px; font-weight: 600 }
            .end { text-anchor: end }
            .middle { text-anchor: middle }
            .background { fill: #ffffff }
            .grid { stroke: #d8dee4 }
            .axis { stroke: #59636e; stroke-width: 1.5 }
            .whisker { stroke: #1f2328; stroke-width: 1.5 }
            .c0 { color: #0969da } .c1 { color: #bc4c00 } .c2 { color: #1a7f37 }
            .c3 { color: #8250df } .c4 { color: #9a6700 } .c5 { color: #bf3989 }
            .bar { fill: currentColor }
            .band { fill: currentColor; fill-opacity: 0.18 }
            .curve { stroke: currentColor; stroke-width: 2; stroke-linejoin: round; fill: none }
            .dashed { stroke-dasharray: 6 4 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .background { fill: #0d1117 }
              .grid { stroke: #30363d }
              .axis { stroke: #9198a1 }
              .whisker { stroke: #e6edf3 }
              .c0 { color: #4493f8 } .c1 { color: #f0883e } .c2 { color: #3fb950 }
              .c3 { color: #ab7df8 } .c4 { color: #d29922 } .c5 { color: #f778ba }
            }
            """;

    private final Document document;
    private final Element svg;

    /**
     * @param title what it shows, in a line; also drawn
     * @param description the same in words for those who don't see it
     */
    Svg(int width, int height, String title, String description) {
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        svg = document.createElementNS(NAMESPACE, "svg");
        svg.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
        svg.setAttribute("width", Integer.toString(width));
        svg.setAttribute("height", Integer.toString(height));
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-labelledby", "title description");
        document.appendChild(svg);
        add("title", "id", "title").setTextContent(title);
        add("desc", "id", "description").setTextContent(description);
        add("style").setTextContent(STYLE);
        add("rect", "class", "background", "width", "100%", "height", "100%", "rx", "6");
        text("title", 16, 28, title);
    }

    void rectangle(String classes, double x, double y, double width, double height) {
        add(
                "rect",
                "class",
                classes,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(height));
    }

    void line(String classes, double x1, double y1, double x2, double y2) {
        add(
                "line",
                "class",
                classes,
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2));
    }

    void text(String classes, double x, double y, String text) {
        add("text", "class", classes, "x", number(x), "y", number(y)).setTextContent(text);
    }

    /** A line through points, each {@code {x, y}}. */
    void curve(String classes, List<double[]> points) {
        add("polyline", "class", classes, "points", coordinates(points));
    }

    /** What points enclose, each {@code {x, y}}. */
    void area(String classes, List<double[]> points) {
        add("polygon", "class", classes, "points", coordinates(points));
    }

    private static String coordinates(List<double[]> points) {
        return points.stream()
                .map(point -> number(point[0]) + "," + number(point[1]))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private Element add(String name, String... attributes) {
        Element element = document.createElementNS(NAMESPACE, name);
        for (int i = 0; i < attributes.length; i += 2) {
            element.setAttribute(attributes[i], attributes[i + 1]);
        }
        svg.appendChild(element);
        return element;
    }

    /** The whole as XML. */
    String xml() {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            StringWriter xml = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(xml));
            return xml.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
