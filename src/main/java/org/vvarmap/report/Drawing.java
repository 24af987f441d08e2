package org.vvarmap.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;

/**
 * The address space as an SVG drawing, low addresses on top. What has a known number of pages is drawn to scale; what has
 * not, or has too many to show, is drawn torn. The arrow shows where AT_SYSINFO_EHDR points.
 */
final class Drawing {

    private static final String SVG = Parser.NamespaceSvg;
    private static final int LEFT = 108;
    private static final int BLOCK = 168;
    private static final int WIDTH = 408;
    private static final int TOP = 22;
    private static final int PAGE = 22;
    private static final int MOST = 8;
    private static final int TORN = 56;
    private static final int GAP = 30;

    private final Element svg = new Element("svg", SVG);
    private int y = TOP;
    /** Where AT_SYSINFO_EHDR points; 0 where it points nowhere. */
    private int header;
    private boolean torn;
    private boolean dashed;

    private Drawing() {}

    /** A stretch of one VMA: what it is called in the drawing, its style, and its size where that is known. */
    private record Stretch(String label, String style, Pages pages, boolean header) {}

    /** A VMA, or data in none. */
    private record Area(String name, List<Stretch> stretches, boolean apart) {}

    /** A figure for a layout. */
    static Element of(Layout layout) {
        Drawing drawing = new Drawing();
        Element picture = drawing.picture(areas(layout));
        return drawing.figure(picture);
    }

    /** Figures for layouts that stand beside one another: where AT_SYSINFO_EHDR points is one line through all of them. */
    static List<Element> aligned(List<Layout> layouts) {
        List<Element> figures = layouts.stream().map(Drawing::of).toList();
        align(layouts, figures);
        Set<String> said = new HashSet<>();
        figures.forEach(figure -> once(figure, said));
        for (int i = 0; i < figures.size(); i++) {
            int line = drawn(layouts.get(i)).header;
            if (line > 0) {
                figures.get(i).expectFirst("svg").prependElement("path", SVG)
                        .attr("class", styled("base")).attr("d", "M0 " + line + "H" + WIDTH);
            }
        }
        return figures;
    }

    /** What a dress means is said below the first that wears it. */
    private static void once(Element figure, Set<String> said) {
        figure.select("figcaption").stream().filter(note -> !said.add(note.text())).forEach(Element::remove);
    }

    private static Drawing drawn(Layout layout) {
        Drawing drawing = new Drawing();
        drawing.picture(areas(layout));
        return drawing;
    }

    /** Gives figures that stand beside one another one height, and puts where AT_SYSINFO_EHDR points at one height in them. */
    private static void align(List<Layout> layouts, List<Element> figures) {
        List<Drawing> drawings = layouts.stream().map(Drawing::drawn).toList();
        int line = drawings.stream().mapToInt(drawing -> drawing.header).max().orElse(0);
        // What has no such line stands at the top.
        int below = drawings.stream().mapToInt(drawing -> drawing.y - (drawing.header > 0 ? drawing.header : line)).max().orElse(0);
        for (int i = 0; i < figures.size(); i++) {
            int header = drawings.get(i).header;
            figures.get(i).expectFirst("svg").attributes()
                    .put("viewBox", "0 " + (header > 0 ? header - line : 0) + " " + WIDTH + " " + (line + below + 20));
        }
    }

    /** The picture of a layout alone. */
    static Element picture(Layout layout) {
        return new Drawing().picture(areas(layout));
    }

    /** What is drawn of a layout; layouts that give the same are drawn alike. */
    static Object shape(Layout layout) {
        return areas(layout);
    }

    /** The drawings of one page: what is drawn more than once is there once, and is shown again by reference. */
    static final class Sheet {
        private final Map<Object, Element> drawn = new HashMap<>();
        private final Set<String> said = new HashSet<>();

        /** A figure for a layout. */
        Element of(Layout layout) {
            Element first = drawn.get(shape(layout));
            if (first == null) {
                Element figure = Drawing.of(layout);
                Element picture = figure.expectFirst("svg");
                Element group = new Element("g", SVG).attr("id", "drawing-" + (drawn.size() + 1));
                List.copyOf(picture.children()).forEach(group::appendChild);
                picture.appendChild(group);
                drawn.put(shape(layout), figure);
                once(figure, said);
                return figure;
            }
            Element figure = first.clone();
            Element picture = figure.expectFirst("svg");
            String id = picture.child(0).id();
            picture.empty();
            picture.appendElement("use", SVG).attr("href", "#" + id);
            once(figure, said);
            return figure;
        }

        /** Two figures side by side, on one line. */
        List<Element> pair(Layout before, Layout after) {
            List<Layout> layouts = List.of(before, after);
            List<Element> figures = layouts.stream().map(this::of).toList();
            align(layouts, figures);
            return figures;
        }
    }

    private Element picture(List<Area> areas) {
        note(12, "low addresses");
        areas.forEach(this::draw);
        note(y + 14, "high addresses");
        svg.attributes().put("viewBox", "0 0 " + WIDTH + " " + (y + 20));
        svg.attr("role", "img").attr("aria-label", Html.clean(words(areas)));
        return svg;
    }

    private Element figure(Element picture) {
        Element figure = new Element("figure");
        figure.appendChild(picture);
        List<String> notes = new ArrayList<>();
        if (torn) {
            notes.add("torn: not to scale");
        }
        if (dashed) {
            notes.add("dashed: depends on the configuration");
        }
        if (!notes.isEmpty()) {
            Html.add(figure, "figcaption", "", String.join("; ", notes));
        }
        return figure;
    }

    private static List<Area> areas(Layout layout) {
        if (!layout.get(FactKey.VDSO).isKnown() || !layout.get(FactKey.REGIONS).isKnown()) {
            return List.of(new Area("", List.of(new Stretch("not known", "void", Pages.of(2), false)), false));
        }
        boolean header = layout.get(FactKey.SYSINFO_EHDR).is("true");
        boolean elsewhere = layout.get(FactKey.DATA_PLACEMENT).is("elsewhere");
        List<Area> areas = new ArrayList<>();
        boolean gate = layout.get(FactKey.VDSO).is("gate");
        if (gate) {
            areas.add(new Area("", List.of(new Stretch("the process's own mappings", "void", Pages.of(1), false)), false));
        }
        for (Region region : layout.regions()) {
            boolean apart = (elsewhere || gate) && !areas.isEmpty();
            areas.add(new Area(Html.clean(Words.name(region)), stretches(layout, region, header), apart));
        }
        if (areas.isEmpty() && layout.get(FactKey.VDSO).is("none")) {
            return List.of(new Area("", List.of(new Stretch("no vDSO", "void", Pages.of(2), false)), false));
        }
        if (layout.regions().isEmpty()) {
            areas.add(new Area("in no VMA", List.of(new Stretch("ELF image", "code", Pages.ofBuild(), header)), gate));
        }
        boolean shown = layout.regions().stream().anyMatch(region -> region.holds() != Region.Holds.CODE);
        if (elsewhere && !shown) {
            areas.add(new Area("in no VMA", List.of(new Stretch("data", "data", Pages.ofBuild(), false)), true));
        }
        return areas;
    }

    private static List<Stretch> stretches(Layout layout, Region region, boolean header) {
        if (layout.get(FactKey.VDSO).is("none")) {
            return List.of(new Stretch("code, no ELF", "code", region.pages(), false));
        }
        if (region.holds() == Region.Holds.DATA) {
            return List.of(new Stretch("data", "data", region.pages(), false));
        }
        if (region.holds() == Region.Holds.CODE) {
            return List.of(new Stretch("ELF image", "code", region.pages(), header));
        }
        Stretch data = new Stretch("data", "data", Pages.ofBuild(), false);
        Stretch code = new Stretch("ELF image", "code", Pages.ofBuild(), header);
        if (layout.get(FactKey.DATA_PLACEMENT).is("before")) {
            return List.of(data, code);
        }
        if (layout.get(FactKey.DATA_PLACEMENT).is("after")) {
            return List.of(code, data);
        }
        if (layout.get(FactKey.DATA_PLACEMENT).is("inside")) {
            return List.of(code, data, new Stretch("", "code", Pages.ofBuild(), false));
        }
        return List.of(new Stretch("ELF image and data", "code", region.pages(), header));
    }

    private void draw(Area area) {
        if (area.apart()) {
            line(LEFT + BLOCK / 2, y + 5, LEFT + BLOCK / 2, y + GAP - 5, "gap");
            y += GAP;
        }
        int top = y;
        area.stretches().forEach(this::draw);
        boolean none = area.stretches().get(0).style().equals("void");
        if (!none) {
            add("rect", "vma").attr("x", LEFT).attr("y", top).attr("width", BLOCK).attr("height", y - top);
        }
        if (!area.name().isEmpty()) {
            text(LEFT - 10, top + 15, area.name(), "name");
        }
    }

    private void draw(Stretch stretch) {
        int top = y;
        Pages pages = stretch.pages();
        long sure = pages instanceof Pages.Fixed fixed ? fixed.count() : pages instanceof Pages.Range range ? range.min() : -1;
        long more = pages instanceof Pages.Range range ? range.max() - range.min() : 0;
        if (sure != 0) {
            block(stretch, sure, "");
        }
        if (more > 0) {
            dashed = true;
            block(new Stretch("", stretch.style(), pages, false), more, " maybe");
        }
        String count = Words.pages(pages);
        int comma = count.indexOf(" by ");
        String label = stretch.label() + (count.isEmpty() || stretch.style().equals("void")
                ? ""
                : ", " + (comma < 0 ? count : count.substring(0, comma)));
        text(LEFT + BLOCK / 2, top + 15, label, "label");
        if (stretch.header()) {
            header = top;
            arrow(top);
        }
    }

    /** Pages to scale, each with its edge; torn where they are too many or nobody knows. */
    private void block(Stretch stretch, long pages, String how) {
        boolean cut = pages < 0 || pages > MOST;
        boolean small = stretch.style().equals("data") || stretch.label().isEmpty();
        int height = cut ? small ? TORN * 3 / 4 : TORN : (int) pages * PAGE;
        add("rect", stretch.style() + how).attr("x", LEFT).attr("y", y).attr("width", BLOCK).attr("height", height);
        if (!cut && pages > 1 && !stretch.style().equals("void")) {
            StringBuilder edges = new StringBuilder();
            for (int page = 1; page < pages; page++) {
                edges.append('M').append(LEFT).append(' ').append(y + page * PAGE).append('h').append(BLOCK);
            }
            add("path", "page").attr("d", edges.toString());
        }
        if (cut) {
            torn = true;
            tear(y + height - 15);
        }
        y += height;
    }

    private void tear(int at) {
        int teeth = BLOCK / 56;
        add("path", "tear").attr("d",
                "M" + LEFT + " " + at + "l28 6 28-6".repeat(teeth) + "v4" + "l-28 6-28-6".repeat(teeth) + "z");
    }

    private void arrow(int at) {
        int tip = LEFT + BLOCK + 3;
        line(tip + 6, at, tip + 16, at, "arrow");
        add("path", "head").attr("d", "M" + tip + " " + at + "l8 -4v8z");
        text(tip + 20, at + 4, "AT_SYSINFO_EHDR", "pointer");
    }

    private void note(int at, String words) {
        text(LEFT + BLOCK / 2, at, words, "note");
    }

    private void line(int fromX, int fromY, int toX, int toY, String style) {
        add("path", style).attr("d", "M" + fromX + " " + fromY + "L" + toX + " " + toY);
    }

    private void text(int x, int at, String words, String style) {
        add("text", style).attr("x", x).attr("y", at).appendText(words);
    }

    /** Adds an element whose attributes take numbers. */
    private Shape add(String tag, String style) {
        Element element = svg.appendElement(tag, SVG).attr("class", styled(style));
        return new Shape(element);
    }

    /** Classes that stand alone: what is shown by reference has no ancestors that a style sheet could name. */
    static String styled(String style) {
        return "d-" + style.replace(" ", " d-");
    }

    private record Shape(Element element) {
        Shape attr(String name, int value) {
            element.attr(name, Integer.toString(value));
            return this;
        }

        Shape attr(String name, String value) {
            element.attr(name, value);
            return this;
        }

        void appendText(String words) {
            element.appendText(words);
        }
    }

    /** The drawing for somebody who cannot see it. */
    private static String words(List<Area> areas) {
        return "From low to high addresses: " + areas.stream()
                .map(area -> (area.apart() ? "away from it, " : "") + (area.name().isEmpty() ? "" : area.name() + " ")
                        + area.stretches().stream().map(Drawing::words).collect(Collectors.joining(", then ")))
                .collect(Collectors.joining("; "));
    }

    private static String words(Stretch stretch) {
        String pages = stretch.style().equals("void") ? "" : Words.pages(stretch.pages());
        return (stretch.label().isEmpty() ? "more of it" : stretch.label()) + (pages.isEmpty() ? "" : " of " + pages)
                + (stretch.header() ? " where AT_SYSINFO_EHDR points" : "");
    }
}
