package org.vvarmap.mail;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Discussion;

/** Mails and commits made by hand. */
final class Letters {

    static final String MOVE = "511157ab641eb6bedd00d62673388e78a4f871cf";
    static final String SPLIT = "1c4bce6753857dc409a0197342d18764e7f4b741";
    static final String BACKPORT = "172c404e18d6f0d4d4d1d1d5d6f1f1f1f1f1f1f1";

    static final List<Commit> COMMITS = List.of(
            new Commit(MOVE, "powerpc/vdso: Move vdso datapage up front", Optional.empty()),
            new Commit(SPLIT, "powerpc/vdso: Separate vvar vma from vdso", Optional.empty()),
            new Commit(BACKPORT, "powerpc/vdso: Separate vvar vma from vdso", Optional.of(SPLIT)));

    private Letters() {}

    static CommitIndex index() {
        return new CommitIndex(COMMITS);
    }

    static Threads threads() {
        return new Threads(index(), LocalDate.of(2026, 1, 1));
    }

    /** The discussions that some mails make. */
    static List<Discussion> found(String... mails) {
        Threads threads = threads();
        for (String mail : mails) {
            threads.add(read(mail));
        }
        return threads.find();
    }

    static Mail read(String mail) {
        return MailText.read(mail.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** A mail; {@code more} are further headers. */
    static String mail(String id, String from, String subject, String text, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "From: " + from, "Subject: " + subject, "Date: Sat, 27 Mar 2021 18:19:24 +0100", "Message-ID: <" + id + ">"));
        lines.addAll(List.of(more));
        return String.join("\n", lines) + "\n\n" + text + "\n";
    }

    static String answers(String id) {
        return "In-Reply-To: <" + id + ">";
    }
}
