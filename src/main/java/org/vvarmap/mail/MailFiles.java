package org.vvarmap.mail;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Mails in files: a page of an archive, a mailbox, a mail; any of them compressed by gzip. What one is shows in how it begins. */
public final class MailFiles {

    /** A mailbox holds a month of a large list or a long thread, in bytes when unpacked. */
    private static final long LARGEST = 512L << 20;

    private static final int HEAD = 4096;

    private static final Pattern HTML = Pattern.compile("(?is)^[\\s\\ufeff]*<(?:!doctype|!--|html|head|\\?xml|title|meta|body|pre|a\\s).*");
    private static final Pattern HEADER = Pattern.compile("^[A-Za-z][A-Za-z0-9-]{1,40}:[ \\t].*", Pattern.DOTALL);

    private MailFiles() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param mails receives its mails
     * @return how many there were; 0 where the file is nothing that mails can be found in
     * @throws MailFailure where it cannot be read
     */
    public static int read(Path file, Consumer<Mail> mails) throws MailFailure {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, Optional.empty(), Optional.empty(), mails);
        } catch (NoSuchFileException e) {
            throw MailFailure.unreadable(file + " does not exist", e);
        } catch (EOFException | ZipException e) {
            throw MailFailure.unreadable(file + " is compressed, and broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw MailFailure.unreadable(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads what a file holds, or what an address led to. */
    static int read(InputStream stream, Optional<String> charset, Optional<String> from, Consumer<Mail> mails) throws IOException {
        PushbackInputStream in = opened(stream, HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.unread(head);
        String start = new String(head, StandardCharsets.UTF_8);
        int[] count = {0};
        Consumer<Mail> counted = mail -> {
            count[0]++;
            mails.accept(mail);
        };
        if (Mbox.isOne(head)) {
            Mbox.read(new Bounded(in), bytes -> MailText.read(bytes).ifPresent(counted));
        } else if (HTML.matcher(start).matches()) {
            ArchivePage.read(in.readNBytes(ArchivePage.LONGEST), charset, from).forEach(counted);
        } else if (!start.contains("\0")) {
            byte[] bytes = in.readNBytes(MailText.LONGEST);
            // A title may begin as a header does: "Re: ...".
            Optional<Mail> mail = HEADER.matcher(start).matches() ? MailText.read(bytes) : Optional.empty();
            mail.or(() -> ArchivePage.plainText(MailText.decoded(bytes, charset.orElse("")))).ifPresent(counted);
        }
        return count[0];
    }

    private static PushbackInputStream opened(InputStream stream, int size) throws IOException {
        PushbackInputStream in = new PushbackInputStream(stream, size);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean packed = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return packed ? new PushbackInputStream(new GZIPInputStream(in, 1 << 16), size) : in;
    }

    /** Ends a stream that unpacks to more than any mailbox. */
    private static final class Bounded extends FilterInputStream {

        private long left = LARGEST;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = left > 0 ? super.read() : -1;
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left > 0 ? super.read(bytes, offset, (int) Math.min(length, left)) : -1;
            left -= Math.max(read, 0);
            return read;
        }
    }
}
