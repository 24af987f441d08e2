package org.vvarmap.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as mails and archives write them: RFC 5322's and what clients make of it, ctime's, ISO 8601's, Hypermail's
 * ({@code Sat Mar 27 2021 - 13:21:03 EST}), Patchwork's ({@code March 27, 2021, 5:19 p.m.}). What names no day of a year that
 * had electronic mail is no date.
 */
final class MailDate {

    private static final int LONGEST = 120;
    private static final int FIRST_YEAR = 1991;
    private static final int LAST_YEAR = 2199;

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final String MONTH = "\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DAY_FIRST = Pattern.compile("\\b(\\d{1,2})[\\s-]+" + MONTH + "[\\s,-]+(\\d{4}|\\d{2})\\b");
    private static final Pattern MONTH_FIRST = Pattern.compile(MONTH + "\\s+(\\d{1,2})(?![\\d:])");
    private static final Pattern YEAR = Pattern.compile("(?<![\\d:+-])(\\d{4})\\b");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d+)?(\\s*[ap]\\.?m\\b)?");
    private static final Pattern OFFSET = Pattern.compile("(?:\\d|\\s)([+-])(\\d{2}):?(\\d{2})\\b");

    /** Hours east of Greenwich of the names that archives still print. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("est", -5), Map.entry("edt", -4), Map.entry("cst", -6), Map.entry("cdt", -5), Map.entry("mst", -7),
            Map.entry("mdt", -6), Map.entry("pst", -8), Map.entry("pdt", -7), Map.entry("cet", 1), Map.entry("cest", 2),
            Map.entry("bst", 1), Map.entry("jst", 9), Map.entry("aest", 10), Map.entry("aedt", 11));
    private static final Pattern ZONE =
            Pattern.compile("\\b(est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|bst|jst|aest|aedt)\\b");

    private MailDate() {}

    static Optional<Instant> parse(String date) {
        String text = (date.length() > LONGEST ? date.substring(0, LONGEST) : date).toLowerCase(Locale.ROOT);
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.find()) {
                return at(number(iso, 1), number(iso, 2), number(iso, 3), text.substring(iso.end()));
            }
            Matcher dayFirst = DAY_FIRST.matcher(text);
            if (dayFirst.find()) {
                int year = number(dayFirst, 3);
                // RFC 5322, 4.3: two digits below 50 are of this century.
                int whole = year >= 100 ? year : year + (year < 50 ? 2000 : 1900);
                return at(whole, month(dayFirst.group(2)), number(dayFirst, 1), text.substring(dayFirst.end()));
            }
            Matcher monthFirst = MONTH_FIRST.matcher(text);
            if (monthFirst.find()) {
                String rest = text.substring(monthFirst.end());
                Matcher year = YEAR.matcher(rest);
                if (year.find()) {
                    return at(number(year, 1), month(monthFirst.group(1)), number(monthFirst, 2), rest);
                }
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Instant> at(int year, int month, int day, String rest) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        LocalDateTime midnight = LocalDateTime.of(year, month, day, 0, 0);
        Matcher time = TIME.matcher(rest);
        if (!time.find()) {
            return Optional.of(midnight.toInstant(ZoneOffset.UTC));
        }
        int hour = number(time, 1);
        if (time.group(4) != null) {
            hour = hour % 12 + (time.group(4).contains("p") ? 12 : 0);
        }
        int second = time.group(3) == null ? 0 : Math.min(number(time, 3), 59);
        LocalDateTime local = midnight.withHour(hour).withMinute(number(time, 2)).withSecond(second);
        return Optional.of(local.toInstant(ZoneOffset.ofTotalSeconds(60 * minutesEast(rest.substring(time.end())))));
    }

    /** Nonsense is taken for Greenwich: a day is what matters. */
    private static int minutesEast(String rest) {
        Matcher offset = OFFSET.matcher(" " + rest);
        if (offset.find()) {
            int minutes = 60 * number(offset, 2) + number(offset, 3);
            return minutes > 18 * 60 ? 0 : offset.group(1).equals("-") ? -minutes : minutes;
        }
        Matcher zone = ZONE.matcher(rest);
        return zone.find() ? 60 * ZONES.get(zone.group(1)) : 0;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name) + 1;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
