package org.vvarmap.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/**
 * Reads pages of mail archives. Known are public-inbox (lore.kernel.org; a mail, and a thread flat or nested), MHonArc
 * (spinics.net, mail-archive.com), Hypermail (lkml.iu.edu), Pipermail (lists.ozlabs.org), marc.info, lkml.org and Patchwork.
 */
public final class ArchivePage {


    /** As much of a page as is looked at, in bytes. */
    static final int LONGEST = 16 << 20;

    /** Elements in elements: deeper ones are taken for neighbours. */
    private static final int DEEPEST = 256;

    /** What tells an archive's pages from others, and reads them. */
    private interface Shape extends Function<ArchivePage, List<Mail>> {}

    /** The more particular before the more general. */
    private static final List<Shape> SHAPES = List.of(
            ArchivePage::publicInboxThread, ArchivePage::mhonarc, ArchivePage::hypermail, ArchivePage::patchwork,
            ArchivePage::lkml, ArchivePage::pipermail, ArchivePage::headed);

    private final Document page;
    private final Optional<String> address;

    private ArchivePage(Document page, Optional<String> address) {
        this.page = page;
        this.address = address;
    }

    /**
     * Reads a page.
     *
     * @param bytes the page; what lies behind the first 16 mebibytes is not looked at
     * @param charset what whoever sent it called its charset; empty where the page itself is to say
     * @param from where it came from; empty for a file, whose canonical link counts then
     * @return its mails, in the page's order; none where it is no such page
     */
    public static List<Mail> read(byte[] bytes, Optional<String> charset, Optional<String> from) {
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes, 0, Math.min(bytes.length, LONGEST));
        try {
            Document page = Jsoup.parse(stream, charset.filter(ArchivePage::isCharset).orElse(null), from.orElse(""), parser);
            Optional<String> canonical = Optional.ofNullable(page.selectFirst("link[rel=canonical][href]"))
                    .flatMap(link -> Addresses.web(link.attr("href")));
            ArchivePage archive = new ArchivePage(page, canonical.or(() -> from.flatMap(Addresses::web)));
            return SHAPES.stream().map(shape -> shape.apply(archive)).filter(mails -> !mails.isEmpty()).findFirst().orElse(List.of());
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // ---- public-inbox -------------------------------------------------------------------------------------------------

    private static final Pattern BYLINE = Pattern.compile("(?m)^From: (.{1,200}?) @ (\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2})");

    /** A thread, flat or nested: each mail begins with a starred anchor and its subject in bold. */
    private List<Mail> publicInboxThread() {
        List<List<Node>> parts = new ArrayList<>();
        NodeTraversor.traverse((node, depth) -> {
            if (node instanceof Element link && isStar(link)) {
                parts.add(new ArrayList<>());
            }
            if (!parts.isEmpty()) {
                parts.get(parts.size() - 1).add(node);
            }
        }, page.body());
        List<Mail> mails = new ArrayList<>();
        for (List<Node> part : parts) {
            publicInboxMail(part, mails.stream().findFirst().flatMap(Mail::id)).ifPresent(mails::add);
        }
        return mails;
    }

    private static boolean isStar(Element link) {
        return link.nameIs("a") && link.id().startsWith("m") && link.ownText().equals("*");
    }

    private static Optional<Mail> publicInboxMail(List<Node> nodes, Optional<String> first) {
        StringBuilder text = new StringBuilder();
        Optional<String> subject = Optional.empty();
        Optional<Element> permalink = Optional.empty();
        for (Node node : nodes) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element element) {
                if (element.nameIs("b") && subject.isEmpty()) {
                    subject = Optional.of(element.text());
                } else if (element.nameIs("a")) {
                    text.append(links(element));
                    permalink = permalink.or(() -> Optional.of(element).filter(link -> link.ownText().equals("permalink")));
                }
            }
        }
        Matcher byline = BYLINE.matcher(text);
        Optional<String> id = permalink.flatMap(link -> idInAddress(link.attr("href")));
        if (subject.isEmpty() || id.isEmpty() || !byline.find()) {
            return Optional.empty();
        }
        Optional<String> answers = header(text.toString(), "In-Reply-To").flatMap(Names::id).or(() -> first);
        Optional<String> address = permalink.flatMap(link -> Addresses.web(link.absUrl("href")));
        return Optional.of(new Mail(
                id, answers.filter(one -> !one.equals(id.get())).stream().toList(), Names.line(subject.get()),
                Names.author(byline.group(1)), MailDate.parse(byline.group(2)), address, text.toString()));
    }

    /** The message id that is the last part of an address. */
    private static Optional<String> idInAddress(String address) {
        String path = address.replaceFirst("[?#].*", "").replaceFirst("/(?:[Tt]/?|raw)?$", "");
        return Names.id(Trailers.decoded(path.substring(path.lastIndexOf('/') + 1)));
    }

    // ---- archives that say in comments what a page is --------------------------------------------------------------------

    private List<String> comments() {
        List<String> comments = new ArrayList<>();
        NodeTraversor.traverse((node, depth) -> {
            if (node instanceof Comment comment) {
                comments.add(Parser.unescapeEntities(comment.getData().strip(), false));
            }
        }, page);
        return comments;
    }

    private static Optional<String> comment(List<String> comments, String start) {
        return comments.stream().filter(comment -> comment.startsWith(start)).map(comment -> comment.substring(start.length()).strip())
                .findFirst();
    }

    private List<Mail> mhonarc() {
        List<String> comments = comments();
        Optional<String> subject = comment(comments, "X-Subject:");
        Optional<String> date = comment(comments, "X-Date:");
        if (subject.isEmpty() || date.isEmpty()) {
            return List.of();
        }
        Optional<String> from = comment(comments, "X-From:").or(() -> comment(comments, "X-From-R13:").map(ArchivePage::turned));
        List<String> parents = new ArrayList<>();
        comments.stream().filter(comment -> comment.startsWith("X-Reference:"))
                .forEach(comment -> realId(comment.substring("X-Reference:".length())).ifPresent(parents::add));
        Collections.reverse(parents);
        return one(
                comment(comments, "X-Message-Id:").flatMap(ArchivePage::realId), parents, subject.get(), from.orElse(""), date.get(),
                words(page.body()));
    }

    /** MHonArc hides addresses by turning letters half around; an at sign and an opening bracket turn with the capitals. */
    static String turned(String text) {
        StringBuilder turned = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            int other = c >= '@' && c <= '[' ? (c - '@' + 14) % 28 + '@' : c >= 'a' && c <= 'z' ? (c - 'a' + 13) % 26 + 'a' : c;
            turned.append((char) other);
        });
        return turned.toString();
    }

    private List<Mail> hypermail() {
        List<String> comments = comments();
        Optional<String> subject = quoted(comments, "subject");
        if (subject.isEmpty()) {
            return List.of();
        }
        Optional<String> date = quoted(comments, "sent").or(() -> quoted(comments, "isosent")).or(() -> quoted(comments, "received"));
        return one(
                quoted(comments, "id").flatMap(ArchivePage::realId),
                quoted(comments, "inreplyto").flatMap(ArchivePage::realId).stream().toList(),
                subject.get(), quoted(comments, "name").orElse(""), date.orElse(""), words(page.body()));
    }

    private static Optional<String> quoted(List<String> comments, String name) {
        return comment(comments, name + "=\"").map(text -> text.endsWith("\"") ? text.substring(0, text.length() - 1) : text);
    }

    /** A message id, unless the archive has crossed its host out. */
    private static Optional<String> realId(String text) {
        return Names.id(text).filter(id -> !id.matches(".*@x+"));
    }

    // ---- archives with a table or elements for it ------------------------------------------------------------------------

    private List<Mail> patchwork() {
        Element label = page.selectFirst("th:matchesOwn(^\\s*Message ID\\s*$)");
        Element title = page.selectFirst("h1, h2");
        if (label == null || label.nextElementSibling() == null || title == null) {
            return List.of();
        }
        Optional<String> id = realId(label.nextElementSibling().text());
        List<Mail> mails = new ArrayList<>();
        for (Element said : page.select("div.submission-message, div.comment")) {
            String author = Optional.ofNullable(said.selectFirst(".meta a, .meta span")).map(Element::text).orElse("");
            Optional<String> date = Optional.ofNullable(said.selectFirst(".message-date, .pull-right"))
                    .or(() -> Optional.ofNullable(said.selectFirst(".meta")))
                    .map(Element::text);
            boolean first = mails.isEmpty();
            Optional<String> place = Optional.ofNullable(said.selectFirst("a[name], [id]"))
                    .map(anchor -> anchor.hasAttr("name") ? anchor.attr("name") : anchor.id());
            Optional<String> where = first
                    ? address
                    : address.flatMap(page -> place.flatMap(name -> Addresses.web(page.replaceFirst("#.*", "") + "#" + name)));
            mails.add(new Mail(
                    first ? id : Optional.empty(), first ? List.of() : id.stream().toList(),
                    Names.line((first ? "" : "Re: ") + title.text()), Names.author(author), date.flatMap(MailDate::parse), where,
                    first ? words(page.body()) : words(said)));
        }
        return mails;
    }

    private List<Mail> lkml() {
        Element text = page.selectFirst("pre[itemprop=articleBody]");
        Element subject = page.selectFirst("td.rp[itemprop=name]");
        if (text == null || subject == null) {
            return List.of();
        }
        String author = Optional.ofNullable(page.selectFirst("td.rp[itemprop=author]")).map(Element::text).orElse("");
        String date = Optional.ofNullable(page.selectFirst("td.rp[itemprop=datePublished]")).map(Element::text).orElse("");
        return one(Optional.empty(), List.of(), subject.text(), author, date, words(text));
    }

    private List<Mail> pipermail() {
        Element title = page.selectFirst("h1");
        Element answer = page.selectFirst("a[href^=mailto:][href*=In-Reply-To=]");
        Element text = page.selectFirst("pre");
        if (title == null || answer == null || text == null) {
            return List.of();
        }
        Element author = null;
        Element date = null;
        // A selector for what follows an element takes time with the square of what follows.
        for (Element next = title.nextElementSibling(); next != null && date == null; next = next.nextElementSibling()) {
            author = author == null && next.nameIs("b") ? next : author;
            date = next.nameIs("i") ? next : null;
        }
        if (author == null || date == null) {
            return List.of();
        }
        // Who answers this mail sends its message id along.
        String href = answer.attr("href");
        Optional<String> id = realId(Trailers.decoded(href.substring(href.indexOf("In-Reply-To=") + "In-Reply-To=".length())));
        return one(id, List.of(), title.text(), author.text(), date.text(), words(text));
    }

    // ---- pages that show the headers -------------------------------------------------------------------------------------

    private static final int HEADERS_END = 4000;

    private static final Pattern MARC = Pattern.compile("[?&]l=([\\w.-]{1,80})&m=(\\d{1,20})&q=(?:raw|mbox)");

    /** public-inbox's page of one mail, and marc.info's. */
    private List<Mail> headed() {
        for (Element pre : page.select("pre")) {
            String text = words(pre);
            Optional<String> subject = header(text, "Subject");
            Optional<String> from = header(text, "From");
            Optional<String> date = header(text, "Date");
            if (subject.isPresent() && from.isPresent() && date.isPresent()) {
                Optional<String> id = header(text, "Message-ID").map(ArchivePage::plainAddress).flatMap(ArchivePage::realId);
                List<String> parents = header(text, "In-Reply-To").map(ArchivePage::plainAddress).flatMap(ArchivePage::realId)
                        .stream().toList();
                Matcher marc = MARC.matcher(page.select("a[href*=l=][href*=m=]").eachAttr("href").toString());
                Optional<String> where = address.isEmpty() && marc.find()
                        ? Optional.of("https://marc.info/?l=" + marc.group(1) + "&m=" + marc.group(2))
                        : address;
                String whole = page.select("pre").size() > 1 ? words(page.body()) : text;
                return List.of(new Mail(
                        id, parents, Names.line(subject.get()), Names.author(from.get()), MailDate.parse(date.get()), where, whole));
            }
        }
        return List.of();
    }

    /**
     * A page that was saved as text: its title, and below it who wrote it and when.
     *
     * @param text the text
     * @return the mail; empty where the text does not begin so
     */
    static Optional<Mail> plainText(String text) {
        Optional<String> from = header(text, "From");
        Optional<String> date = header(text, "Date");
        Optional<String> subject = header(text, "Subject").or(() -> text.lines().filter(line -> !line.isBlank()).findFirst());
        if (from.isEmpty() || date.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Mail(
                header(text, "Message-ID").flatMap(ArchivePage::realId), List.of(), Names.line(subject.get()),
                Names.author(from.get()), MailDate.parse(date.get()), Optional.empty(), text));
    }

    /** A header near the start of a text, with the lines that continue it. */
    private static Optional<String> header(String text, String name) {
        String head = text.length() > HEADERS_END ? text.substring(0, HEADERS_END) : text;
        Matcher header = Pattern.compile("(?im)^" + name + ":[ \\t]*(.{0,500}(?:\\n[ \\t]+\\S.{0,500}){0,5})").matcher(head);
        return header.find() ? Optional.of(header.group(1).replaceAll("\\s*\\n\\s*", " ").strip()) : Optional.empty();
    }

    /** marc.info writes {@code name () host ! org}. */
    private static String plainAddress(String text) {
        return text.replace(" () ", "@").replace(" ! ", ".");
    }

    private List<Mail> one(
            Optional<String> id, List<String> parents, String subject, String from, String date, String text) {
        return List.of(new Mail(
                id, parents, Names.line(subject), Names.author(from), MailDate.parse(date.toLowerCase(Locale.ROOT)), address, text));
    }

    /** An element's text as it stands, and where its links lead. */
    private static String words(Element element) {
        StringBuilder text = new StringBuilder(element.wholeText());
        for (Element link : element.select("a[href]")) {
            if (text.length() > Mail.LONGEST_TEXT) {
                break;
            }
            text.append(links(link));
        }
        return text.toString();
    }

    /** Where a link to a commit leads, on a line of its own; others say nothing. */
    private static String links(Element link) {
        String href = link.attr("href");
        return HEX.matcher(href).find() ? "\n" + href + "\n" : "";
    }

    private static final Pattern HEX = Pattern.compile("\\b[0-9a-f]{12,40}\\b");
}
