package org.vvarmap.report;

import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A kind of layout as a small picture: what its sign spells, as blocks from low addresses on top to high ones. */
final class Glyph {

    private static final String SVG = Parser.NamespaceSvg;
    private static final int WIDE = 34;
    private static final int DATA = 10;
    private static final int CODE = 16;

    private Glyph() {}

    static Element of(Kind kind) {
        Element svg = new Element("svg", SVG).addClass("glyph");
        int y = 2;
        int top = y;
        for (char part : kind.sign().toCharArray()) {
            if (part == 'D' || part == 'C' || part == 'G' || part == 'T') {
                int height = part == 'D' ? DATA : CODE;
                rect(svg, part == 'D' ? "data" : part == 'T' ? "code dim" : "code", y, height);
                y += height;
            } else if (part == '|') {
                rect(svg, "vma", top, y - top);
                top = y;
            } else if (part == '…') {
                rect(svg, "vma", top, y - top);
                gap(svg, y);
                y += 12;
                top = y;
            } else {
                rect(svg, "void", y, DATA + CODE);
                y += DATA + CODE;
                top = y;
            }
        }
        if (y > top) {
            rect(svg, "vma", top, y - top);
        }
        svg.attributes().put("viewBox", "0 0 " + (WIDE + 4) + " " + (y + 2));
        return svg.attr("width", Integer.toString(WIDE + 4)).attr("height", Integer.toString(y + 2)).attr("aria-hidden", "true");
    }

    private static void rect(Element svg, String style, int y, int height) {
        svg.appendElement("rect", SVG).attr("class", Drawing.styled(style)).attr("x", "2").attr("y", Integer.toString(y))
                .attr("width", Integer.toString(WIDE)).attr("height", Integer.toString(height));
    }

    private static void gap(Element svg, int y) {
        svg.appendElement("path", SVG).addClass("d-gap").attr("d", "M" + (WIDE / 2 + 2) + " " + (y + 2) + "v8");
    }
}
