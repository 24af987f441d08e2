package org.vvarmap.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a commit's message that name mails. */
public final class Trailers {

    private static final Pattern LINK = Pattern.compile(
            "(?im)^[ \\t]*link:[ \\t]*https?://(?:lore\\.kernel\\.org/[\\w.-]+|lkml\\.kernel\\.org/r|patch\\.msgid\\.link"
                    + "|marc\\.info|msgid\\.link)/(\\S{3,300})");

    /** As maintainers wrote it before there were links, and as b4 can be told to. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?im)^[ \\t]*(?:lkml-reference|message-id):[ \\t]*<([^<>\\s]{3,250})>");

    private Trailers() {}

    /**
     * The mails that a message names.
     *
     * @param message a commit's message
     * @return message ids, in order
     */
    public static List<String> mails(String message) {
        List<String> ids = new ArrayList<>();
        Matcher link = LINK.matcher(message);
        while (link.find()) {
            Names.id(decoded(link.group(1))).map(Trailers::withoutPath).ifPresent(ids::add);
        }
        Matcher reference = REFERENCE.matcher(message);
        while (reference.find()) {
            Names.id(reference.group(1)).ifPresent(ids::add);
        }
        return ids;
    }

    static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** An address goes on behind the message id: {@code /T/#u}. */
    private static String withoutPath(String id) {
        int slash = id.indexOf('/', id.indexOf('@'));
        String head = slash < 0 ? id : id.substring(0, slash);
        int hash = head.indexOf('#', head.indexOf('@'));
        return (hash < 0 ? head : head.substring(0, hash)).replaceAll("[.,;)]+$", "");
    }
}
