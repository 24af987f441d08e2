package org.vvarmap.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;

/**
 * Reads a mail as it was sent: headers, then a body (RFC 5322, MIME). What is broken in it is passed over; whatever could be
 * read is given.
 */
public final class MailText {

    /** As much of a mail as is looked at, in bytes. */
    static final int LONGEST = 1 << 20;

    /** Parts in parts: no honest mail goes nearly as deep. */
    private static final int DEEPEST = 12;

    /** As many message ids of {@code References} as are kept at its ends. */
    private static final int KEPT_REFERENCES = 2;

    private static final int MOST_HEADERS = 1000;
    private static final int LONGEST_HEADER = 1 << 16;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxHeaderCount(MOST_HEADERS)
            .setMaxHeaderLen(LONGEST_HEADER)
            .setMaxLineLen(-1)
            .setMaxContentLen(LONGEST)
            .setMalformedHeaderStartsBody(true)
            .build();

    private static final Pattern IDS = Pattern.compile("<([^<>\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]{3,250})>");

    private MailText() {}

    /**
     * Reads a mail.
     *
     * @param bytes the mail; what lies behind the first mebibyte is not looked at
     * @return the mail; empty where the bytes have neither a subject nor a message id
     */
    public static Optional<Mail> read(byte[] bytes) {
        Parts parts = new Parts();
        MimeStreamParser parser = new MimeStreamParser(LENIENT);
        parser.setContentDecoding(true);
        parser.setContentHandler(parts);
        try {
            parser.parse(new ByteArrayInputStream(bytes, 0, Math.min(bytes.length, LONGEST)));
        } catch (MimeException | IOException | RuntimeException e) {
            // A broken mail, or one that is cut off: what came before stands.
        }
        return parts.mail();
    }

    /** What is wanted of a mail, as the parser comes by it. */
    private static final class Parts extends AbstractContentHandler {

        private int depth;
        private boolean outermost = true;
        private String id = "";
        private String subject = "";
        private String from = "";
        private String date = "";
        private String received = "";
        private String inReplyTo = "";
        private String references = "";
        private final StringBuilder text = new StringBuilder();

        @Override
        public void field(Field field) {
            if (!outermost) {
                return;
            }
            String name = field.getName().toLowerCase(Locale.ROOT);
            switch (name) {
                case "message-id" -> id = first(id, field);
                case "subject" -> subject = first(subject, field);
                case "from" -> from = first(from, field);
                case "date" -> date = first(date, field);
                case "received" -> received = first(received, field);
                case "in-reply-to" -> inReplyTo = first(inReplyTo, field);
                case "references" -> references = first(references, field);
                default -> { }
            }
        }

        /** Of a field that comes twice, the first counts. */
        private static String first(String known, Field field) {
            return known.isEmpty() ? value(field) : known;
        }

        @Override
        public void endHeader() {
            outermost = false;
        }

        @Override
        public void startMultipart(BodyDescriptor descriptor) throws MimeException {
            deeper();
        }

        @Override
        public void startMessage() throws MimeException {
            deeper();
        }

        private void deeper() throws MimeException {
            if (++depth > DEEPEST) {
                throw new MimeException("parts lie too deep");
            }
        }

        @Override
        public void endMultipart() {
            depth--;
        }

        @Override
        public void endMessage() {
            depth--;
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream stream) throws IOException {
            String type = String.valueOf(descriptor.getMimeType()).toLowerCase(Locale.ROOT);
            int left = Mail.LONGEST_TEXT - text.length();
            if (type.startsWith("text/") && left > 0) {
                String part = decoded(stream.readNBytes(left), descriptor.getCharset());
                text.append(type.equals("text/html") ? Jsoup.parse(part).wholeText() : part).append('\n');
            }
        }

        Optional<Mail> mail() {
            Optional<String> known = Names.id(id);
            if (known.isEmpty() && subject.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(new Mail(
                    known, parents(known), Names.line(decodedWords(subject)), Names.author(decodedWords(from)),
                    MailDate.parse(date).or(() -> MailDate.parse(received.substring(received.lastIndexOf(';') + 1))),
                    Optional.empty(), text.toString()));
        }

        private List<String> parents(Optional<String> self) {
            Set<String> parents = new LinkedHashSet<>(ids(inReplyTo));
            List<String> up = ids(references);
            Collections.reverse(up);
            parents.addAll(up.subList(0, Math.min(up.size(), KEPT_REFERENCES)));
            if (!up.isEmpty()) {
                parents.add(up.get(up.size() - 1));
            }
            self.ifPresent(parents::remove);
            return List.copyOf(parents);
        }
    }

    private static List<String> ids(String text) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = IDS.matcher(text);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    /** A field's text, its lines joined. */
    private static String value(Field field) {
        String raw = field.getRaw() == null ? field.getName() + ":" + field.getBody() : decoded(field.getRaw().toByteArray(), "");
        return raw.substring(raw.indexOf(':') + 1).replaceAll("\\r?\\n", "").strip();
    }

    /** Encoded words (RFC 2047) as the text that they stand for. */
    static String decodedWords(String text) {
        try {
            return text.contains("=?") ? DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT) : text;
        } catch (RuntimeException e) {
            return text;
        }
    }

    /** UTF-8 where the bytes are that, whatever they say they are; else the charset they name; else one that takes anything. */
    static String decoded(byte[] bytes, String charset) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            try {
                return new String(bytes, Charset.forName(String.valueOf(charset)));
            } catch (IllegalArgumentException unknown) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
    }
}
