package org.vvarmap.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Mailboxes: mails one after another, each behind a line that begins with {@code From } and follows an empty line. */
final class Mbox {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private Mbox() {}

    static boolean isOne(byte[] head) {
        return startsWithFrom(head, head.length);
    }

    /** Hands over each mail, without its {@code From } line. */
    static void read(InputStream stream, Consumer<byte[]> mails) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean afterEmpty = true;
        boolean inside = false;
        for (boolean more = line(in, line); more; more = line(in, line)) {
            byte[] bytes = line.toByteArray();
            if (afterEmpty && startsWithFrom(bytes, bytes.length)) {
                hand(mail, inside, mails);
                inside = true;
            } else if (inside && mail.size() < MailText.LONGEST) {
                mail.write(bytes);
            }
            afterEmpty = bytes.length <= 2 && (bytes[0] == '\n' || bytes[0] == '\r');
        }
        hand(mail, inside, mails);
    }

    private static void hand(ByteArrayOutputStream mail, boolean inside, Consumer<byte[]> mails) {
        if (inside && mail.size() > 0) {
            mails.accept(mail.toByteArray());
        }
        mail.reset();
    }

    /** Reads a line with its end, or as much of one as a mail may be long; false at the end. */
    private static boolean line(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int read = in.read();
        while (read >= 0) {
            if (line.size() < MailText.LONGEST) {
                line.write(read);
            }
            if (read == '\n') {
                return true;
            }
            read = in.read();
        }
        return line.size() > 0;
    }

    private static boolean startsWithFrom(byte[] bytes, int length) {
        for (int i = 0; i < FROM.length; i++) {
            if (i >= length || bytes[i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }
}
