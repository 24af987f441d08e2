package org.vvarmap.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subjects of mails, and how they speak of a commit's subject. */
final class Subjects {

    private static final Pattern REPLY = Pattern.compile("(?i)^\\s*(?:(?:re|aw|sv|fwd?|antw)\\s*(?:\\[\\d+\\])?\\s*:\\s*)+");
    private static final Pattern TAGS = Pattern.compile("^\\s*(?:\\[[^\\]]*\\]\\s*)+");

    /** How the stable team announces what it does with a patch. */
    private static final Pattern STABLE_NOTICE = Pattern.compile(
            "(?i)^(?:failed:\\s*)?patch \"(.*)\" (?:has been added to|failed to apply to|has been dropped from) .*");

    private static final Pattern STABLE = Pattern.compile(
            "(?i)\\[[^\\]]*\\b(?:stable|autosel|backport|backports|[2-9]\\.\\d{1,2}(?:\\.y)?(?:[ -][^\\]]*)?)\\b[^\\]]*\\]");
    private static final Pattern PULL = Pattern.compile("(?i)\\bpull\\b.*(?:\\]|request)|^\\s*(?:\\[[^\\]]*\\]\\s*)*pull\\b");
    private static final Pattern PATCH = Pattern.compile("(?i)\\[[^\\]]*\\b(?:patch\\w*|rfc\\w*|resend|v\\d+)\\b[^\\]]*\\]");
    private static final Pattern COVER = Pattern.compile("\\[[^\\]]*\\b0+/\\d+[^\\]]*\\]");
    private static final Pattern APPLIED = Pattern.compile("(?i)^\\s*\\[tip[:\\s][^\\]]*\\]");

    private Subjects() {}

    static boolean isReply(String subject) {
        return REPLY.matcher(subject).find();
    }

    /** Without {@code Re:} and its like. */
    static String withoutReply(String subject) {
        return REPLY.matcher(subject).replaceFirst("").strip();
    }

    /**
     * What a commit of that subject would be called, in lower case: without {@code Re:}, without what stands in brackets at the
     * start, with single blanks.
     */
    static String plain(String subject) {
        String text = withoutReply(subject.replaceAll("\\s+", " "));
        Matcher notice = STABLE_NOTICE.matcher(text);
        if (notice.matches()) {
            text = withoutReply(notice.group(1));
        }
        return TAGS.matcher(text).replaceFirst("").strip().toLowerCase(Locale.ROOT);
    }

    static boolean isStable(String subject) {
        String text = withoutReply(subject);
        return STABLE.matcher(text).find() || STABLE_NOTICE.matcher(text).matches();
    }

    static boolean isPull(String subject) {
        return PULL.matcher(withoutReply(subject)).find();
    }

    static boolean isPatch(String subject) {
        return PATCH.matcher(subject).find();
    }

    /** The letter that leads a series: it may be called as one of its patches is. */
    static boolean isCover(String subject) {
        return COVER.matcher(subject).find();
    }

    static boolean isApplied(String subject) {
        return APPLIED.matcher(withoutReply(subject)).find();
    }
}
